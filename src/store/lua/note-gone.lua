-- Replaces a chat's record unless it was changed meanwhile.
-- KEYS: settings  ARGV: value expected, new value
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2])
return 1

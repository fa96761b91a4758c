-- Takes or lengthens a shift. Answers 2 when it begins, 1 when it was ours, 0 when it is another's.
-- KEYS: shift  ARGV: token, lease in ms
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return holder and 1 or 2

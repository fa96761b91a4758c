-- Adds a field to an article that is still there: one gone by age must not come back as half of itself.
-- KEYS: article  ARGV: field, value
if redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return 1

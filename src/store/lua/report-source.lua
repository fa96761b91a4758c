-- Stores what a poll taught and when the source is due again. A source removed or disabled meanwhile stays so.
-- KEYS: sources, health, polls  ARGV: id, JSON of the health, due again at
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then
  return 0
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
if redis.call('ZSCORE', KEYS[3], ARGV[1]) then
  redis.call('ZADD', KEYS[3], ARGV[3], ARGV[1])
end
return 1

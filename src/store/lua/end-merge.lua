-- Takes merged articles off the list, once, whoever says so and however often.
-- KEYS: state, pending  ARGV: last number merged
local merged = tonumber(redis.call('HGET', KEYS[1], 'merged') or '0')
local upto = tonumber(ARGV[1])
if upto <= merged then
  return 0
end
redis.call('LTRIM', KEYS[2], upto - merged, -1)
redis.call('HSET', KEYS[1], 'merged', upto)
return 1

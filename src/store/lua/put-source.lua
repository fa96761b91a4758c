-- Stores a declaration and whether it is polled. With 'seed' only a source that was never there is stored.
-- KEYS: sources, health, polls, seeded  ARGV: id, JSON, '1' when enabled, 'seed' or 'put'
local fresh = redis.call('SADD', KEYS[4], ARGV[1]) == 1
if ARGV[4] == 'seed' and (not fresh or redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1) then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
if ARGV[3] ~= '1' then
  redis.call('ZREM', KEYS[3], ARGV[1])
elseif not redis.call('ZSCORE', KEYS[3], ARGV[1]) then
  local health = redis.call('HGET', KEYS[2], ARGV[1])
  redis.call('ZADD', KEYS[3], health and cjson.decode(health).nextPollAt or 0, ARGV[1])
end
return 1

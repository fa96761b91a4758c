-- Gives enabled sources whose time has come to one caller, by moving their time to the end of the lease.
-- KEYS: polls  ARGV: now, end of the lease, limit
local ids = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
for _, id in ipairs(ids) do
  redis.call('ZADD', KEYS[1], ARGV[2], id)
end
return ids

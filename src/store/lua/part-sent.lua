-- Records how many parts were accepted, after which nothing is in doubt, and lengthens the lease; refused when the token is not the holder's.
-- KEYS: leases, open  ARGV: member, token, parts, now, end of the lease
local raw = redis.call('HGET', KEYS[2], ARGV[1])
if not raw then
  return 0
end
local entry = cjson.decode(raw)
if entry.s == 'p' or entry.t ~= ARGV[2] then
  return 0
end
entry.s = 'c'
entry.p = tonumber(ARGV[3])
entry.u = tonumber(ARGV[4])
redis.call('HSET', KEYS[2], ARGV[1], cjson.encode(entry))
redis.call('ZADD', KEYS[1], ARGV[5], ARGV[1])
return 1

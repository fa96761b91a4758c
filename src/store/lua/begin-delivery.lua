-- The holder is about to write a part to the platform; refused when the token is not the holder's.
-- KEYS: leases, open  ARGV: member, token, now, end of the lease
local raw = redis.call('HGET', KEYS[2], ARGV[1])
if not raw then
  return 0
end
local entry = cjson.decode(raw)
if entry.s == 'p' or entry.t ~= ARGV[2] then
  return 0
end
if entry.s == 'c' then
  entry.s = 's'
  -- One attempt per taking, however many parts.
  if entry.g ~= 1 then
    entry.a = entry.a + 1
    entry.g = 1
  end
end
entry.u = tonumber(ARGV[3])
redis.call('HSET', KEYS[2], ARGV[1], cjson.encode(entry))
redis.call('ZADD', KEYS[1], ARGV[4], ARGV[1])
return 1

-- Gives a delivery back to who has ended it already, when this server has forgotten that: it was killed before its last moments were on
-- the disk. Refused where somebody else has begun to send it meanwhile. Answers 1 when it is to be settled again, 2 when all that was
-- forgotten has been written down here, 0 when nothing is to be done.
-- KEYS: ledger, open, outbox, leases, report
-- ARGV: slot, member, token, attempts, parts, end of the lease, ledger value for an entry that was not even opened, lifetime in s, state
local raw = redis.call('HGET', KEYS[2], ARGV[2])
if not raw then
  if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[7]) == 0 then
    return 0
  end
  redis.call('EXPIRE', KEYS[1], ARGV[8])
  redis.call('HINCRBY', KEYS[5], ARGV[9], 1)
  redis.call('EXPIRE', KEYS[5], ARGV[8])
  return 2
end
local entry = cjson.decode(raw)
if entry.s == 's' and entry.t ~= ARGV[3] then
  return 0
end
entry.s = 'c'
entry.t = ARGV[3]
entry.a = math.max(entry.a, tonumber(ARGV[4]))
entry.p = math.max(entry.p, tonumber(ARGV[5]))
redis.call('HSET', KEYS[2], ARGV[2], cjson.encode(entry))
redis.call('ZREM', KEYS[3], ARGV[2])
redis.call('ZADD', KEYS[4], ARGV[6], ARGV[2])
return 1

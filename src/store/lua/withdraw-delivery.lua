-- Takes back one open delivery. 'skip' leaves alone what was begun; 'erase' opens the slot again, and ends what was begun as unknown.
-- KEYS: ledger, open, outbox, leases, bodies, references, report  ARGV: slot, member, 'erase' or 'skip', reason, now in base 36
-- Answers 1 when it was taken back, 2 when it was ended, 0 when there was nothing to do.
local raw = redis.call('HGET', KEYS[2], ARGV[2])
if not raw then
  return 0
end
local entry = cjson.decode(raw)
local begun = entry.s == 's' or entry.p > 0 or entry.d > 0
if begun and ARGV[3] == 'skip' then
  return 0
end

redis.call('HDEL', KEYS[2], ARGV[2])
redis.call('ZREM', KEYS[3], ARGV[2])
redis.call('ZREM', KEYS[4], ARGV[2])
if redis.call('HINCRBY', KEYS[6], entry.b, -1) <= 0 then
  redis.call('HDEL', KEYS[5], entry.b)
  redis.call('HDEL', KEYS[6], entry.b)
end
redis.call('HINCRBY', KEYS[7], 'pending', -1)
if begun then
  redis.call('HSET', KEYS[1], ARGV[1], table.concat({ 'u', entry.l, ARGV[5], entry.a, entry.p, ARGV[4] }, '|'))
  redis.call('HINCRBY', KEYS[7], 'unknown', 1)
  redis.call('HINCRBY', KEYS[7], 'r:' .. ARGV[4], 1)
  return 2
end
if ARGV[3] == 'skip' then
  redis.call('HSET', KEYS[1], ARGV[1], table.concat({ 'k', '', ARGV[5], entry.a, 0, ARGV[4] }, '|'))
  redis.call('HINCRBY', KEYS[7], 'skipped', 1)
  redis.call('HINCRBY', KEYS[7], 'r:' .. ARGV[4], 1)
else
  redis.call('HDEL', KEYS[1], ARGV[1])
end
return 1

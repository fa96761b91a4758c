-- Files ledger entries of a chat that moved here under its new key. What is there already stays.
-- KEYS: ledger, open, outbox, leases, bodies, references, slots, then a report per entry
-- ARGV: new chat key, lifetime in s, then per entry: slot, ledger value, open value or '', moment, body
for i = 3, #ARGV, 5 do
  local slot, value, raw, moment, body = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4]
  if redis.call('HSETNX', KEYS[1], slot, value) == 1 and raw ~= '' then
    local member = slot .. '|' .. ARGV[1]
    local entry = cjson.decode(raw)
    redis.call('HSET', KEYS[2], member, raw)
    redis.call('ZADD', entry.s == 'p' and KEYS[3] or KEYS[4], moment, member)
    redis.call('HSETNX', KEYS[5], entry.b, body)
    redis.call('HINCRBY', KEYS[6], entry.b, 1)
    local report = KEYS[8 + (i - 3) / 5]
    redis.call('HINCRBY', report, 'pending', 1)
    redis.call('EXPIRE', report, ARGV[2])
    redis.call('ZADD', KEYS[7], 0, slot)
  end
end
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1

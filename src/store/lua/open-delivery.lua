-- Opens the ledger entry of a slot and queues its message; refused when the slot has an entry in whatever state.
-- KEYS: ledger, open, outbox, bodies, references, report, slots, told
-- ARGV: slot, member, body hash, body, list id or '', story ids, now, slot names below this are too old, lifetime in s, thread or '', now in base 36, place in the order, skip after or 0, name it is counted under
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then
  return 0
end
for _, slot in ipairs(redis.call('HKEYS', KEYS[1])) do
  if slot < ARGV[8] then
    redis.call('HDEL', KEYS[1], slot)
  end
end
redis.call('HSET', KEYS[1], ARGV[1], 'o|' .. ARGV[5] .. '|' .. ARGV[11])
redis.call('EXPIRE', KEYS[1], ARGV[9])
redis.call('HSET', KEYS[2], ARGV[2], cjson.encode({
  s = 'p', t = '', a = 0, p = 0, d = 0, u = tonumber(ARGV[7]), b = ARGV[3], l = ARGV[5], h = ARGV[10], r = '', e = tonumber(ARGV[13])
}))
redis.call('ZADD', KEYS[3], ARGV[12], ARGV[2])
redis.call('HSETNX', KEYS[4], ARGV[3], ARGV[4])
redis.call('HINCRBY', KEYS[5], ARGV[3], 1)
redis.call('HINCRBY', KEYS[6], 'pending', 1)
redis.call('EXPIRE', KEYS[6], ARGV[9])
if redis.call('ZADD', KEYS[7], 0, ARGV[14]) == 1 then
  redis.call('ZREMRANGEBYLEX', KEYS[7], '-', '(' .. ARGV[8])
end
if ARGV[5] ~= '' then
  redis.call('SET', KEYS[8], ARGV[6], 'EX', ARGV[9])
end
return 1

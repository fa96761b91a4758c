-- Records that a slot gets nothing, and why; refused when the slot has an entry in whatever state.
-- KEYS: ledger, report, slots  ARGV: slot, value, reason, slot names below this are too old, lifetime in s
if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 0 then
  return 0
end
for _, slot in ipairs(redis.call('HKEYS', KEYS[1])) do
  if slot < ARGV[4] and slot ~= ARGV[1] then
    redis.call('HDEL', KEYS[1], slot)
  end
end
redis.call('EXPIRE', KEYS[1], ARGV[5])
redis.call('HINCRBY', KEYS[2], 'skipped', 1)
redis.call('HINCRBY', KEYS[2], 'r:' .. ARGV[3], 1)
redis.call('EXPIRE', KEYS[2], ARGV[5])
if redis.call('ZADD', KEYS[3], 0, ARGV[1]) == 1 then
  redis.call('ZREMRANGEBYLEX', KEYS[3], '-', '(' .. ARGV[4])
end
return 1

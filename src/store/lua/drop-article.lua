-- Takes an article out of the index: its number stands for nothing any more.
-- KEYS: numbers, state, meta, documents  ARGV: hashed id, `number:fingerprint` expected, number, field in documents
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then
  return 0
end
redis.call('SETRANGE', KEYS[3], ARGV[3] * 4, '\0\0\0\0')
redis.call('HINCRBY', KEYS[2], 'replaced', 1)
redis.call('HDEL', KEYS[4], ARGV[4])
redis.call('HDEL', KEYS[1], ARGV[1])
return 1

-- Appends to the trail once, however often the call is repeated.
-- KEYS: audit  ARGV: most entries kept, call id, at, who, action, outcome
for _, entry in ipairs(redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 32)) do
  if entry[2][2] == ARGV[2] then
    return 0
  end
end
redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*',
  'call', ARGV[2], 'at', ARGV[3], 'who', ARGV[4], 'action', ARGV[5], 'outcome', ARGV[6])
return 1

-- The state of the index and the pending articles that the caller does not know yet, as of one moment.
-- KEYS: state, pending, sources  ARGV: last number known
local state = redis.call('HMGET', KEYS[1], 'floor', 'merged', 'replaced')
local merged = tonumber(state[2] or '0')
local from = math.max(0, tonumber(ARGV[1]) - merged)
return { state[1] or '1', tostring(merged), state[3] or '0', redis.call('HLEN', KEYS[3]), redis.call('LRANGE', KEYS[2], from, -1) }

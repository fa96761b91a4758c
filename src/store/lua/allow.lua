-- Counts one use within a window that starts with the first.
-- KEYS: rates  ARGV: what, limit, window in s
local now = tonumber(redis.call('TIME')[1])
local window = tonumber(ARGV[3])
local value = redis.call('HGET', KEYS[1], ARGV[1])
local count, from = 0, now
if value then
  local at = string.find(value, ':', 1, true)
  count, from = tonumber(string.sub(value, 1, at - 1)), tonumber(string.sub(value, at + 1))
  if now >= from + window or now < from then
    count, from = 0, now
  end
end
if count >= tonumber(ARGV[2]) then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], (count + 1) .. ':' .. from)
if redis.call('TTL', KEYS[1]) < window then
  redis.call('EXPIRE', KEYS[1], window)
end
return 1

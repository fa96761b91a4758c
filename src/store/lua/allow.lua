-- Counts one use within a window that starts with the first. A value is `count:start:window`.
-- KEYS: rates  ARGV: what, limit, window in s
local now = tonumber(redis.call('TIME')[1])
local window = tonumber(ARGV[3])

local function read(value)
  local count, from, length = string.match(value, '^(%d+):(%d+):(%d+)$')
  count, from, length = tonumber(count), tonumber(from), tonumber(length)
  if not count or now >= from + length or now < from then
    return nil
  end
  return count, from
end

local value = redis.call('HGET', KEYS[1], ARGV[1])
local count, from
if value then
  count, from = read(value)
elseif redis.call('HLEN', KEYS[1]) >= 32 then
  -- Names may be made up for one use; windows that are over make room.
  local all = redis.call('HGETALL', KEYS[1])
  for i = 1, #all, 2 do
    if not read(all[i + 1]) then
      redis.call('HDEL', KEYS[1], all[i])
    end
  end
end
count, from = count or 0, from or now
if count >= tonumber(ARGV[2]) then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], (count + 1) .. ':' .. from .. ':' .. window)
if redis.call('TTL', KEYS[1]) < window then
  redis.call('EXPIRE', KEYS[1], window)
end
return 1

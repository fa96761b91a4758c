-- Moves a due chat on to its next slot, leaving its settings alone; refused when the slot is not the one it waits for any more.
-- KEYS: settings, due  ARGV: chat key, slot done, next slot or '', its moment or ''
local value = redis.call('GET', KEYS[1])
if not value then
  redis.call('ZREM', KEYS[2], ARGV[1])
  return 0
end
local from = string.find(value, '\n', 1, true)
local to = string.find(value, '\n', from + 1, true)
local waiting = string.sub(value, from + 1, to - 1)
if waiting == ARGV[3] then
  return 1
end
if waiting ~= ARGV[2] then
  return 0
end
redis.call('SET', KEYS[1], string.sub(value, 1, from) .. ARGV[3] .. string.sub(value, to))
if ARGV[4] == '' then
  redis.call('ZREM', KEYS[2], ARGV[1])
else
  redis.call('ZADD', KEYS[2], ARGV[4], ARGV[1])
end
return 1

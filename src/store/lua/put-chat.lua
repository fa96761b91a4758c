-- Stores a chat, its place in the queue of due chats, and keeps the tallies right, whatever was there before.
-- KEYS: settings, due, tallies, followed, changes of it  ARGV: value, chat key, moment of the next slot or ''
local old = redis.call('GET', KEYS[1])
local function active(value)
  return value and string.sub(value, 1, 1) == 'a'
end
if not old then
  redis.call('HINCRBY', KEYS[3], 'total', 1)
end
if active(old) and not active(ARGV[1]) then
  redis.call('HINCRBY', KEYS[3], 'active', -1)
elseif active(ARGV[1]) and not active(old) then
  redis.call('HINCRBY', KEYS[3], 'active', 1)
end
redis.call('SET', KEYS[1], ARGV[1])
refile(old, ARGV[1], KEYS[4], KEYS[5], KEYS[3], ARGV[2])
if ARGV[3] == '' then
  redis.call('ZREM', KEYS[2], ARGV[2])
else
  redis.call('ZADD', KEYS[2], ARGV[3], ARGV[2])
end
return 1

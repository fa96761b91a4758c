-- Holds one chat or the whole platform. A hold is never shortened.
-- KEYS: hold (`until`, `strikes`), chats held, hold of the chat
-- ARGV: chat or '', ms; or with '' for ms our own guess: first ms, longest ms
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local hold = tonumber(redis.call('HGET', KEYS[1], 'until') or '0')

local function holdAll(ms)
  if now + ms > hold then
    redis.call('HSET', KEYS[1], 'until', now + ms)
  end
  redis.call('PEXPIRE', KEYS[1], ms + 7200000)
end

if ARGV[1] ~= '' then
  local ms = tonumber(ARGV[2])
  local key = KEYS[3]
  local till = math.max(now + ms, tonumber(redis.call('GET', key) or '0'))
  redis.call('SET', key, till, 'PX', math.max(till - now, 1))
  redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
  redis.call('ZADD', KEYS[2], 'GT', till, ARGV[1])
  redis.call('PEXPIRE', KEYS[2], 3600000)
  -- Two chats asked to wait at the same time: it is the bot that is meant.
  if redis.call('ZCARD', KEYS[2]) > 1 then
    holdAll(ms)
  end
elseif ARGV[2] ~= '' then
  holdAll(tonumber(ARGV[2]))
elseif now >= hold then
  -- Messages that were on their way together make one strike.
  local strike = redis.call('HINCRBY', KEYS[1], 'strikes', 1)
  holdAll(math.min(tonumber(ARGV[3]) * 2 ^ math.min(strike - 1, 30), tonumber(ARGV[4])))
end
return 1

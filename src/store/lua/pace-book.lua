-- Books the next moment at which a message may go, by this server's clock: it is the one that all processes share.
-- KEYS: recent departures, hold (`until`, `strikes`, `last`), times of the chat, hold of the chat
-- ARGV: messages per window, window in ms, least gap in ms, gap of the chat in ms, messages a minute or 0, longest wait in ms, name of
-- the booking, 1 for a reply, ms by which a message without an answer may have been counted later than it went
-- Answers {wait in ms, 1 when booked, 1 when it is the platform that has to wait, strikes}.
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local count, window, gap = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local reply = ARGV[8] == '1'

local hold = redis.call('HMGET', KEYS[2], 'until', 'strikes', 'last')
local strikes = tonumber(hold[2] or '0')
local at = math.max(now, tonumber(hold[1] or '0'))
local longest = tonumber(ARGV[6])
if at - now > longest then
  return { at - now, 0, 1, strikes }
end

-- What lies in the future by more than anybody waits was booked before the clock was set back.
redis.call('ZREMRANGEBYSCORE', KEYS[1], now + 2 * longest + window, '+inf')
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
local last = tonumber(hold[3] or '0')
if last < now + 2 * longest then
  at = math.max(at, last + (reply and 1 or gap))
end
local nth = redis.call('ZRANGE', KEYS[1], -count, -count, 'WITHSCORES')
if nth[2] then
  at = math.max(at, tonumber(nth[2]) + window)
end
if at - now > longest then
  return { at - now, 0, 1, strikes }
end

local times = {}
for time in string.gmatch(redis.call('GET', KEYS[3]) or '', '%d+') do
  time = tonumber(time)
  if time > now - 60000 and time <= now + 60000 then
    times[#times + 1] = time
  end
end
local perMinute = tonumber(ARGV[5])
if not reply then
  if #times > 0 then
    at = math.max(at, times[#times] + tonumber(ARGV[4]))
  end
  local oldest = perMinute > 0 and times[#times - perMinute + 1]
  if oldest then
    at = math.max(at, oldest + 60000)
  end
  at = math.max(at, tonumber(redis.call('GET', KEYS[4]) or '0'))
end
if at - now > longest then
  return { at - now, 0, 0, strikes }
end

-- Who took the turn may be killed before he can tell when it was counted.
redis.call('ZADD', KEYS[1], at + tonumber(ARGV[9]), ARGV[7])
redis.call('PEXPIRE', KEYS[1], 60000)
redis.call('HSET', KEYS[2], 'last', at)
if redis.call('PTTL', KEYS[2]) < 60000 then
  redis.call('PEXPIRE', KEYS[2], 7200000)
end
times[#times + 1] = at
local first = perMinute > 0 and math.max(1, #times - perMinute + 1) or #times
redis.call('SET', KEYS[3], table.concat(times, ' ', first), 'PX', 61000)
return { at - now, 1, 0, strikes }

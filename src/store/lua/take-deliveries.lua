-- Hands deliveries to one worker: first those whose holder's lease has ended, then pending ones whose time has come.
-- What its holder had begun to send is in doubt; what he had only taken is not.
-- The token is new with every call. A call repeated with the same token gets what the first one took.
-- KEYS: outbox, leases, open, bodies, took  ARGV: now, end of the lease, limit, token
local taken = {}
local function give(member, raw, entry)
  taken[#taken + 1] = member
  taken[#taken + 1] = raw
  taken[#taken + 1] = redis.call('HGET', KEYS[4], entry.b) or '[]'
end

if redis.call('GET', KEYS[5]) == ARGV[4] then
  for _, member in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
    local raw = redis.call('HGET', KEYS[3], member)
    if raw then
      local entry = cjson.decode(raw)
      if entry.t == ARGV[4] then
        give(member, raw, entry)
      end
    end
  end
  return taken
end

local function takeFrom(queue, limit)
  local count = 0
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', queue, '-inf', ARGV[1], 'LIMIT', 0, limit)) do
    local raw = redis.call('HGET', KEYS[3], member)
    redis.call('ZREM', queue, member)
    if raw then
      local entry = cjson.decode(raw)
      if entry.s == 's' then
        entry.d = entry.d + 1
      end
      entry.s = 'c'
      entry.g = nil
      entry.t = ARGV[4]
      entry.u = tonumber(ARGV[1])
      raw = cjson.encode(entry)
      redis.call('HSET', KEYS[3], member, raw)
      redis.call('ZADD', KEYS[2], ARGV[2], member)
      give(member, raw, entry)
      count = count + 1
    end
  end
  return count
end

local limit = tonumber(ARGV[3])
local late = takeFrom(KEYS[2], limit)
if late < limit then
  takeFrom(KEYS[1], limit - late)
end
redis.call('SET', KEYS[5], ARGV[4], 'EX', 60)
return taken

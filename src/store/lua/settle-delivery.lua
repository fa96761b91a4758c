-- Ends an attempt; refused when the token is not the holder's. A repeated call is told what the first one was told.
-- KEYS: ledger, open, outbox, leases, bodies, references, report, settled, doubtful
-- ARGV: slot, member, token, state, letter of the state, reason, now, due again at, lifetime in s, now in base 36, 1 when this attempt may have arrived,
-- slot names below this are too old, parts accepted at least
local mark = redis.sha1hex(ARGV[2] .. ARGV[3])
local raw = redis.call('HGET', KEYS[2], ARGV[2])
local entry = raw and cjson.decode(raw)
if not entry or entry.s == 'p' or entry.t ~= ARGV[3] then
  return redis.call('ZSCORE', KEYS[8], mark) and 1 or 0
end

entry.p = math.max(entry.p, tonumber(ARGV[13]))
redis.call('ZREM', KEYS[4], ARGV[2])
if ARGV[4] == 'pending' then
  entry.s = 'p'
  entry.t = ''
  entry.g = nil
  entry.d = entry.d + tonumber(ARGV[11])
  entry.r = ARGV[6]
  entry.u = tonumber(ARGV[7])
  redis.call('HSET', KEYS[2], ARGV[2], cjson.encode(entry))
  redis.call('ZADD', KEYS[3], ARGV[8], ARGV[2])
else
  redis.call('HDEL', KEYS[2], ARGV[2])
  if redis.call('HINCRBY', KEYS[6], entry.b, -1) <= 0 then
    redis.call('HDEL', KEYS[5], entry.b)
    redis.call('HDEL', KEYS[6], entry.b)
  end
  -- Stories of which nothing was sent are told another time.
  local told = (ARGV[4] == 'skipped' or ARGV[4] == 'failed') and entry.p == 0 and entry.d == 0 and '' or entry.l
  if ARGV[4] == 'unknown' then
    redis.call('ZADD', KEYS[9], ARGV[7], ARGV[2])
    redis.call('ZREMRANGEBYRANK', KEYS[9], 0, -1001)
    redis.call('EXPIRE', KEYS[9], ARGV[9])
  end
  local value = table.concat({ ARGV[5], told, ARGV[10], entry.a, entry.p, ARGV[6] }, '|')
  redis.call('HSET', KEYS[1], ARGV[1], value)
  if redis.call('HLEN', KEYS[1]) > 31 then
    for _, slot in ipairs(redis.call('HKEYS', KEYS[1])) do
      if slot < ARGV[12] then
        redis.call('HDEL', KEYS[1], slot)
      end
    end
  end
  redis.call('EXPIRE', KEYS[1], ARGV[9])
  redis.call('HINCRBY', KEYS[7], 'pending', -1)
  redis.call('HINCRBY', KEYS[7], ARGV[4], 1)
  if ARGV[6] ~= '' then
    -- Reasons come from platforms: a talkative one must not fill the report.
    local field = 'r:' .. ARGV[6]
    if redis.call('HLEN', KEYS[7]) > 64 and redis.call('HEXISTS', KEYS[7], field) == 0 then
      field = 'r:other'
    end
    redis.call('HINCRBY', KEYS[7], field, 1)
  end
  redis.call('EXPIRE', KEYS[7], ARGV[9])
end
redis.call('ZADD', KEYS[8], ARGV[7], mark)
redis.call('ZREMRANGEBYRANK', KEYS[8], 0, -257)
return 1

-- Deletes everything of one chat. A delivery in a worker's hand loses its entry, so the worker's next step is refused.
-- KEYS: settings, due, ledger, asked, rates, outbox, leases, open, bodies, references, tallies, followed, changes of it, then a report per open slot
-- ARGV: chat key, 'forgotten' or 'moved', then the open slots in the order of their reports
local existed = redis.call('EXISTS', KEYS[1], KEYS[3], KEYS[4], KEYS[5])
local value = redis.call('GET', KEYS[1])
if value then
  redis.call('HINCRBY', KEYS[11], 'total', -1)
  refile(value, nil, KEYS[12], KEYS[13], KEYS[11], ARGV[1])
  if string.sub(value, 1, 1) == 'a' then
    redis.call('HINCRBY', KEYS[11], 'active', -1)
  end
end
local reports = {}
for i = 3, #ARGV do
  reports[ARGV[i]] = KEYS[13 + i - 2]
end
local ledger = redis.call('HGETALL', KEYS[3])
for i = 1, #ledger, 2 do
  if string.sub(ledger[i + 1], 1, 1) == 'o' then
    local member = ledger[i] .. '|' .. ARGV[1]
    local raw = redis.call('HGET', KEYS[8], member)
    if raw then
      local body = cjson.decode(raw).b
      redis.call('HDEL', KEYS[8], member)
      if redis.call('HINCRBY', KEYS[10], body, -1) <= 0 then
        redis.call('HDEL', KEYS[9], body)
        redis.call('HDEL', KEYS[10], body)
      end
      local report = reports[ledger[i]]
      if report then
        redis.call('HINCRBY', report, 'pending', -1)
        if ARGV[2] == 'forgotten' then
          redis.call('HINCRBY', report, 'skipped', 1)
          redis.call('HINCRBY', report, 'r:forgotten', 1)
        end
      end
    end
    redis.call('ZREM', KEYS[6], member)
    redis.call('ZREM', KEYS[7], member)
  end
end
-- The log of changes may name this chat: without it readers read the whole index once more.
if redis.call('DEL', KEYS[13]) == 1 then
  redis.call('HINCRBY', KEYS[11], 'follows', 1)
end
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('DEL', KEYS[1], KEYS[3], KEYS[4], KEYS[5])
return existed

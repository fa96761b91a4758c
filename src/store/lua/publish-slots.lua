-- Opens or skips the slot of many chats of one shard and moves each on to its next slot. What has an entry keeps it; a chat that waits
-- for another slot by now keeps its place. Safe to repeat.
-- KEYS: open, outbox, bodies, references, slots, due, then the digests' told lists, reports, and per chat its ledger and its settings
-- ARGV: now, lifetime in s, slot names below this are too old, numbers of digests, of reports and of chats; per digest its body hash,
-- body, list id or '', story ids; per report its slot; per chat: chat key, slot, number of its report, number of its digest or 0,
-- member or reason, open value or '', moment, next slot or '', its moment or '', ledger value
-- Answers how many entries were made.
local now, life, oldest = ARGV[1], ARGV[2], ARGV[3]
local digests, reports, chats = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local call = redis.call
local made = 0
local used, opened, skipped = {}, {}, {}
local keyOfReport = 6 + digests
local keyOfChat = keyOfReport + reports
local argOfReport = 6 + digests * 4
local argOfChat = argOfReport + reports

for i = 1, chats do
  local arg = argOfChat + (i - 1) * 10
  local ledger, settings = KEYS[keyOfChat + 2 * i - 1], KEYS[keyOfChat + 2 * i]
  local chat, slot, report, digest = ARGV[arg + 1], ARGV[arg + 2], tonumber(ARGV[arg + 3]), tonumber(ARGV[arg + 4])
  if call('HSETNX', ledger, slot, ARGV[arg + 10]) == 1 then
    made = made + 1
    if call('HLEN', ledger) > 31 then
      for _, old in ipairs(call('HKEYS', ledger)) do
        if old < oldest then
          call('HDEL', ledger, old)
        end
      end
    end
    call('EXPIRE', ledger, life)
    if digest > 0 then
      call('HSET', KEYS[1], ARGV[arg + 5], ARGV[arg + 6])
      call('ZADD', KEYS[2], ARGV[arg + 7], ARGV[arg + 5])
      used[digest] = (used[digest] or 0) + 1
      opened[report] = (opened[report] or 0) + 1
    else
      local reasons = skipped[report] or {}
      reasons[ARGV[arg + 5]] = (reasons[ARGV[arg + 5]] or 0) + 1
      skipped[report] = reasons
    end
  end
  local value = call('GET', settings)
  if value then
    local from = string.find(value, '\n', 1, true)
    local to = string.find(value, '\n', from + 1, true)
    if string.sub(value, from + 1, to - 1) == slot then
      call('SET', settings, string.sub(value, 1, from) .. ARGV[arg + 8] .. string.sub(value, to))
      if ARGV[arg + 8] == '' then
        call('ZREM', KEYS[6], chat)
      else
        call('ZADD', KEYS[6], ARGV[arg + 9], chat)
      end
    end
  else
    call('ZREM', KEYS[6], chat)
  end
end

for digest, count in pairs(used) do
  local arg = 6 + (digest - 1) * 4
  call('HSETNX', KEYS[3], ARGV[arg + 1], ARGV[arg + 2])
  call('HINCRBY', KEYS[4], ARGV[arg + 1], count)
  if ARGV[arg + 3] ~= '' then
    call('SET', KEYS[6 + digest], ARGV[arg + 4], 'EX', life)
  end
end
for report = 1, reports do
  local key, slot = KEYS[keyOfReport + report], ARGV[argOfReport + report]
  local reasons = skipped[report] or {}
  if opened[report] or skipped[report] then
    if opened[report] then
      call('HINCRBY', key, 'pending', opened[report])
    end
    for reason, count in pairs(reasons) do
      call('HINCRBY', key, 'skipped', count)
      call('HINCRBY', key, 'r:' .. reason, count)
    end
    call('EXPIRE', key, life)
    if call('ZADD', KEYS[5], 0, slot) == 1 then
      call('ZREMRANGEBYLEX', KEYS[5], '-', '(' .. oldest)
    end
  end
end
return made

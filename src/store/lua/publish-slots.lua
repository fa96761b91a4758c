-- Opens or skips the slot of many chats of one shard and moves each on to its next slot. What has an entry keeps it; a chat that waits
-- for another slot by now keeps its place. Safe to repeat.
-- KEYS: open, outbox, bodies, references, slots, due, then the digests' told lists, reports, and per chat its ledger and its settings
-- ARGV: now, lifetime in s, slot names below this are too old, numbers of digests, of reports and of chats; per digest its body hash,
-- body, list id or '', story ids or ''; per report its slot; per chat: chat key, slot, number of its report, number of its digest or 0,
-- member or reason, open value or '', moment, next slot or '', its moment or '', ledger value
-- A body that is there already may be left out (empty). Answers how many entries were made, or -1 when a body left out is not there.
local now, life, oldest = ARGV[1], ARGV[2], ARGV[3]
local digests, reports, chats = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local call = redis.call
local made = 0
local used, opened, skipped = {}, {}, {}
local keyOfReport = 6 + digests
local keyOfChat = keyOfReport + reports
local argOfReport = 6 + digests * 4
local argOfChat = argOfReport + reports

for digest = 1, digests do
  local arg = 6 + (digest - 1) * 4
  if ARGV[arg + 2] == '' and call('HEXISTS', KEYS[3], ARGV[arg + 1]) == 0 then
    return -1
  end
end

-- Writes of all chats to one key go together: a call each would take most of the time.
local function many(command, key, values)
  for from = 1, #values, 400 do
    call(command, key, unpack(values, from, math.min(from + 399, #values)))
  end
end

local settings = {}
for i = 1, chats do
  settings[i] = KEYS[keyOfChat + 2 * i]
end
local values = {}
for from = 1, chats, 400 do
  for _, value in ipairs(call('MGET', unpack(settings, from, math.min(from + 399, chats)))) do
    values[#values + 1] = value
  end
end

local entries, places, later, moved, ended = {}, {}, {}, {}, {}
for i = 1, chats do
  local arg = argOfChat + (i - 1) * 10
  local ledger = KEYS[keyOfChat + 2 * i - 1]
  local chat, slot, report, digest = ARGV[arg + 1], ARGV[arg + 2], tonumber(ARGV[arg + 3]), tonumber(ARGV[arg + 4])
  if call('HSETNX', ledger, slot, ARGV[arg + 10]) == 1 then
    made = made + 1
    if digest > 0 then
      -- Its lifetime is set when it is settled.
      entries[#entries + 1] = ARGV[arg + 5]
      entries[#entries + 1] = ARGV[arg + 6]
      places[#places + 1] = ARGV[arg + 7]
      places[#places + 1] = ARGV[arg + 5]
      used[digest] = (used[digest] or 0) + 1
      opened[report] = (opened[report] or 0) + 1
    else
      call('EXPIRE', ledger, life)
      local reasons = skipped[report] or {}
      reasons[ARGV[arg + 5]] = (reasons[ARGV[arg + 5]] or 0) + 1
      skipped[report] = reasons
    end
  end
  local value = values[i]
  if value then
    local from = string.find(value, '\n', 1, true)
    local to = string.find(value, '\n', from + 1, true)
    if string.sub(value, from + 1, to - 1) == slot then
      moved[#moved + 1] = settings[i]
      moved[#moved + 1] = string.sub(value, 1, from) .. ARGV[arg + 8] .. string.sub(value, to)
      if ARGV[arg + 8] == '' then
        ended[#ended + 1] = chat
      else
        later[#later + 1] = ARGV[arg + 9]
        later[#later + 1] = chat
      end
    end
  else
    ended[#ended + 1] = chat
  end
end
many('HSET', KEYS[1], entries)
many('ZADD', KEYS[2], places)
many('ZADD', KEYS[6], later)
many('ZREM', KEYS[6], ended)
for from = 1, #moved, 400 do
  call('MSET', unpack(moved, from, math.min(from + 399, #moved)))
end

for digest, count in pairs(used) do
  local arg = 6 + (digest - 1) * 4
  if ARGV[arg + 2] ~= '' then
    call('HSETNX', KEYS[3], ARGV[arg + 1], ARGV[arg + 2])
  end
  call('HINCRBY', KEYS[4], ARGV[arg + 1], count)
  if ARGV[arg + 4] ~= '' then
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

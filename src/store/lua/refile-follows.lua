-- Files what changed among the follows of a chat, the fourth line of its record, in the index and in the log of changes.
local function lines(value)
  local found = {}
  if not value then
    return found
  end
  local at = 1
  for _ = 1, 3 do
    local stop = string.find(value, '\n', at, true)
    if not stop then
      return found
    end
    at = stop + 1
  end
  for each in string.gmatch(string.sub(value, at), '[^,]+') do
    found[each] = true
  end
  return found
end
local function note(sign, each, followed, changes, tallies, chat)
  local member = each .. '|' .. chat
  if sign == '+' then
    redis.call('ZADD', followed, 0, member)
  else
    redis.call('ZREM', followed, member)
  end
  local number = redis.call('HINCRBY', tallies, 'follows', 1)
  redis.call('XADD', changes, 'MAXLEN', '~', 10000, number .. '-0', 's', sign, 'm', member)
end
local function refile(before, after, followed, changes, tallies, chat)
  local old, new = lines(before), lines(after)
  for each in pairs(new) do
    if not old[each] then
      note('+', each, followed, changes, tallies, chat)
    end
  end
  for each in pairs(old) do
    if not new[each] then
      note('-', each, followed, changes, tallies, chat)
    end
  end
end

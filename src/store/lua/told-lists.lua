-- Names of the lists told to each chat, in the second place of every ledger value.
-- KEYS: ledgers
local answer = {}
for i, key in ipairs(KEYS) do
  local seen, names = {}, {}
  for _, value in ipairs(redis.call('HVALS', key)) do
    local from = string.find(value, '|', 1, true)
    local to = string.find(value, '|', from + 1, true)
    local name = string.sub(value, from + 1, to - 1)
    if name ~= '' and not seen[name] then
      seen[name] = true
      names[#names + 1] = name
    end
  end
  table.sort(names)
  answer[i] = table.concat(names, ',')
end
return answer

-- Writes article numbers into postings. A number not above the last one written is there already: merging twice changes nothing.
-- A posting's head is the last number (4 bytes) and gaps as LEB128; where a flag is a digit, the gap carries it in three bits.
-- KEYS: head of every term  ARGV: lifetime in s, longest head, then per term its numbers (4 bytes each, ascending, flag behind)
-- Answers the places of heads grown too long.
-- All heads are read in one call and written in one: a call each would take most of the time.
local heads = redis.call('MGET', unpack(KEYS))
local writes, rare, grown = {}, {}, {}
local longest = tonumber(ARGV[2])
local char, byte, sub, floor = string.char, string.byte, string.sub, math.floor
for i = 1, #KEYS do
  local head, entries = heads[i], ARGV[i + 2]
  local before, parts, count, words = 0, { '', '' }, 2, false
  if head then
    local a, b, c, d = byte(head, 1, 4)
    before = ((a * 256 + b) * 256 + c) * 256 + d
    parts[2] = sub(head, 5)
  end
  for at = 1, #entries, 5 do
    local a, b, c, d, flag = byte(entries, at, at + 4)
    local number = ((a * 256 + b) * 256 + c) * 256 + d
    if number > before then
      local gap = number - before
      before = number
      if flag >= 48 then
        gap = gap * 8 + flag - 48
        words = true
      end
      while gap > 127 do
        count = count + 1
        parts[count] = char(gap % 128 + 128)
        gap = floor(gap / 128)
      end
      count = count + 1
      parts[count] = char(gap)
    end
  end
  if count > 2 then
    parts[1] = struct.pack('>I4', before)
    head = table.concat(parts)
    writes[#writes + 1] = KEYS[i]
    writes[#writes + 1] = head
    if #head > longest then
      grown[#grown + 1] = i - 1
    elseif words and #head < 32 then
      rare[#rare + 1] = KEYS[i]
    end
  end
end
if #writes > 0 then
  redis.call('MSET', unpack(writes))
end
-- A rare word may never come again; it ends with the last article that has it. MSET has taken any lifetime away.
for _, key in ipairs(rare) do
  redis.call('EXPIRE', key, ARGV[1])
end
return grown

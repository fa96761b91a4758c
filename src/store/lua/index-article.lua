-- Adds an article to the index: gives it the next number and writes that number into the posting of each of its terms.
-- A posting's head is the last number written (4 bytes) and gaps as LEB128; where the flag is a digit, the gap carries that variant in three bits.
-- KEYS: numbers, state, meta, documents, sources, firsts, then the head of every term
-- ARGV: hashed id, fingerprint, number expected, field in documents, id, day, source, day of arrival, flags, lifetime in s, longest head
-- Answers {0} when it is there as it is, {1, next} when another number is next, {2, number, places of heads grown too long ...}.
local known = redis.call('HGET', KEYS[1], ARGV[1])
local old
if known then
  local at = string.find(known, ':', 1, true)
  old = tonumber(string.sub(known, 1, at - 1))
  if string.sub(known, at + 1) == ARGV[2] then
    return { 0 }
  end
end
local number = tonumber(redis.call('HGET', KEYS[2], 'next') or '1')
if number ~= tonumber(ARGV[3]) then
  return { 1, number }
end

if old then
  redis.call('SETRANGE', KEYS[3], old * 4, '\0\0\0\0')
  redis.call('HINCRBY', KEYS[2], 'replaced', 1)
end
local source = redis.call('HGET', KEYS[5], ARGV[7])
if not source then
  source = redis.call('HLEN', KEYS[5]) + 1
  redis.call('HSET', KEYS[5], ARGV[7], source)
end
redis.call('HSET', KEYS[2], 'next', number + 1)
redis.call('SETRANGE', KEYS[3], number * 4, struct.pack('>HH', tonumber(ARGV[6]), tonumber(source)))
redis.call('HSET', KEYS[4], ARGV[4], ARGV[5])
redis.call('HSET', KEYS[1], ARGV[1], number .. ':' .. ARGV[2])
redis.call('HSETNX', KEYS[6], ARGV[8], number)

-- All heads are read in one call and written in one: a call each would take most of the time.
local count = #KEYS - 6
local heads = redis.call('MGET', unpack(KEYS, 7))
local writes, rare = {}, {}
local answer = { 2, number }
local last = struct.pack('>I4', number)
local flags, longest = ARGV[9], tonumber(ARGV[11])
local char, byte, sub, floor = string.char, string.byte, string.sub, math.floor
for i = 1, count do
  local head = heads[i]
  local gap, body = number, ''
  if head then
    local a, b, c, d = byte(head, 1, 4)
    gap = number - (((a * 256 + b) * 256 + c) * 256 + d)
    body = sub(head, 5)
  end
  local flag = byte(flags, i) - 48
  if flag >= 0 then
    gap = gap * 8 + flag
  end
  if gap < 128 then
    head = last .. body .. char(gap)
  elseif gap < 16384 then
    head = last .. body .. char(gap % 128 + 128, floor(gap / 128))
  else
    local tail = ''
    while gap > 127 do
      tail = tail .. char(gap % 128 + 128)
      gap = floor(gap / 128)
    end
    head = last .. body .. tail .. char(gap)
  end
  writes[2 * i - 1] = KEYS[6 + i]
  writes[2 * i] = head
  if #head > longest then
    answer[#answer + 1] = i - 1
  elseif flag >= 0 and #head < 32 then
    rare[#rare + 1] = KEYS[6 + i]
  end
end
redis.call('MSET', unpack(writes))
-- A rare word may never come again; it ends with the last article that has it. MSET has taken any lifetime away.
for _, key in ipairs(rare) do
  redis.call('EXPIRE', key, ARGV[10])
end
return answer

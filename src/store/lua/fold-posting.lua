-- Moves the gaps of a grown head behind those of the main value, which is written whole and so takes no spare room,
-- and drops numbers below the floor from its start.
-- KEYS: head, main  ARGV: floor, what a gap is divided by to be rid of the variant, longest head
local head = redis.call('GET', KEYS[1])
if not head or #head <= tonumber(ARGV[3]) then
  return 0
end
local main = redis.call('GET', KEYS[2]) or '\0\0\0\0'
local floor, divisor = tonumber(ARGV[1]), tonumber(ARGV[2])
local number = struct.unpack('>I4', main)
local from, at, size = 5, 5, #main
while at <= size do
  local gap, scale, byte = 0, 1, 128
  while byte >= 128 do
    byte = string.byte(main, at)
    gap = gap + (byte % 128) * scale
    scale = scale * 128
    at = at + 1
  end
  local next = number + math.floor(gap / divisor)
  if next >= floor then
    break
  end
  number = next
  from = at
end
main = struct.pack('>I4', number) .. string.sub(main, from) .. string.sub(head, 5)
redis.call('SET', KEYS[2], main)
redis.call('SET', KEYS[1], string.sub(head, 1, 4))
return 1

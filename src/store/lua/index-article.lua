-- Gives an article the next number in the index and puts its terms on the list of those to be merged into the postings.
-- KEYS: numbers, state, meta, documents, sources, firsts, pending
-- ARGV: hashed id, fingerprint, number expected, field in documents, id, day, source, day of arrival, terms
-- Answers {0} when it is there as it is, {1, next} when another number is next, {2, number, how many are pending}.
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
return { 2, number, redis.call('RPUSH', KEYS[7], number .. '\n' .. ARGV[9]) }

-- Claims the identities of a new article and puts it on the pile; answers with the id that has one of them already, else ''.
-- KEYS: arrivals, pile, seen id, then seen link and seen title where there are any
-- ARGV: article id, arrived at, lifetime in s, arrivals before this are too old, lifetime of each identity in s
for i = 3, #KEYS do
  local owner = redis.call('GET', KEYS[i])
  if owner then
    return owner
  end
end
for i = 3, #KEYS do
  redis.call('SET', KEYS[i], ARGV[1], 'EX', ARGV[i + 2])
end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. ARGV[4])
return ''

-- Adds claims to one series. KEYS: series, index. ARGV: id, moment, lifetime in seconds, most claims, then field and value in turn.
for at = 5, #ARGV, 2 do redis.call('HSETNX', KEYS[1], ARGV[at], ARGV[at + 1]) end
redis.call('EXPIRE', KEYS[1], ARGV[3])
redis.call('ZADD', KEYS[2], 'GT', ARGV[2], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', '(' .. string.format('%.0f', ARGV[2] - ARGV[3] * 1000))
local over = redis.call('HLEN', KEYS[1]) - ARGV[4]
if over > 0 then
  -- Fields begin with their period, so the oldest sort first.
  local fields = redis.call('HKEYS', KEYS[1])
  table.sort(fields)
  for at = 1, over do redis.call('HDEL', KEYS[1], fields[at]) end
end
return 1

-- Stores what polls taught and when the sources are due again. A source removed or disabled meanwhile stays so.
-- KEYS: sources, health, polls  ARGV: id, JSON of the health, due again at; repeated for each
for at = 1, #ARGV, 3 do
  if redis.call('HEXISTS', KEYS[1], ARGV[at]) == 1 then
    redis.call('HSET', KEYS[2], ARGV[at], ARGV[at + 1])
    if redis.call('ZSCORE', KEYS[3], ARGV[at]) then
      redis.call('ZADD', KEYS[3], ARGV[at + 2], ARGV[at])
    end
  end
end
return 1

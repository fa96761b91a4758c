-- Corrects a booking to the moment at which the message was counted at the latest, so that the window holds what the platform holds.
-- KEYS: recent departures  ARGV: name of the booking, how long ago that was in ms, 1 when only a later moment counts
local clock = redis.call('TIME')
local at = clock[1] * 1000 + math.floor(clock[2] / 1000) - tonumber(ARGV[2])
if ARGV[3] == '1' then
  redis.call('ZADD', KEYS[1], 'GT', at, ARGV[1])
else
  redis.call('ZADD', KEYS[1], at, ARGV[1])
end
return redis.call('PEXPIRE', KEYS[1], 60000)

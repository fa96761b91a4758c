-- Corrects a booking to the moment at which the message may have been counted, so that the window holds what the platform holds.
-- KEYS: recent departures  ARGV: name of the booking, how long ago that was in ms
local clock = redis.call('TIME')
local at = clock[1] * 1000 + math.floor(clock[2] / 1000) - tonumber(ARGV[2])
redis.call('ZADD', KEYS[1], 'GT', at, ARGV[1])
return redis.call('PEXPIRE', KEYS[1], 60000)

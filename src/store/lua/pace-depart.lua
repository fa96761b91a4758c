-- Corrects a booking to the moment at which the message really went, so that the window counts what the platform counts.
-- KEYS: recent departures  ARGV: name of the booking
local clock = redis.call('TIME')
return redis.call('ZADD', KEYS[1], 'XX', 'GT', clock[1] * 1000 + math.floor(clock[2] / 1000), ARGV[1])

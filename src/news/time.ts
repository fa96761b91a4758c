/** A moment as milliseconds since 1970-01-01T00:00Z. Text form, where one is needed, is ISO 8601 in UTC. */
export type Instant = number;

/** An IANA time zone name, such as `Asia/Ho_Chi_Minh`. */
export type TimeZone = string;

/** A wall-clock time of day, `HH:MM` in 24 hours. */
export type LocalTime = string;

/** A calendar day, `YYYY-MM-DD`. */
export type LocalDate = string;

/** ISO weekday: 1 is Monday (thứ Hai), 7 is Sunday (Chủ nhật). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

import type { Instant } from '../news/time.ts';

/** The time of day. The only way the shell learns what time it is; rooms inside take `now`. */
export interface Clock {
  now(): Instant;
}

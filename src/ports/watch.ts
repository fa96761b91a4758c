import type { Instant } from '../news/time.ts';

/** Something an admin should know before readers ask. */
export type Alarm =
  /** More than a few digests of a slot did not arrive for reasons that are ours. */
  | { readonly kind: 'undelivered'; readonly slot: string; readonly count: number; readonly total: number }
  /** Digests of a slot are still open a quarter of an hour later. */
  | { readonly kind: 'late'; readonly slot: string; readonly open: number }
  | { readonly kind: 'sources'; readonly failing: number; readonly total: number }
  | { readonly kind: 'no-articles'; readonly hours: number };

/** What was seen at one look at the house. */
export interface Sighting {
  readonly at: Instant;
  /** Sources switched on, and the ids of those failing or suspended. */
  readonly sources: number;
  readonly failing: readonly string[];
  readonly articles: number;
  readonly open: number;
  /** Resident memory of the process that looked, megabytes. */
  readonly memory: number;
}

/** The log book of the watch: a week of sightings, and what was told already. */
export interface WatchBook {
  note(sighting: Sighting): Promise<void>;
  /** Oldest first. */
  since(at: Instant): Promise<readonly Sighting[]>;
  /** True for the first caller who wants to tell of this cause; it is not told again for a day. */
  firstToTell(cause: string): Promise<boolean>;
}

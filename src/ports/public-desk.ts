import type { Figure } from '../news/article.ts';
import type { Digest } from '../news/digest.ts';
import type { Story } from '../news/story.ts';
import type { Instant, LocalDate } from '../news/time.ts';
import type { StoryHits } from './desk.ts';

/** The desk of the public pages. What a publisher brought out a moment ago is not on it yet (`PUBLISH_DELAY_MINUTES`). */
export interface PublicDesk {
  /** Today in the zone of the pages. */
  today(now: Instant): LocalDate;
  /** The digest of a day for a reader who chose nothing: the last 24 hours of it, of today's so far. Undefined for days to come and days before the archive. */
  digest(day: LocalDate, now: Instant): Promise<Digest | undefined>;
  /** One event with all of its sources; a story that has become part of another is found there. */
  story(id: string, now: Instant): Promise<PublicStory | undefined>;
  /** The share card of a day as PNG: its figures, or its first titles. */
  card(day: LocalDate, now: Instant): Promise<Uint8Array | undefined>;
  search(text: string, now: Instant, offset: number, limit: number): Promise<StoryHits>;
}

export interface PublicStory {
  readonly story: Story;
  /** Claims on which the papers differ, each reading with those that print it. */
  readonly conflicts: readonly (readonly StoryReading[])[];
}

export interface StoryReading {
  readonly figure: Figure;
  readonly publishers: readonly string[];
}

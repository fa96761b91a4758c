import type { Instant } from './time.ts';

/** Tin: one entry of a feed, brought to one shape. Text is clean of markup, entities and deceptive characters. */
export interface Item {
  /** Stable over repeats, edits and moves: from the guid, else the canonical link, else the title. */
  readonly id: string;
  readonly sourceId: string;
  readonly title: string;
  /** Canonical http(s) address, or absent when the feed gives none that is safe. */
  readonly link?: string;
  /** The feed's own identifier, verbatim, at most 1 KB (hashed beyond). */
  readonly guid?: string;
  /** When the publisher says it appeared; absent when no date could be read. */
  readonly publishedAt?: Instant;
  /** Teaser or content of the feed as plain text, paragraphs separated by a line end. */
  readonly summary: string;
}

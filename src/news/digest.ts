import type { Language, ChatKey } from './chat.ts';
import type { Figure } from './article.ts';
import type { Quote, Report, Story } from './story.ts';
import type { Instant, LocalDate, TimeZone } from './time.ts';

/** A moment at which one chat is due a digest: `2026-11-23T07:00` in the chat's zone. With the chat it is the identity of a digest. */
export interface Slot {
  readonly chat: ChatKey;
  /** Wall-clock time of the slot in the chat's zone, the name of the slot. */
  readonly local: string;
  /** The moment that wall-clock time stands for. */
  readonly at: Instant;
}

/** Điểm tin: what one reader gets. */
export interface Digest {
  readonly date: LocalDate;
  readonly timeZone: TimeZone;
  readonly language: Language;
  /** Figures of the day, most important first; each stands in a sentence of its story. */
  readonly figures: readonly DigestFigure[];
  readonly sections: readonly Section[];
  /** Stories that were fit but did not get a place. */
  readonly left: number;
  /** Number of its first entry; 1 when absent. A continuation goes on counting. */
  readonly first?: number;
  /** What is due in the next days, one line each. */
  readonly upcoming?: readonly string[];
  /** It looks back to this day: after a break, or over a week or month. */
  readonly since?: LocalDate;
  /** Weeks told by their value rather than the news of a morning. */
  readonly recap?: boolean;
}

export interface DigestFigure {
  readonly figure: Figure;
  readonly story: Story;
}

export interface Section {
  /** Topic id, or `other`. */
  readonly topic: string;
  readonly entries: readonly Entry[];
}

/** One event as the digest tells it. */
export interface Entry {
  readonly story: Story;
  readonly quotes: readonly Quote[];
  /** What a model wrote instead, checked against the sources; shown in place of the quotes and marked as such. */
  readonly ownWords?: string;
  /** The report whose link leads the entry. */
  readonly lead: Report;
  /** The same event was in an earlier digest of this chat and has news. */
  readonly update: boolean;
  /** The reader's keyword that it meets. */
  readonly keyword?: string;
}

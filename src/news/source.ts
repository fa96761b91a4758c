import type { Instant } from './time.ts';

/** Nguồn: one feed of one publisher, as the catalogue or an admin declares it. */
export interface Source {
  /** ASCII slug, unique, at most 64 characters. */
  readonly id: string;
  /** As an admin sees it: "VnEconomy - Xuất nhập khẩu". */
  readonly name: string;
  /** As a reader sees it: "VnEconomy". */
  readonly publisher: string;
  readonly url: string;
  readonly homepage?: string;
  /** What the feed is about in the catalogue's words (`trade`, `energy`); not a reader's topic ids. */
  readonly topics: readonly string[];
  readonly lang: string;
  readonly enabled: boolean;
  readonly hints?: SourceHints;
  /** Who added it and when; absent for the built-in catalogue. */
  readonly addedBy?: string;
  readonly addedAt?: Instant;
}

/** What we know about a feed's bad habits. All optional; the reader copes without. */
export interface SourceHints {
  /** How numeric dates are ordered when they could be read both ways. */
  readonly dateOrder?: 'month-first' | 'day-first';
  /** UTC offset of dates that carry no zone, `+07:00` when absent. */
  readonly dateOffset?: string;
  /** The real encoding where the feed declares a wrong one. */
  readonly encoding?: string;
  /** Never fetch article pages of this source: the teaser is all we may use. */
  readonly teaserOnly?: boolean;
  /** The page is read by a declared list-page reader instead of as a feed; its id. */
  readonly listPage?: string;
}

/** What polling has taught us about a source. Kept apart from the declaration so that editing one never loses the other. */
export interface SourceHealth {
  readonly etag?: string;
  readonly lastModified?: string;
  readonly nextPollAt: Instant;
  /** The last answer that was a feed with items, or 304. */
  readonly lastOkAt?: Instant;
  /** When an item was last new. */
  readonly lastNewAt?: Instant;
  readonly failures: number;
  readonly lastError?: string;
  /** Set while the source is suspended; the reason in one word for programs. */
  readonly suspended?: SuspendReason;
  /** Items seen in the last readable answer. */
  readonly items?: number;
  /** Usual time between two items in milliseconds, smoothed over polls. */
  readonly publishEveryMs?: number;
  /** Date of the newest item the source has shown. */
  readonly newestAt?: Instant;
  /** Readable answers in a row that mostly repeated themselves. */
  readonly repeatingPolls?: number;
  /** Readable answers in a row with items from the future. */
  readonly driftingPolls?: number;
  /** When the suspension began. */
  readonly suspendedAt?: Instant;
  /** The suspension the admins were told of. */
  readonly told?: SuspendReason;
}

export type SuspendReason = 'failing' | 'silent' | 'repeating' | 'drifting';

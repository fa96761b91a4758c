import type { Series, SeriesClaim } from '../news/series.ts';

/** Figures over time. Claims of different publishers on one period are all kept. */
export interface SeriesBook {
  /** Keeps claims. Safe to repeat: one publisher's same number for one period is one claim, its first sentence stays. */
  record(claims: readonly SeriesClaim[]): Promise<void>;
  /** Takes claims of an article out again. Safe to repeat. */
  remove(claims: readonly SeriesClaim[]): Promise<void>;
  /** The series with these ids, those that exist, in the order asked for. */
  get(ids: readonly string[]): Promise<readonly Series[]>;
  /** Ids of all series, the one that was last added to first. */
  list(): Promise<readonly string[]>;
}

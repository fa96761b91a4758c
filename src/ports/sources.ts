import type { Source, SourceHealth } from '../news/source.ts';
import type { Instant } from '../news/time.ts';

/** The book of sources: what is declared and what polling has taught us. */
export interface SourceBook {
  /** All sources, by name. */
  list(): Promise<readonly SourceEntry[]>;
  get(id: string): Promise<SourceEntry | undefined>;
  /** Adds or replaces a declaration; health is kept. */
  put(source: Source): Promise<void>;
  /** Removes declaration and health. Articles stay. True when it was there. */
  remove(id: string): Promise<boolean>;
  /** True when there is such a source. */
  setEnabled(id: string, enabled: boolean): Promise<boolean>;
  /** Enabled sources whose time has come, each given to one caller only until the lease ends or `report` is called. */
  takeDue(now: Instant, limit: number, leaseMs: number): Promise<readonly SourceEntry[]>;
  /** Ends the lease and stores what the poll taught us. A source removed meanwhile stays removed. */
  report(id: string, health: SourceHealth): Promise<void>;
  /** Adds catalogue sources that were never there; one that an admin removed stays removed. */
  seed(sources: readonly Source[]): Promise<void>;
}

export interface SourceEntry {
  readonly source: Source;
  readonly health: SourceHealth;
}

import type { Source } from '../news/source.ts';
import type { Instant } from '../news/time.ts';

/** Lists of sources as files that other programs read and write (OPML). */
export interface SourceLists {
  write(sources: readonly Source[], now: Instant): string;
  /** Reads a list; undefined when it is none or empty. `here` are the sources we have. */
  read(text: string, here: readonly Source[]): SourceListReading | undefined;
}

export interface SourceListReading {
  /** Those we do not have, complete: folders have become topics, ids are free. */
  readonly fresh: readonly Source[];
  /** How many are here already, by their address. */
  readonly known: number;
  /** In Vietnamese, for the admin who sent the file. */
  readonly warnings: readonly string[];
}

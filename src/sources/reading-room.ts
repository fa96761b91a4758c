import type { ProbeResult } from '../news/probe.ts';
import type { Source } from '../news/source.ts';
import type { Instant } from '../news/time.ts';
import { createFeedReader } from './feed/feed-reader.ts';
import type { FeedReader } from './feed/feed-reader.ts';
import { createArticleFetcher } from './page/fetch-article.ts';
import type { ArticleFetcher } from './page/fetch-article.ts';
import { createFetcher } from './web/fetch.ts';
import type { Fetcher } from './web/fetch.ts';
import { createHostGate } from './web/host-gate.ts';
import { createPageReader } from './page/page-reader.ts';
import { probeSource } from './book/probe-source.ts';
import { FeedError } from './feed/read-feed.ts';
import { createSourceReader } from './read-source.ts';
import type { SourceReader } from './read-source.ts';

/** Everything that reads from outside, over one guarded fetcher and its threads. */
export interface ReadingRoom {
  readonly fetcher: Fetcher;
  readonly feeds: FeedReader;
  readonly reader: SourceReader;
  readonly pages: ArticleFetcher;
  /** Reads what an admin typed as a source, storing nothing. */
  probe(typed: string, known: readonly Source[], now: Instant): Promise<ProbeResult>;
  /** Closes every socket and thread. */
  close(): Promise<void>;
}

export interface ReadingRoomOptions {
  /** `host:port` exceptions to the private-address guard. */
  readonly allowHosts: readonly string[];
  /** Pause between two requests to one host in milliseconds; the polite one when absent. */
  readonly hostGapMs?: number | undefined;
  /** Where a publisher finds out who reads his pages. */
  readonly contact?: string | undefined;
}

/** Opens the reading room. Nothing is fetched and no thread starts before the first question. */
export function createReadingRoom({ allowHosts, hostGapMs, contact }: ReadingRoomOptions): ReadingRoom {
  const fetcher = createFetcher({
    allowHosts: allowHosts.join(','),
    ...(hostGapMs === undefined ? {} : { gate: createHostGate({ gapMs: hostGapMs }) }),
    ...(contact === undefined ? {} : { userAgent: `diemtin/0.1 (news digest bot; +${contact})` }),
  });
  const feeds = createFeedReader();
  const pageReader = createPageReader();
  return {
    fetcher,
    feeds,
    reader: createSourceReader(feeds, pageReader),
    pages: createArticleFetcher({ fetcher, reader: pageReader }),
    probe: (typed, known, now) =>
      probeSource(typed, {
        fetcher,
        known,
        now,
        pages: pageReader,
        readFeed: (bytes, about) => feeds.read(bytes, about).catch(noFeed),
      }),
    close: async () => {
      await Promise.all([fetcher.close(), feeds.close(), pageReader.close()]);
    },
  };
}

function noFeed(error: unknown): undefined {
  if (error instanceof FeedError) return undefined;
  throw error;
}

import type { Item } from '../news/item.ts';
import type { Source } from '../news/source.ts';
import type { Instant } from '../news/time.ts';
import type { FeedReader } from './feed/feed-reader.ts';
import type { FetchOutcome } from './web/fetch.ts';
import { listItems } from './list/list-items.ts';
import type { PageReader } from './page/page-reader.ts';
import { FeedError } from './feed/read-feed.ts';

/** What a source answered, read in the way the source declares. */
export interface SourceReader {
  /** The `Accept` header for this source; absent where the fetcher's own will do. */
  accept(source: Source): string | undefined;
  read(answer: Extract<FetchOutcome, { kind: 'ok' }>, source: Source, now: Instant): Promise<SourceRead>;
}

export type SourceRead =
  | {
      readonly kind: 'read';
      readonly items: readonly Item[];
      readonly ttlMinutes?: number;
      /** Entries that repeat another one of the same answer. */
      readonly repeats: number;
      /** Entries dated after their arrival. */
      readonly fromFuture: number;
    }
  /** The reason in one word, for health and logs. */
  | { readonly kind: 'unreadable'; readonly reason: string };

const acceptPage = 'text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.3';

/** Creates the reader of sources over the threads that read feeds and pages. */
export function createSourceReader(
  feeds: Pick<FeedReader, 'read'>,
  pages: Pick<PageReader, 'list'>,
): SourceReader {
  return {
    accept: (source) => (source.hints?.listPage === undefined ? undefined : acceptPage),
    read: (answer, source, now) =>
      source.hints?.listPage === undefined
        ? readFeedSource(feeds, answer, source, now)
        : readListSource(pages, source.hints.listPage, answer, source, now),
  };
}

async function readFeedSource(
  feeds: Pick<FeedReader, 'read'>,
  { bytes, headers, url }: Extract<FetchOutcome, { kind: 'ok' }>,
  source: Source,
  now: Instant,
): Promise<SourceRead> {
  try {
    const feed = await feeds.read(bytes, {
      url,
      now,
      sourceId: source.id,
      ...(headers['content-type'] === undefined ? {} : { contentType: headers['content-type'] }),
      ...(source.hints === undefined ? {} : { hints: source.hints }),
    });
    return {
      kind: 'read',
      items: feed.items,
      repeats: feed.repeats,
      fromFuture: feed.fromFuture,
      ...(feed.ttlMinutes === undefined ? {} : { ttlMinutes: feed.ttlMinutes }),
    };
  } catch (error) {
    if (error instanceof FeedError) return { kind: 'unreadable', reason: error.code };
    throw error;
  }
}

async function readListSource(
  pages: Pick<PageReader, 'list'>,
  listPage: string,
  { bytes, headers, url }: Extract<FetchOutcome, { kind: 'ok' }>,
  source: Source,
  now: Instant,
): Promise<SourceRead> {
  const contentType = headers['content-type'];
  const entries = await pages.list({
    bytes,
    url,
    now,
    listPage,
    ...(contentType === undefined ? {} : { contentType }),
  });
  if (entries === undefined) return { kind: 'unreadable', reason: 'not-a-list' };
  return { kind: 'read', items: listItems(entries, source.id), repeats: 0, fromFuture: 0 };
}

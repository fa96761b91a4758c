import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Source } from '../../news/source.ts';
import type { Instant } from '../../news/time.ts';
import { publisherAt } from '../../sources/book/catalogue.ts';
import { FeedError, readFeed } from '../../sources/feed/read-feed.ts';
import type { FeedRead } from '../../sources/feed/read-feed.ts';
import type { FeedFolder } from './feed-folder.ts';

export interface FolderSources {
  readonly sources: readonly Source[];
  /** When the newest item of all appeared; undefined when none is dated. */
  readonly newestAt: Instant | undefined;
}

/** Declares a source for each file of a served folder; the publisher is the one whose site the feed leads to, else the feed's own name. */
export async function sourcesOfFolder(
  root: string,
  folder: FeedFolder,
  now: Instant,
): Promise<FolderSources> {
  const read = await Promise.all(folder.files.map(async (file) => declare(root, folder, file, now)));
  const dates = read.flatMap(({ dates: each }) => each);
  return {
    sources: read.map(({ source }) => source),
    newestAt: dates.length === 0 ? undefined : dates.reduce((a, b) => Math.max(a, b)),
  };
}

async function declare(
  root: string,
  folder: FeedFolder,
  file: string,
  now: Instant,
): Promise<{ source: Source; dates: readonly Instant[] }> {
  const feed = await readFeed(await readFile(join(root, file)), { now }).catch((error: unknown) => {
    // A file that is no feed stays a source: how a broken one is told is part of the show.
    if (error instanceof FeedError) return undefined;
    throw error;
  });
  const id = file.slice(0, -extname(file).length);
  const publisher = publisherOf(feed) ?? id;
  const source: Source = {
    id: id
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/gu, '-')
      .slice(0, 64),
    name: feed?.title ?? id,
    publisher,
    url: `${folder.origin}/${encodeURIComponent(file)}`,
    topics: [],
    lang: 'vi',
    enabled: true,
    // The articles' pages are on the web, which a demo leaves alone.
    hints: { teaserOnly: true },
  };
  return { source, dates: (feed?.items ?? []).flatMap((item) => item.publishedAt ?? []) };
}

function publisherOf(feed: FeedRead | undefined): string | undefined {
  const site = feed?.items.find((item) => item.link !== undefined)?.link ?? feed?.link;
  const known = site !== undefined && URL.canParse(site) ? publisherAt(new URL(site).hostname) : undefined;
  const title = feed?.title.replace(/\s*[-–|].*$/u, '').trim();
  return known ?? (title === '' ? undefined : title);
}

import type { Instant } from '../../news/time.ts';
import type { Item } from '../../news/item.ts';
import type { FetchOutcome, FetchProblem, Fetcher } from '../web/fetch.ts';
import { sameSite, type FeedLink, type PageLinks } from '../page/page-links.ts';
import type { PageReader } from '../page/page-reader.ts';
import { typedAddress } from '../web/source-address.ts';

/** What a reader of feeds answers, as far as discovery needs to know. */
export interface ReadableFeed {
  readonly title: string;
  readonly items: readonly Item[];
  readonly warnings: readonly string[];
  readonly homepage?: string;
}

/** Reads bytes as a feed; undefined when they are none. */
export type ReadFeedBytes = (
  bytes: Uint8Array,
  about: { readonly url: string; readonly contentType?: string; readonly now: Instant },
) => Promise<ReadableFeed | undefined>;

export interface DiscoveryDeps {
  readonly fetcher: Pick<Fetcher, 'fetch'>;
  readonly readFeed: ReadFeedBytes;
  readonly pages: Pick<PageReader, 'links'>;
  readonly now: Instant;
}

/** A feed that was found and read. */
export interface FoundFeed {
  readonly url: string;
  readonly feed: ReadableFeed;
  readonly movedTo?: string;
}

export type Discovery =
  | {
      readonly kind: 'found';
      /** The feed to take: the address itself, or the best one the site offers. */
      readonly best: FoundFeed;
      /** Addresses of the site's other feeds, not read. */
      readonly others: readonly FeedLink[];
      /** Name of the site where the address was a page. */
      readonly siteTitle?: string;
    }
  | {
      readonly kind: 'problem';
      readonly problem: FetchProblem | 'empty' | 'not-a-feed' | 'no-items';
      readonly detail?: string;
    };

/** Requests one discovery may make, the first one included. */
const mostRequests = 10;

/** Paths under which the Vietnamese press and common systems publish feeds or their list. */
const usualPaths = [
  '/rss',
  '/feed',
  '/rss.xml',
  '/rss/trang-chu.rss',
  '/rss/home.rss',
  '/feed.xml',
  '/rss.html',
] as const;

/**
 * Finds the feed behind what somebody typed: a feed's address, a page that links to feeds, or a site that has them where
 * sites have them. At most ten requests; a feed without items is taken only when there is no better one.
 */
export async function discover(typed: string, deps: DiscoveryDeps): Promise<Discovery> {
  const address = typedAddress(typed);
  if (address === undefined) return { kind: 'problem', problem: 'not-a-url' };
  const asked = new Set<string>();
  let left = mostRequests;

  const get = async (url: string): Promise<FetchOutcome | undefined> => {
    if (left <= 0 || asked.has(url)) return undefined;
    asked.add(url);
    left -= 1;
    return deps.fetcher.fetch(url);
  };
  const read = async (outcome: FetchOutcome | undefined): Promise<FoundFeed | undefined> => {
    if (outcome?.kind !== 'ok') return undefined;
    const contentType = outcome.headers['content-type'];
    const about = { url: outcome.url, now: deps.now, ...(contentType !== undefined && { contentType }) };
    const feed = await deps.readFeed(outcome.bytes, about);
    if (feed === undefined) return undefined;
    return { url: outcome.url, feed, ...(outcome.movedTo !== undefined && { movedTo: outcome.movedTo }) };
  };

  const linksOf = async (outcome: Extract<FetchOutcome, { kind: 'ok' }>): Promise<PageLinks> => {
    const contentType = outcome.headers['content-type'];
    const page = {
      bytes: outcome.bytes,
      url: outcome.url,
      ...(contentType !== undefined && { contentType }),
    };
    return (await deps.pages.links(page)) ?? { title: '', feeds: [], lists: [] };
  };

  let first = await get(address);
  if (first?.kind === 'failed' && first.problem === 'unreachable' && !/^\s*https?:/i.test(typed)) {
    first = (await get(address.replace(/^https:/, 'http:'))) ?? first;
  }
  if (first?.kind !== 'ok') {
    const problem = first?.kind === 'failed' ? first.problem : 'unreachable';
    return { kind: 'problem', problem, ...(first?.kind === 'failed' && { detail: first.detail }) };
  }
  if (first.bytes.length === 0) return { kind: 'problem', problem: 'empty' };
  const own = await read(first);
  if (own !== undefined && own.feed.items.length > 0) return { kind: 'found', best: own, others: [] };
  if (own !== undefined) return { kind: 'problem', problem: 'no-items' };

  const page = await linksOf(first);
  let links = page.feeds;
  let empty = false;
  for (const list of links.length > 0 ? [] : page.lists.slice(0, 2)) {
    const outcome = await get(list);
    const itself = await read(outcome);
    if (itself !== undefined && itself.feed.items.length > 0) {
      return found(itself, [], page.title);
    }
    if (outcome?.kind === 'ok' && itself === undefined) links = [...links, ...(await linksOf(outcome)).feeds];
  }
  const tried = new Set<string>();
  for (const link of orderLinks(links, address).slice(0, 4)) {
    tried.add(link.url);
    const candidate = await read(await get(link.url));
    if (candidate === undefined) continue;
    if (candidate.feed.items.length > 0) {
      return found(
        candidate,
        links.filter((other) => other.url !== link.url),
        page.title,
      );
    }
    empty = true;
  }
  for (const path of links.length > tried.size ? [] : usualPaths) {
    const outcome = await get(new URL(path, first.url).href);
    const candidate = await read(outcome);
    if (candidate !== undefined && candidate.feed.items.length > 0)
      return found(candidate, links, page.title);
    if (candidate !== undefined) empty = true;
    if (candidate !== undefined || outcome?.kind !== 'ok') continue;
    const offered = (await linksOf(outcome)).feeds;
    for (const link of orderLinks(offered, address).slice(0, 2)) {
      const listed = await read(await get(link.url));
      if (listed !== undefined && listed.feed.items.length > 0) {
        return found(
          listed,
          offered.filter((other) => other.url !== link.url),
          page.title,
        );
      }
    }
  }
  return { kind: 'problem', problem: empty ? 'no-items' : 'not-a-feed' };
}

function found(best: FoundFeed, others: readonly FeedLink[], siteTitle: string | undefined): Discovery {
  return { kind: 'found', best, others, ...(siteTitle !== undefined && siteTitle !== '' && { siteTitle }) };
}

/** Home and newest first, the address's own section before all: somebody who types a section wants that section. */
function orderLinks(links: readonly FeedLink[], address: string): readonly FeedLink[] {
  const wanted = new URL(address).pathname
    .split('/')
    .filter((part) => part !== '')
    .at(-1)
    ?.replace(/\.\w+$/, '');
  const rank = (link: FeedLink): number => {
    if (wanted !== undefined && wanted.length > 2 && link.url.includes(wanted)) return 0;
    if (/trang-?chu|home|tin-?moi|latest|index|\/feed\/?$/i.test(link.url)) return 1;
    return sameSite(link.url, address) ? 2 : 3;
  };
  return links.toSorted((a, b) => rank(a) - rank(b));
}

import type { Article } from '../news/article.ts';
import type { Item } from '../news/item.ts';
import type { Source, SourceHealth } from '../news/source.ts';
import type { Instant } from '../news/time.ts';
import type { ArticleArchive } from '../ports/articles.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { SourceBook, SourceEntry } from '../ports/sources.ts';
import type { ArticleFetcher } from '../sources/page/fetch-article.ts';
import type { Fetcher, FetchOutcome } from '../sources/web/fetch.ts';
import { markTold, nextHealth, untold } from '../sources/book/health.ts';
import type { PollOutcome } from '../sources/book/health.ts';
import { publisherWish } from '../sources/book/publisher-wish.ts';
import type { SourceReader } from '../sources/read-source.ts';

export interface CollectNeeds {
  readonly sources: SourceBook;
  readonly articles: ArticleArchive;
  readonly fetcher: Fetcher;
  readonly reader: SourceReader;
  readonly pages: ArticleFetcher;
  /** Tells the admins that a source is suspended; called once for each suspension. */
  readonly tellSuspended: (source: Source, health: SourceHealth) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
  readonly pollSeconds: number;
  /** In [0, 1). */
  readonly chance: () => number;
}

/** Sources read at once; the fetcher keeps its own count of requests and of its manners towards each host. */
const atOnce = 16;

/** Sources taken from the book at once: few, so that other processes find some and none waits here for long. */
const takenAtOnce = 8;

/** How long a source is ours while we read it: its feed and the pages of its new items. */
const leaseMs = 10 * 60_000;

/** What one round brought. */
export interface CollectReport {
  readonly polled: number;
  readonly failed: number;
  readonly articles: number;
}

/** Reads every source whose time has come, several at once; what one of them does harms no other. */
export async function collectDue(needs: CollectNeeds): Promise<CollectReport> {
  const nextDue = queueOfDue(needs);
  const rounds = await Promise.all(Array.from({ length: atOnce }, () => collectInTurn(needs, nextDue)));
  return rounds.reduce((sum, each) => ({
    polled: sum.polled + each.polled,
    failed: sum.failed + each.failed,
    articles: sum.articles + each.articles,
  }));
}

type NextDue = () => Promise<SourceEntry | undefined>;

/** Hands out due sources one by one and fetches them in small batches: asking for each would cost more than an unchanged feed does. */
function queueOfDue({ sources, clock }: CollectNeeds): NextDue {
  const taken: SourceEntry[] = [];
  let asking: Promise<void> | undefined;
  const ask = async (): Promise<void> => {
    taken.push(...(await sources.takeDue(clock.now(), takenAtOnce, leaseMs)));
  };
  return async () => {
    if (taken.length === 0) {
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      await asking;
    }
    return taken.shift();
  };
}

/** Takes one due source after another until there is none left. */
async function collectInTurn(needs: CollectNeeds, nextDue: NextDue): Promise<CollectReport> {
  let [polled, failed, articles] = [0, 0, 0];
  for (;;) {
    const entry = await nextDue();
    if (entry === undefined) return { polled, failed, articles };
    const outcome = await pollSafely(needs, entry);
    polled += 1;
    if (outcome.kind === 'failed' || outcome.kind === 'empty') failed += 1;
    if (outcome.kind === 'items') articles += outcome.fresh;
    await report(needs, entry, outcome);
  }
}

/** A surprise while reading one source is that source's failure, and logged as a fault of ours. */
async function pollSafely(needs: CollectNeeds, entry: SourceEntry): Promise<PollOutcome> {
  try {
    return await poll(needs, entry);
  } catch (error) {
    needs.log.error('poll broke', { source: entry.source.id, error });
    return { kind: 'failed', reason: 'internal' };
  }
}

async function poll(needs: CollectNeeds, { source, health }: SourceEntry): Promise<PollOutcome> {
  const accept = needs.reader.accept(source);
  const answer = await needs.fetcher.fetch(source.url, {
    ...(health.etag === undefined ? {} : { etag: health.etag }),
    ...(health.lastModified === undefined ? {} : { lastModified: health.lastModified }),
    ...(accept === undefined ? {} : { accept }),
  });
  const now = needs.clock.now();
  if (answer.kind === 'failed') return failure(answer);
  if (answer.kind === 'not-modified') return { kind: 'unchanged', ...wish(answer.headers, undefined, now) };
  const feed = await needs.reader.read(answer, source, now);
  if (feed.kind === 'unreadable') return { kind: 'failed', reason: feed.reason };
  const asked = wish(answer.headers, feed.ttlMinutes, now);
  if (feed.items.length === 0) return { kind: 'empty', ...asked };
  const fresh = await saveNew(needs, source, feed.items);
  return {
    kind: 'items',
    items: feed.items.length,
    fresh,
    repeats: feed.repeats,
    fromFuture: feed.fromFuture,
    dates: feed.items.flatMap((item) => (item.publishedAt === undefined ? [] : [item.publishedAt])),
    ...(answer.etag === undefined ? {} : { etag: answer.etag }),
    ...(answer.lastModified === undefined ? {} : { lastModified: answer.lastModified }),
    ...asked,
  };
}

function failure(answer: Extract<FetchOutcome, { kind: 'failed' }>): PollOutcome {
  const reason = answer.status === undefined ? answer.problem : `${answer.problem} ${answer.status}`;
  return {
    kind: 'failed',
    reason,
    ...(answer.retryAfterMs === undefined ? {} : { retryAfterMs: answer.retryAfterMs }),
  };
}

function wish(
  headers: Readonly<Record<string, string>>,
  ttlMinutes: number | undefined,
  now: Instant,
): { waitMs?: number } {
  const waitMs = publisherWish(headers, ttlMinutes, now);
  return waitMs === undefined ? {} : { waitMs };
}

/** Stores the items that are new, with the best text we may have for each. Returns how many were. */
async function saveNew(needs: CollectNeeds, source: Source, items: readonly Item[]): Promise<number> {
  let count = 0;
  // An entry without a title is nothing a reader could be shown.
  for (const item of await needs.articles.unseen(items.filter((each) => each.title !== ''))) {
    const page = await needs.pages.textFor(item, source, needs.clock.now());
    const article = articleOf(item, source, page, needs.clock.now());
    if ((await needs.articles.save(article)) === 'new') count += 1;
  }
  return count;
}

function articleOf(
  item: Item,
  source: Source,
  page: { readonly text: string; readonly publishedAt?: Instant },
  now: Instant,
): Article {
  return {
    id: item.id,
    sourceId: source.id,
    publisher: source.publisher,
    title: item.title,
    publishedAt: Math.min(item.publishedAt ?? page.publishedAt ?? now, now),
    arrivedAt: now,
    text: page.text,
    ...(item.link === undefined ? {} : { link: item.link }),
  };
}

async function report(
  needs: CollectNeeds,
  { source, health }: SourceEntry,
  outcome: PollOutcome,
): Promise<void> {
  const now = needs.clock.now();
  const next = nextHealth(health, outcome, { now, floorSeconds: needs.pollSeconds, jitter: needs.chance() });
  await needs.sources.report(source.id, next);
  needs.log.debug('source polled', { source: source.id, outcome: outcome.kind });
  const reason = untold(next);
  if (reason === undefined) return;
  needs.log.warn('source suspended', { source: source.id, reason });
  // One that was asleep when we first came is seen in the list of sources; a message is for one that fell asleep.
  if (health.lastOkAt !== undefined || health.failures > 0) await needs.tellSuspended(source, next);
  await needs.sources.report(source.id, markTold(next));
}

import type { Item } from '../../news/item.ts';
import type { SourceHints } from '../../news/source.ts';
import type { Instant } from '../../news/time.ts';
import { decodeText } from '../plain/decode.ts';
import { findFeedRoot } from './feed-root.ts';
import { itemsOf, linkOf } from './items.ts';
import { parseJsonFeed } from './json-feed.ts';
import { parsePlainFeed } from './plain-rss.ts';
import type { FeedShape } from './plain-rss.ts';
import { tidyFeed } from './tidy.ts';
import type { TidyLimits } from './tidy.ts';
import { unescapeFeed, unpackBytes, unwrapJson } from './unwrap.ts';

export interface ReadFeedOptions {
  /** The response header; its charset is used when the bytes agree. */
  readonly contentType?: string;
  /** Where the feed was read from, for relative links. */
  readonly url?: string;
  readonly now: Instant;
  readonly hints?: SourceHints;
  /** Part of the identity of items that have no address; `feed` when absent. */
  readonly sourceId?: string;
  /** The newest so many are kept, in the order of the feed; 300 when absent. */
  readonly maxItems?: number;
  /** Larger input is refused; 5 MB when absent. */
  readonly maxBytes?: number;
  /** Keep entries that repeat an earlier one of the same feed. */
  readonly keepRepeats?: boolean;
}

export interface FeedRead {
  readonly title: string;
  readonly link?: string;
  readonly items: readonly Item[];
  /** What was wrong with the feed and what we made of it, in Vietnamese, for an admin. */
  readonly warnings: readonly string[];
  /** How long the publisher asks to wait between polls. */
  readonly ttlMinutes?: number;
  /** Entries that repeat another one of this answer. */
  readonly repeats: number;
  /** Entries dated after their arrival. */
  readonly fromFuture: number;
}

export type FeedProblem = 'empty' | 'not-a-feed' | 'too-large' | 'too-complex';

/** Why bytes could not be read as a feed; the message is Vietnamese, for an admin. */
export class FeedError extends Error {
  readonly code: FeedProblem;

  constructor(code: FeedProblem, message: string) {
    super(message);
    this.name = 'FeedError';
    this.code = code;
  }
}

const MAX_BYTES = 5 * 1024 * 1024;
const MAX_ITEMS = 300;

/** Reads a feed of any dialect in any state from its bytes. Throws a `FeedError` when they are none. */
export async function readFeed(bytes: Uint8Array, options: ReadFeedOptions): Promise<FeedRead> {
  const { contentType, hints, maxBytes = MAX_BYTES } = options;
  const unpacked = bytes.length > maxBytes ? undefined : unpackBytes(bytes, maxBytes);
  if (unpacked === undefined) {
    throw new FeedError('too-large', `Nguồn lớn hơn ${Math.floor(maxBytes / 1024 / 1024)} MB.`);
  }
  const decoded = decodeText(unpacked, {
    ...(contentType !== undefined && { contentType }),
    ...(hints?.encoding !== undefined && { encoding: hints.encoding }),
  });
  const warnings: string[] = [];
  if (decoded.wrongly !== undefined) {
    warnings.push(`khai báo mã hóa ${decoded.wrongly.slice(0, 40)} nhưng thực tế là ${decoded.encoding}`);
  }
  const shape = await shapeOf(decoded.text, options, warnings);
  const link = linkOf(shape.head, options.url);
  // A file has no address of its own; then the site's stands in for it.
  const base = options.url ?? link;
  const read = itemsOf(shape, {
    sourceId: options.sourceId ?? 'feed',
    now: options.now,
    ...(base !== undefined && { url: base }),
    ...(hints !== undefined && { hints }),
  });
  const items = chooseItems(read.items, options, warnings);
  if (shape.entries.length === 0) warnings.push('đọc được nguồn nhưng không có tin nào');
  const ttlMinutes = ttlOf(shape);
  return {
    title: shape.head.find(({ name }) => name === 'title' || name === 'dc:title')?.text ?? '',
    ...(link !== undefined && { link }),
    items,
    warnings: [...warnings, ...read.warnings],
    ...(ttlMinutes !== undefined && { ttlMinutes }),
    repeats: read.items.length - withoutRepeats(read.items).length,
    fromFuture: read.fromFuture,
  };
}

async function shapeOf(text: string, options: ReadFeedOptions, warnings: string[]): Promise<FeedShape> {
  const start = /\S/.exec(text)?.[0];
  if (start === undefined) throw new FeedError('empty', 'Nguồn trống, không có nội dung nào.');
  if (start !== '<') {
    const json = unwrapJson(text);
    const feed = /^\s*\{/.test(json) ? parseJsonFeed(json) : undefined;
    if (feed !== undefined) return feed;
  }
  const found = findFeedRoot(text);
  if ('instead' in found) {
    const inside = found.instead === 'html' ? undefined : unescapeFeed(text);
    if (inside === undefined) throw new FeedError('not-a-feed', NOT_A_FEED[found.instead]);
    warnings.push('nguồn bị mã hóa ký tự hai lần');
    return shapeOf(inside, options, warnings);
  }
  const tidied = tidyFeed(text, found.root, options.url, limitsFor(options.maxItems ?? MAX_ITEMS));
  if (tidied === undefined) throw new FeedError('not-a-feed', NOT_A_FEED.xml);
  if (tidied.truncated && tidied.entries.length === 0) {
    throw new FeedError('too-complex', 'Nguồn có cấu trúc quá sâu hoặc quá nhiều thẻ.');
  }
  if (tidied.truncated) warnings.push('nguồn quá dài, chỉ đọc phần đầu');
  if (tidied.cut) warnings.push('nguồn bị cắt giữa chừng, đọc phần nhận được');
  const shape = await parsePlainFeed(tidied);
  if (shape.lost > 0) warnings.push(`${shape.lost} tin hỏng không đọc được`);
  return shape;
}

/** Room to choose the newest from, and for whoever wants more items also more tags. */
function limitsFor(maxItems: number): TidyLimits {
  return { maxTags: Math.max(60_000, 40 * maxItems), maxEntries: Math.max(2_000, maxItems) };
}

const NOT_A_FEED = {
  html: 'Đây là một trang web, không phải nguồn tin RSS, Atom hay JSON Feed.',
  xml: 'Đây là tệp XML nhưng không phải nguồn tin RSS hay Atom.',
  text: 'Nội dung không phải nguồn tin RSS, Atom hay JSON Feed.',
} as const;

/** Drops repeats and all but the newest, keeping the order of the feed. */
function chooseItems(all: readonly Item[], options: ReadFeedOptions, warnings: string[]): readonly Item[] {
  const { maxItems = MAX_ITEMS, keepRepeats = false } = options;
  const items = keepRepeats ? all : withoutRepeats(all);
  if (items.length < all.length) warnings.push(`${all.length - items.length} tin lặp lại trong cùng nguồn`);
  if (items.length <= maxItems) return items;
  warnings.push(`nguồn có ${items.length} tin, chỉ giữ ${maxItems} tin mới nhất`);
  // Undated entries rank where they stand, as old as their neighbour before.
  let last = Number.POSITIVE_INFINITY;
  const ranked = items.map((item, index) => {
    last = item.publishedAt ?? last;
    return { item, index, at: last };
  });
  const newest = ranked.toSorted((a, b) => b.at - a.at || a.index - b.index).slice(0, maxItems);
  return newest.toSorted((a, b) => a.index - b.index).map(({ item }) => item);
}

function withoutRepeats(items: readonly Item[]): readonly Item[] {
  const seen = new Set<string>();
  return items.filter(({ id, title, link, guid }) => {
    // Entries without anything to tell them apart are not the same for that.
    if (title === '' && link === undefined && guid === undefined) return true;
    return !seen.has(id) && seen.add(id);
  });
}

const PERIOD_MINUTES: ReadonlyMap<string, number> = new Map([
  ['hourly', 60],
  ['daily', 24 * 60],
  ['weekly', 7 * 24 * 60],
  ['monthly', 30 * 24 * 60],
  ['yearly', 365 * 24 * 60],
]);

function ttlOf({ head }: FeedShape): number | undefined {
  const value = (name: string): string | undefined => head.find((field) => field.name === name)?.text.trim();
  const ttl = Number(value('ttl'));
  if (Number.isInteger(ttl) && ttl > 0) return ttl;
  const period = PERIOD_MINUTES.get(value('sy:updateperiod')?.toLowerCase() ?? '');
  const frequency = Number(value('sy:updatefrequency') ?? 1);
  return period === undefined || !(frequency >= 1) ? undefined : Math.max(1, Math.round(period / frequency));
}

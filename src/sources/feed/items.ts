import type { Item } from '../../news/item.ts';
import type { SourceHints } from '../../news/source.ts';
import type { Instant } from '../../news/time.ts';
import { cleanLine } from '../../text/clean.ts';
import { canonicalLink } from '../web/canonical-link.ts';
import { digest, itemId } from './item-id.ts';
import type { FeedShape, Field } from './plain-rss.ts';
import { dateHabits, publishedOf } from './published.ts';

export interface ItemsContext {
  readonly sourceId: string;
  readonly url?: string;
  readonly now: Instant;
  readonly hints?: SourceHints;
}

export interface ReadItems {
  readonly items: readonly Item[];
  readonly warnings: readonly string[];
  /** Entries dated after their arrival. */
  readonly fromFuture: number;
}

const LONGEST_GUID = 1024;

/** From the feed as published to our items, in the order of the feed. */
export function itemsOf(shape: FeedShape, context: ItemsContext): ReadItems {
  const habits = dateHabits(shape.entries, context.hints);
  const shared = sharedGuids(shape.entries);
  const future: Instant[] = [];
  const unreadable: string[] = [];
  const items = shape.entries.map((fields) => {
    const published = publishedOf(fields, habits, context.now);
    if (published.kind === 'future') future.push(published.said);
    if (published.kind === 'unreadable') unreadable.push(published.said);
    return itemOf(fields, 'at' in published ? published.at : undefined, shared, context);
  });
  return { items, warnings: dateWarnings(future, unreadable), fromFuture: future.length };
}

function itemOf(
  fields: readonly Field[],
  publishedAt: Instant | undefined,
  shared: ReadonlySet<string>,
  context: ItemsContext,
): Item {
  const title = titleOf(fields);
  const link = linkOf(fields, context.url);
  const guid = guidOf(fields);
  const summary = fields.find(({ name }) => name === 'summary')?.text ?? '';
  const { sourceId } = context;
  const id = itemId({
    sourceId,
    ...(guid !== undefined && !shared.has(guid) && { guid }),
    ...(link !== undefined && { link }),
    title: title === '' ? summary : title,
  });
  return {
    id,
    sourceId,
    title,
    ...(link !== undefined && { link }),
    ...(guid !== undefined && { guid }),
    ...(publishedAt !== undefined && { publishedAt }),
    summary,
  };
}

function titleOf(fields: readonly Field[]): string {
  for (const name of ['title', 'dc:title', 'media:title', 'itunes:title']) {
    for (const field of fields) {
      if (field.name === name && field.text !== '') return field.text;
    }
  }
  return '';
}

/** The link to the article: where a proxy hides it, the original; pages before other media; else an id that is an address. */
export function linkOf(fields: readonly Field[], feedUrl?: string): string | undefined {
  const alternates = fields.filter((field) => field.name === 'link' && isAlternate(field.rel));
  const pages = alternates.filter(({ type }) => type === undefined || /html/i.test(type));
  const ladder = [
    ...fields.filter(({ name }) => name === 'feedburner:origlink'),
    ...pages,
    ...alternates,
    ...fields.filter((field) => IDS.includes(field.name) && /^\s*https?:\/\//i.test(field.text)),
  ];
  for (const field of ladder) {
    const link = canonicalLink(field.text, field.base ?? feedUrl);
    if (link !== undefined) return link;
  }
  return undefined;
}

const IDS = ['guid', 'id', 'rdf:about', 'dc:identifier'];

/** No relation means the page itself; the IANA address of a relation is as good as its name. */
function isAlternate(rel: string | undefined): boolean {
  return rel === undefined || /^(?:.*\/)?alternate$|^$/i.test(rel.trim());
}

function guidOf(fields: readonly Field[]): string | undefined {
  for (const name of IDS) {
    const text = fields.find((field) => field.name === name && field.text.trim() !== '')?.text;
    if (text === undefined) continue;
    const guid = text.trim().replace(/\s*[\r\n]\s*/g, '');
    return Buffer.byteLength(guid) > LONGEST_GUID ? `sha256:${digest(guid)}` : guid;
  }
  return undefined;
}

/** Guids that several entries with different links carry: the generator's mistake, they identify nothing. */
function sharedGuids(entries: readonly (readonly Field[])[]): ReadonlySet<string> {
  const linkOfGuid = new Map<string, string>();
  const shared = new Set<string>();
  for (const fields of entries) {
    const guid = guidOf(fields);
    if (guid === undefined) continue;
    const link = fields.find(({ name }) => name === 'link')?.text.trim() ?? '';
    const known = linkOfGuid.get(guid);
    if (known === undefined) linkOfGuid.set(guid, link);
    else if (known !== link) shared.add(guid);
  }
  return shared;
}

function dateWarnings(future: readonly Instant[], unreadable: readonly string[]): readonly string[] {
  const warnings: string[] = [];
  if (future.length > 0) {
    const latest = new Date(Math.max(...future)).toISOString();
    warnings.push(
      `${future.length} tin ghi ngày trong tương lai (muộn nhất ${latest}); dùng thời điểm nhận tin`,
    );
  }
  if (unreadable.length > 0) {
    warnings.push(
      `${unreadable.length} tin có ngày không đọc được, ví dụ "${cleanLine(unreadable[0] ?? '')}"`,
    );
  }
  return warnings;
}

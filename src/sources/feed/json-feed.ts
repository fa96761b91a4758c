import type { FeedShape, Field } from './plain-rss.ts';
import { plainTitle } from '../plain/plain-title.ts';
import { summaryOf } from '../plain/summary.ts';

type Json = Readonly<Record<string, unknown>>;

/** Reads a JSON Feed (jsonfeed.org, versions 1 and 1.1), also one whose download broke off. Absent when it is other JSON. */
export function parseJsonFeed(text: string): FeedShape | undefined {
  const feed = parseObject(text) ?? rescue(text);
  if (feed === undefined) return undefined;
  const items = feed['items'];
  const version = feed['version'];
  const named = typeof version === 'string' && /jsonfeed/i.test(version);
  if (!Array.isArray(items) ? !named : !named && !items.some(looksLikeItem)) return undefined;
  const entries = Array.isArray(items) ? items.filter(isObject) : [];
  return {
    head: [
      { name: 'title', text: plainTitle(fields(feed, [['title', 'title']])[0]?.text ?? '') },
      ...fields(feed, [['home_page_url', 'link']]),
    ],
    entries: entries.map(entryOf),
    lost: 0,
  };
}

const ITEM_FIELDS: readonly (readonly [from: string, to: string])[] = [
  ['id', 'guid'],
  ['url', 'link'],
  ['external_url', 'link'],
  ['date_published', 'published'],
  ['date_modified', 'updated'],
];

const BODIES: readonly (readonly [from: string, to: string])[] = [
  ['summary', 'summary'],
  ['content_html', 'content:encoded'],
  ['content_text', 'content'],
];

function entryOf(item: Json): readonly Field[] {
  const title = plainTitle(fields(item, [['title', 'title']])[0]?.text ?? '');
  const bodies = fields(item, BODIES).map(({ name, text }) => ({ name, html: () => text }));
  return [
    { name: 'title', text: title },
    { name: 'summary', text: summaryOf(bodies, title) },
    ...fields(item, ITEM_FIELDS),
  ];
}

function fields(from: Json, names: readonly (readonly [string, string])[]): readonly Field[] {
  const found: Field[] = [];
  for (const [key, name] of names) {
    const value = from[key];
    if (typeof value === 'string' && value !== '') found.push({ name, text: value });
    else if (typeof value === 'number') found.push({ name, text: String(value) });
  }
  return found;
}

function looksLikeItem(value: unknown): boolean {
  return (
    isObject(value) &&
    ('content_html' in value || 'content_text' in value || ('url' in value && 'title' in value))
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseObject(text: string): Json | undefined {
  try {
    // Bare line ends inside strings are no JSON, yet common; between values a blank is as good.
    const value: unknown = JSON.parse(text.replace(/\p{Cc}+/gu, ' '));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** More items than any feed has: what has more was made to keep us busy. */
const MAX_RESCUED = 10_000;

/** Takes whole items out of a text that is no JSON as a whole; everything before them makes the head. */
function rescue(text: string): Json | undefined {
  const start = /"items"\s*:\s*\[/.exec(text);
  if (start === null) return undefined;
  const head = parseObject(`${text.slice(0, start.index)}"items":[]}`) ?? {};
  const items: Json[] = [];
  let from = start.index + start[0].length;
  for (;;) {
    const end = objectEnd(text, from);
    if (end === undefined || items.length >= MAX_RESCUED) return { ...head, items };
    const item = parseObject(text.slice(text.indexOf('{', from), end));
    if (item !== undefined) items.push(item);
    from = end;
  }
}

/** Where the next object ends, after its brace; absent when the list or the text ends before. */
function objectEnd(text: string, from: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{') depth += 1;
    else if (char === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (char === ']' && depth === 0) return undefined;
  }
  return undefined;
}

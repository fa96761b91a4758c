import { selectAll } from 'css-select';
import type { PageElement, PageNode, PageRoot } from './page-tree.ts';

/** A schema.org record as a page hands it to search engines. Nothing about its fields is certain. */
export type LinkedRecord = Readonly<Record<string, unknown>>;

/**
 * The records of a page's JSON-LD, those inside lists and `@graph` included. Papers write line ends into strings, a `;`
 * at the end, commas too many, and `+` as an entity in the type; all of that is read.
 */
export function linkedRecords(page: PageRoot): readonly LinkedRecord[] {
  const records: LinkedRecord[] = [];
  for (const script of selectAll<PageNode, PageElement>('script', page)) {
    if (!/ld(?:\+|&#x2b;)json/i.test(script.attribs['type'] ?? '')) continue;
    const text = script.children.map((child) => (child.type === 'text' ? child.data : '')).join('');
    if (text.length <= 500_000) collect(parseLoosely(text), records, 0);
  }
  return records;
}

function collect(value: unknown, records: LinkedRecord[], depth: number): void {
  if (depth > 6 || typeof value !== 'object' || value === null || records.length >= 500) return;
  if (Array.isArray(value)) {
    for (const entry of value.slice(0, 500)) collect(entry, records, depth + 1);
    return;
  }
  const record = value as LinkedRecord;
  records.push(record);
  collect(record['@graph'], records, depth + 1);
  collect(record['mainEntity'], records, depth + 1);
}

function parseLoosely(text: string): unknown {
  const trimmed = text
    .trim()
    .replace(/^\s*(?:<!--|\/\/<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\/\]\]>|\]\]>)\s*$/, '')
    .replace(/;\s*$/, '')
    .trim();
  const oneLine = trimmed.replace(/\p{Cc}+/gu, ' ');
  for (const attempt of [trimmed, oneLine, oneLine.replace(/,\s*([}\]])/g, '$1')]) {
    try {
      return JSON.parse(attempt);
    } catch {
      // the next repair
    }
  }
  return undefined;
}

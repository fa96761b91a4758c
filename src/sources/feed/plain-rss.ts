import Parser from 'rss-parser';
import { ENTRY_ROLES, HEAD_FIELDS } from './feed-names.ts';

/**
 * A feed written out so that rss-parser cannot stumble: well formed, one level deep, every field as text. Fields keep the name
 * they came under, as an attribute, since that decides which of several is taken.
 */
export interface PlainFeed {
  /** Source of the fields about the whole feed. */
  readonly head: string;
  /** Source of one `<item>` each. */
  readonly entries: readonly string[];
  /** Names of all fields in it. */
  readonly names: ReadonlySet<string>;
}

/** A feed as published, field by field: titles and the one text of an entry (`summary`) plain already, the rest verbatim. */
export interface FeedShape {
  readonly head: readonly Field[];
  readonly entries: readonly (readonly Field[])[];
  /** Entries that could not be read even alone. */
  readonly lost: number;
}

export interface Field {
  readonly name: string;
  readonly text: string;
  /** Of links: relation and media type. */
  readonly rel?: string;
  readonly type?: string;
  /** What relative addresses in it start from. */
  readonly base?: string;
}

/**
 * Writes one field for `PlainFeed`, under a short name of our own: rss-parser has ideas about the usual ones, and its XML parser
 * looks at every character of a name.
 */
export function plainField({ name, text, ...attributes }: Field): string {
  const code = codeOf(name);
  let source = `<${code}`;
  for (const key in attributes) {
    source += ` ${key}="${escapeAttribute(attributes[key as keyof typeof attributes] ?? '')}"`;
  }
  const safe = text.includes(']]>') ? text.replaceAll(']]>', ']]]]><![CDATA[>') : text;
  return `${source}><![CDATA[${safe}]]></${code}>`;
}

/** Lets rss-parser read the whole; when it refuses, each entry alone. */
export async function parsePlainFeed(feed: PlainFeed): Promise<FeedShape> {
  try {
    return await parse(feed.head, feed.entries.join(''), feed.names);
  } catch {
    return await parseOneByOne(feed);
  }
}

async function parseOneByOne(feed: PlainFeed): Promise<FeedShape> {
  const entries: (readonly Field[])[] = [];
  let lost = 0;
  for (const entry of feed.entries) {
    try {
      const [fields] = (await parse('', entry, feed.names)).entries;
      if (fields !== undefined) entries.push(fields);
    } catch {
      lost += 1;
    }
  }
  const head = await parse(feed.head, '', feed.names).catch(() => undefined);
  return { head: head?.head ?? [], entries, lost };
}

interface RawNode {
  readonly _?: string;
  readonly $?: Omit<Field, 'name' | 'text'>;
}

/** Names a plain feed may use. */
const NAMES: readonly string[] = [...new Set([...ENTRY_ROLES.keys(), ...HEAD_FIELDS, 'rdf:about'])];
const CODES: ReadonlyMap<string, string> = new Map(NAMES.map((name, index) => [name, `f${index}`]));

function codeOf(name: string): string {
  const code = CODES.get(name);
  if (code === undefined) throw new Error(`no plain field is called ${name}`);
  return code;
}

type RawFields = Readonly<Record<string, readonly (string | RawNode)[] | undefined>>;

async function parse(head: string, entries: string, used: ReadonlySet<string>): Promise<FeedShape> {
  const source = `<rss version="2.0"><channel>${head}${entries}</channel></rss>`;
  const names = NAMES.filter((name) => used.has(name));
  // rss-parser's own lists would pick one of several and drop the attributes; we take all as they are.
  const custom = names.map((name) => [codeOf(name), name, { keepArray: true }]);
  // A parser that has thrown keeps its half-read state, so each document gets a new one. Its types know no `keepArray` for
  // feeds and no lists of variable length; both are in its code.
  const parser = new Parser<RawFields, RawFields>({
    customFields: { feed: custom, item: custom } as never,
  });
  const feed = await parser.parseString(source);
  return { head: fieldsOf(feed, names), entries: feed.items.map((item) => fieldsOf(item, names)), lost: 0 };
}

function fieldsOf(raw: RawFields, names: readonly string[]): readonly Field[] {
  const fields: Field[] = [];
  for (const name of names) {
    for (const node of raw[name] ?? []) {
      if (typeof node === 'string') fields.push({ name, text: node });
      else fields.push({ name, text: node._ ?? '', ...node.$ });
    }
  }
  return fields;
}

function escapeAttribute(value: string): string {
  return value.replace(/[&<>"\r\n\t]/g, (char) => `&#${char.charCodeAt(0)};`);
}

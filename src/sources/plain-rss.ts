import Parser from 'rss-parser';

/**
 * A feed written out so that rss-parser cannot stumble: well formed, one level deep, every field as text. Fields keep the name
 * they came under, as an attribute, since that decides which of several is taken.
 */
export interface PlainFeed {
  /** Source of the fields about the whole feed. */
  readonly head: string;
  /** Source of one `<item>` each. */
  readonly entries: readonly string[];
}

/** A feed as published: every field that was there, in order, under its name. */
export interface FeedShape {
  readonly head: readonly Field[];
  readonly entries: readonly (readonly Field[])[];
  /** Entries that could not be read even alone. */
  readonly lost: number;
}

export interface Field {
  readonly name: string;
  readonly text: string;
  /** Of links: relation, media type; of guids: whether it is an address. */
  readonly rel?: string;
  readonly type?: string;
  readonly permalink?: string;
  /** What relative addresses in it start from. */
  readonly base?: string;
}

/** Writes one field for `PlainFeed`. */
export function plainField({ text, ...attributes }: Field): string {
  let source = '<field';
  for (const [name, value] of Object.entries(attributes)) source += ` ${name}="${escapeAttribute(value)}"`;
  return `${source}><![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]></field>`;
}

/** Lets rss-parser read the whole; when it refuses, each entry alone. */
export async function parsePlainFeed(feed: PlainFeed): Promise<FeedShape> {
  try {
    return await parse(feed.head, feed.entries.join(''), 0);
  } catch {
    return await parseOneByOne(feed);
  }
}

async function parseOneByOne(feed: PlainFeed): Promise<FeedShape> {
  const entries: (readonly Field[])[] = [];
  let lost = 0;
  for (const entry of feed.entries) {
    try {
      const [fields] = (await parse('', entry, 0)).entries;
      if (fields !== undefined) entries.push(fields);
    } catch {
      lost += 1;
    }
  }
  const head = await parse(feed.head, '', 0).catch(() => undefined);
  return { head: head?.head ?? [], entries, lost };
}

interface RawNode {
  readonly _?: string;
  readonly $?: Readonly<Record<string, string>>;
}

/** rss-parser's own field lists would pick one of several and drop the attributes; we take all as they are. */
function createParser(): Parser<{ fields?: readonly RawNode[] }, { fields?: readonly RawNode[] }> {
  return new Parser({
    customFields: {
      feed: [['field', 'fields', { keepArray: true }]] as never,
      item: [['field', 'fields', { keepArray: true }]],
    },
  });
}

async function parse(head: string, entries: string, lost: number): Promise<FeedShape> {
  // A parser that has thrown keeps its half-read state, so each document gets a new one.
  const feed = await createParser().parseString(
    `<rss version="2.0"><channel>${head}${entries}</channel></rss>`,
  );
  return {
    head: (feed.fields ?? []).map(fieldOf),
    entries: feed.items.map((item) => (item.fields ?? []).map(fieldOf)),
    lost,
  };
}

function fieldOf({ _: text = '', $: { name = '', rel, type, permalink, base } = {} }: RawNode): Field {
  return {
    name,
    text,
    ...(rel !== undefined && { rel }),
    ...(type !== undefined && { type }),
    ...(permalink !== undefined && { permalink }),
    ...(base !== undefined && { base }),
  };
}

function escapeAttribute(value: string): string {
  return value.replace(/[&<>"\r\n\t]/g, (char) => `&#${char.charCodeAt(0)};`);
}

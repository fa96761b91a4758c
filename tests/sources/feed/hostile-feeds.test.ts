import { afterAll, describe, expect, it } from 'vitest';
import { createFeedReader } from '../../../src/sources/feed/feed-reader.ts';
import { FeedError, readFeed } from '../../../src/sources/feed/read-feed.ts';
import type { FeedRead } from '../../../src/sources/feed/read-feed.ts';

const now = Date.parse('2026-11-23T07:00+07:00');
const SIZE = 4_800_000;

const fill = (piece: string, size = SIZE): string =>
  piece.repeat(Math.floor(size / Buffer.byteLength(piece)));
const rss = (inside: string): string =>
  `<rss version="2.0"><channel><title>t</title>${inside}</channel></rss>`;
const described = (text: string): string =>
  rss(`<item><title>a</title><link>https://bao.vn/1</link><description>${text}</description></item>`);

/** Inputs made to freeze or kill a parser, each near the largest we take. */
const TRAPS: Readonly<Record<string, () => string>> = {
  'a run of <': () => described(fill('<')),
  'a run of a<p': () => described(fill('a<p')),
  'a run of <br': () => described(fill('<br')),
  'a run of <br and a blank': () => described(fill('<br ')),
  'a run of <!--': () => described(fill('<!--')),
  'a run of <![CDATA[': () => described(fill('<![CDATA[')),
  'a run of < in CDATA': () => described(`<![CDATA[${fill('<')}]]>`),
  'scripts in CDATA': () => described(`<![CDATA[${fill('<script>')}]]>`),
  'odd quotes in CDATA': () => described(`<![CDATA[${fill('<a "')}>]]>`),
  'odd quotes': () => rss(fill('<a x="')),
  'odd quotes and nothing else': () => fill('<a "'),
  'a deep tree': () => rss(fill('<a>')),
  'a deep tree in an entry': () => described(fill('<a>')),
  'a wide tree': () => rss(fill('<a/>')),
  'a title of megabytes': () => rss(`<item><title>${fill('x')}</title></item>`),
  'a title of entities': () => rss(`<item><title>${fill('&amp;')}</title></item>`),
  'titles never closed': () => rss(fill('<title>')),
  'entries never closed': () => rss(fill('<item>')),
  'entities of entities': () =>
    `<!DOCTYPE rss [<!ENTITY a "${fill('x', 1000)}">${Array.from({ length: 20 }, (_each, n) => `<!ENTITY a${n} "${fill('&a;', 300)}">`).join('')}]>${described(fill('&a0;'))}`,
  'doctypes never closed': () => fill('<!DOCTYPE ['),
  'instructions never closed': () => fill('<?'),
  'false starts': () => `<x>${fill('<feed>')}`,
  'namespaces without end': () => rss(fill('<a xmlns:b="c"/>')),
  'a tag of attributes': () => rss(`<item><link ${fill('a="b" ')}/></item>`),
  'deep JSON': () => `{"items":[${fill('{"a":')}`,
  'zero bytes': () => fill('\0'),
  'marks on marks': () => described(fill('\u0301')),
  'zero-width characters': () => described(fill('\u200b')),
  'dates of digits': () => rss(fill(`<item><pubDate>${fill('1', 300)}</pubDate></item>`)),
};

async function outcomeOf(reading: Promise<FeedRead>): Promise<string> {
  try {
    const { items, title } = await reading;
    for (const item of items) {
      expect(item.title.length).toBeLessThanOrEqual(300);
      expect(item.summary.length).toBeLessThanOrEqual(2000);
    }
    expect(title.length).toBeLessThanOrEqual(300);
    return 'read';
  } catch (error) {
    if (error instanceof FeedError) return error.code;
    throw error;
  }
}

describe('an input made to break the reader', () => {
  it.each(Object.keys(TRAPS))('%s ends as a feed or as a feed error', async (name) => {
    const bytes = Buffer.from(TRAPS[name]?.() ?? '');
    expect(['read', 'too-complex', 'not-a-feed']).toContain(await outcomeOf(readFeed(bytes, { now })));
  });
});

describe('the feed reader', () => {
  const reader = createFeedReader();
  afterAll(() => reader.close());

  it('reads in a thread and answers as reading here would', async () => {
    const bytes = Buffer.from(described('Giá thép tăng'));
    expect(await reader.read(bytes, { now })).toEqual(await readFeed(bytes, { now }));
  });

  it('hands errors over with their code', async () => {
    await expect(reader.read(Buffer.from('no feed'), { now })).rejects.toMatchObject({
      name: 'FeedError',
      code: 'not-a-feed',
    });
  });

  it('leaves this thread free while the worst input is read', async () => {
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 5);
    await outcomeOf(reader.read(Buffer.from(described(fill('a<p'))), { now }));
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(5);
  });

  it('gives up on a feed that takes too long, and reads the next one', async () => {
    const impatient = createFeedReader({ timeLimitMs: 1 });
    try {
      await expect(impatient.read(Buffer.from(described(fill('a<p'))), { now })).rejects.toMatchObject({
        code: 'too-complex',
      });
    } finally {
      await impatient.close();
    }
    expect(await outcomeOf(reader.read(Buffer.from(described('x')), { now }))).toBe('read');
  });

  it('fails what is asked after closing', async () => {
    const closed = createFeedReader();
    await closed.close();
    await closed.close();
    await expect(closed.read(Buffer.from(described('x')), { now })).rejects.toThrow('closed');
  });
});

import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/sources/book/catalogue.ts';
import type { ReadFeedBytes } from '../../../src/sources/book/discover.ts';
import { createPageReader } from '../../../src/sources/page/page-reader.ts';
import type { ProbeResult } from '../../../src/news/probe.ts';
import { probeSource, sameSource } from '../../../src/sources/book/probe-source.ts';
import { FeedError, readFeed } from '../../../src/sources/feed/read-feed.ts';
import { openLoopback, type Answer, type Loopback } from '../loopback.ts';

const now = Date.parse('2026-11-25T00:00:00Z');
const feed = (title: string, count = 2): Answer => ({
  type: 'application/rss+xml',
  body: `<rss version="2.0"><channel><title>${title}</title>${Array.from({ length: count }, (_, i) => `<item><title>Tin ${i}</title><link>https://vidu.vn/${i}.html</link><pubDate>Tue, 24 Nov 2026 0${i}:00:00 +0700</pubDate></item>`).join('')}</channel></rss>`,
});

const read: ReadFeedBytes = async (bytes, about) => {
  try {
    return await readFeed(bytes, about);
  } catch (error) {
    if (error instanceof FeedError) return undefined;
    throw error;
  }
};

const pages = createPageReader();
const open: Loopback[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});
afterAll(() => pages.close());

async function probe(
  answers: Readonly<Record<string, Answer>>,
  path: string,
): Promise<ProbeResult & { asked: number; origin: string }> {
  const loopback = await openLoopback(answers);
  open.push(loopback);
  const { origin, fetcher, asked } = loopback;
  const result = await probeSource(`${origin}${path}`, {
    fetcher,
    readFeed: read,
    pages,
    known: catalogue(),
    now,
  });
  return { ...result, asked: asked.length, origin };
}

describe('what an admin types', () => {
  it('may be a feed', async () => {
    const result = await probe({ '/thep.rss': feed('Báo Ví Dụ - Thép') }, '/thep.rss');
    expect(result).toMatchObject({
      kind: 'feed',
      title: 'Báo Ví Dụ - Thép',
      items: 2,
      newestAt: Date.parse('2026-11-24T01:00:00+07:00'),
      samples: ['Tin 1', 'Tin 0'],
      source: { enabled: true, lang: 'vi', topics: [] },
    });
    expect(result.asked).toBe(1);
  });

  it('gets a name without the words that every feed has', async () => {
    const result = await probe({ '/a.rss': feed('Kinh tế - RSS Feed') }, '/a.rss');
    expect(result.kind === 'feed' && result.source.name).toContain('Kinh tế');
    expect(result.kind === 'feed' && result.source.name).not.toMatch(/rss/i);
  });

  it('may be a page that declares feeds', async () => {
    const html = `<html><head><title>Trang chủ | Báo Ví Dụ</title><link rel="alternate" type="application/rss+xml" href="/f/kinh-te.xml" title="Kinh tế"><link rel="alternate" type="application/rss+xml" href="/f/trang-chu.xml"></head></html>`;
    const result = await probe(
      { '/': html, '/f/kinh-te.xml': feed('Kinh tế'), '/f/trang-chu.xml': feed('Trang chủ') },
      '/',
    );
    expect(result.kind === 'feed' && result.source.url).toBe(`${result.origin}/f/trang-chu.xml`);
    expect(result.kind === 'feed' && result.source.publisher).toBe('Báo Ví Dụ');
    expect(result.kind === 'feed' && result.warnings.join()).toContain('/f/kinh-te.xml');
  });

  it('may be a site whose RSS page lists them, as the Vietnamese press has it', async () => {
    const result = await probe(
      {
        '/kinh-doanh': '<html><body><a href="/rss">RSS</a></body></html>',
        '/rss':
          '<ul><li><a href="/rss/the-thao.rss">Thể thao</a></li><li><a href="/rss/kinh-doanh.rss">Kinh doanh</a></li></ul>',
        '/rss/kinh-doanh.rss': feed('Kinh doanh'),
        '/rss/the-thao.rss': feed('Thể thao'),
      },
      '/kinh-doanh',
    );
    expect(result.kind === 'feed' && result.title).toBe('Kinh doanh');
  });

  it('may be a site that says nothing but has a feed where feeds are', async () => {
    const result = await probe({ '/': '<html><body>Xin chào</body></html>', '/rss.xml': feed('Mới') }, '/');
    expect(result.kind === 'feed' && result.title).toBe('Mới');
  });

  it('is answered with a problem after at most ten requests', async () => {
    const links = Array.from({ length: 50 }, (_, i) => `<a href="/x/${i}.rss">RSS ${i}</a>`).join('');
    const result = await probe({ '/': `<html><body>${links}<a href="/rss1">RSS</a></body></html>` }, '/');
    expect(result).toMatchObject({ kind: 'problem', problem: 'not-a-feed' });
    expect(result.asked).toBeLessThanOrEqual(10);
  });

  it.each([
    ['/leer.rss', { '/leer.rss': feed('Leer', 0) }, 'no-items'],
    ['/a', { '/a': 500 }, 'http-error'],
    ['/a', { '/a': { type: 'text/html', body: '' } }, 'empty'],
    ['/a', { '/a': { to: 'http://10.0.0.1/feed' } }, 'private-address'],
  ] as const)('%s is a problem: %o', async (path, answers, problem) => {
    expect(await probe(answers, path)).toMatchObject({ kind: 'problem', problem });
  });

  it.each(['', 'xin chào bạn', 'ftp://vidu.vn/a', 'javascript:alert(1)', 'https://ten:mat@vidu.vn/rss'])(
    '%j is no address',
    async (typed) => {
      const loopback = await openLoopback({});
      open.push(loopback);
      const result = await probeSource(typed, {
        fetcher: loopback.fetcher,
        readFeed: read,
        pages,
        known: [],
        now,
      });
      expect(result).toMatchObject({ kind: 'problem', problem: 'not-a-url' });
    },
  );
});

describe('a source that is there already', () => {
  it.each([
    'https://vnexpress.net/rss/kinh-doanh.rss',
    'http://www.vnexpress.net/rss/kinh-doanh.rss/',
    'https://vnexpress.net/rss/kinh-doanh.rss?utm_source=x#top',
  ])('is known by %s', (address) => {
    expect(sameSource([address], catalogue())).toBe('vnexpress-kinh-doanh');
  });

  it('is not mistaken for another section', () => {
    expect(sameSource(['https://vnexpress.net/rss/kinh-doanh-khac.rss'], catalogue())).toBeUndefined();
  });
});

import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Story } from '../../src/news/story.ts';
import { openSite } from './house.ts';
import type { OpenSite } from './house.ts';

let site: OpenSite;

beforeAll(async () => {
  site = await openSite('2024-02-21T07:30+07:00', { PUBLIC_URL: 'https://diemtin.example/tin' });
});

afterAll(async () => {
  await site.close();
});

/** The story that most papers tell. */
async function shared(): Promise<Story> {
  const all = await site.house.app.store.stories.between(0, Date.parse('2024-03-01T00:00+07:00'));
  const [first] = all.toSorted((a, b) => b.reports.length - a.reports.length);
  if (first === undefined) throw new Error('no story');
  return first;
}

describe('the page of a day', () => {
  it('tells the figures first, then the news with their sources', async () => {
    const { status, body } = await site.get('/');
    expect(status).toBe(200);
    expect(body).toContain('Thứ Tư 21/02/2024');
    expect(body.indexOf('Số trong ngày')).toBeLessThan(body.indexOf('<article>'));
    expect(body).toContain('<b>+18,3%</b>');
    expect(body).toMatch(/\+\d báo/u);
  });

  it('has a share card with the figures of the day at a whole address', async () => {
    const { body } = await site.get('/');
    expect(body).toContain('property="og:image" content="https://diemtin.example/tin/card/2024-02-21.png"');
    expect(body).toMatch(/property="og:description" content="[^"]*IIP tháng 1\/2024: \+18,3%/u);
    const { status, headers, bytes } = await site.get('/card/2024-02-21.png');
    expect([status, headers['content-type']]).toEqual([200, 'image/png']);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  });

  it('stays what it was on that day', async () => {
    const { status, body } = await site.get('/d/2024-02-20');
    expect(status).toBe(200);
    expect(body).toContain('20/02/2024');
    expect(body).toContain('href="/tin/d/2024-02-21"');
  });

  it.each([
    '/d/2024-02-22',
    '/d/1999-01-01',
    '/d/2024-02-31',
    '/d/hom-nay',
    '/d/%E0%A4%A',
    '/story/khong-co',
    '/story/..%2F..',
    '/chart/khong.png',
    '/solieu/khong-co',
  ])('is a polite 404 for %s', async (path) => {
    const { status, headers } = await site.get(path);
    expect(status).toBe(404);
    expect(headers['cache-control']).toBe('no-store');
  });
});

describe('every page', () => {
  it.each(['/', '/solieu', '/solieu/iip', '/tim?q=iip', '/vanhanh'])(
    'allows no script and nobody else: %s',
    async (path) => {
      const { headers, body } = await site.get(path);
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(body).not.toMatch(/<script|style="|onclick|javascript:/u);
    },
  );

  it('is 304 for whoever has it already, also through a cache that weakens the tag', async () => {
    const { headers } = await site.get('/');
    const tag = headers.etag ?? '';
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`]) {
      const again = await site.get('/', { 'if-none-match': known });
      expect([again.status, again.body]).toEqual([304, '']);
    }
    expect((await site.get('/', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('is packed for those who take it', async () => {
    const { headers, bytes } = await site.get('/', { 'accept-encoding': 'gzip, br' });
    expect(headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(bytes).toString()).toContain('Số trong ngày');
    expect(bytes.length).toBeLessThan(6000);
  });

  it('may have its style sheet kept for ever, under a name of its content', async () => {
    const { body } = await site.get('/');
    const path = /href="\/tin(\/style-\w+\.css)"/u.exec(body)?.[1] ?? '';
    const { status, headers } = await site.get(path);
    expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000']);
  });

  it('is found with and without the path that a proxy may cut', async () => {
    expect((await site.get('/tin/solieu')).status).toBe(200);
    expect((await site.get('/solieu')).status).toBe(200);
  });

  it('turns a crowd away politely rather than keep everybody waiting', async () => {
    const answers = await Promise.all(Array.from({ length: 120 }, (_, at) => site.get(`/tim?q=gao+${at}`)));
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].every((status) => status === 200 || status === 503)).toBe(true);
    expect(statuses.has(200)).toBe(true);
    expect((await site.get('/')).status).toBe(200);
  });

  it('answers nothing but reading', async () => {
    expect((await site.post('/', 'a=b')).status).toBe(404);
  });
});

describe('the page of a story', () => {
  it('names every paper in the order of time, quotes them and shows where each figure stands', async () => {
    const story = await shared();
    const { status, body } = await site.get(`/story/${story.id}`);
    expect(status).toBe(200);
    expect(body).toContain(`${new Set(story.reports.map(({ publisher }) => publisher)).size} báo đưa tin`);
    const timeline = body.slice(body.indexOf('class="timeline"'));
    const times = Array.from(timeline.matchAll(/datetime="([^"]+)"/gu), ([, at = '']) => Date.parse(at));
    expect(times).toEqual(story.reports.map(({ publishedAt }) => publishedAt));
    expect(body).toMatch(/<details>\s*<summary>[^]*?<b>[^<]*\d[^<]*<\/b>[^]*?<\/summary>\s*<blockquote>/u);
  });
});

describe('the search page', () => {
  it('finds without diacritics and is not for search engines', async () => {
    const { body } = await site.get('/tim?q=xuat+khau+lang+son');
    expect(body).toContain('Lạng Sơn');
    expect(body).toContain('noindex');
  });

  it('shows what was typed as text', async () => {
    const typed = '"><script>alert(1)</script>';
    const { body } = await site.get(`/tim?q=${encodeURIComponent(typed)}`);
    expect(body).not.toContain('<script>');
    expect(body).toContain('&quot;&gt;&lt;script&gt;');
  });
});

describe('the figures', () => {
  it('show the chart in both schemes, the readings and their sentences', async () => {
    const { body } = await site.get('/solieu/iip');
    expect(body).toContain('Tháng 1/2024');
    expect(body).toContain('+18,3%');
    expect(body).toContain('<blockquote>');
    const pictures = await Promise.all(['', '?nen=toi'].map((query) => site.get(`/chart/iip.png${query}`)));
    expect(pictures.map(({ status }) => status)).toEqual([200, 200]);
    expect(pictures[0]?.bytes.equals(pictures[1]?.bytes ?? Buffer.of())).toBe(false);
  });

  it('list the indicators there are', async () => {
    const { body } = await site.get('/solieu');
    expect(body).toContain('Giá xăng dầu');
    expect(body).toContain('href="/tin/solieu/iip"');
  });
});

describe('the feeds', () => {
  it('are the entries of the day as RSS with whole addresses', async () => {
    const { headers, body } = await site.get('/feed.xml');
    expect(headers['content-type']).toContain('application/rss+xml');
    expect(body.match(/<item>/gu)?.length).toBeGreaterThan(4);
    expect(body).toContain('<link>https://diemtin.example/tin/story/');
    expect(body).not.toContain('127.0.0.1');
  });

  it('are the same as JSON Feed', async () => {
    const { body } = await site.get('/feed.json');
    const feed = JSON.parse(body) as {
      version: string;
      items: readonly { url: string; content_html: string }[];
    };
    expect(feed.version).toBe('https://jsonfeed.org/version/1.1');
    expect(feed.items.length).toBeGreaterThan(4);
    expect(feed.items[0]?.content_html).toMatch(/^<p>.+<\/p><p>.+<\/p>$/u);
  });
});

describe('metrics', () => {
  it('are told within the house', async () => {
    const { status, body } = await site.get('/metrics');
    expect(status).toBe(200);
    expect(body).toMatch(/^diemtin_sources\{state="enabled"\} 6$/mu);
    expect(body).toMatch(/^diemtin_articles [1-9]\d*$/mu);
    expect(body).toMatch(/^diemtin_stories [1-9]\d*$/mu);
    expect(body).toContain('diemtin_loop_lag_seconds{quantile="0.99"}');
  });

  it('are nobody’s business who comes through a proxy', async () => {
    expect((await site.get('/metrics', { 'x-forwarded-for': '203.0.113.7' })).status).toBe(403);
  });
});

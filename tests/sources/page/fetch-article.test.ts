import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Item } from '../../../src/news/item.ts';
import type { Source } from '../../../src/news/source.ts';
import { createArticleFetcher } from '../../../src/sources/page/fetch-article.ts';
import { createPageReader } from '../../../src/sources/page/page-reader.ts';
import { createRobotsGuard } from '../../../src/sources/web/robots.ts';
import { openLoopback, type Answer, type Loopback } from '../loopback.ts';

const now = Date.parse('2026-11-25T00:00:00Z');
const hour = 3_600_000;
const title = 'Cảng cạn Lạng Sơn đón chuyến tàu hàng đầu tiên';
const teaser = 'Chuyến tàu chở 24 container nông sản đã tới cảng cạn Lạng Sơn sáng 24/11.';
const page = `<html><head><title>${title}</title></head><body><h1>${title}</h1><div class="detail-content">
<p>${teaser} Đây là chuyến đầu tiên sau ba tháng chạy thử.</p>
<p>Theo đơn vị khai thác, mỗi tuần sẽ có hai chuyến đi từ ga Sóng Thần, thời gian chạy 52 giờ.</p></div></body></html>`;
const source: Source = {
  id: 's',
  name: 'S',
  publisher: 'S',
  url: 'https://s.vn/rss',
  topics: [],
  lang: 'vi',
  enabled: true,
};

const reader = createPageReader();
const open: Loopback[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});
afterAll(() => reader.close());

async function site(answers: Readonly<Record<string, Answer>>): Promise<Loopback> {
  const loopback = await openLoopback(answers);
  open.push(loopback);
  return loopback;
}

function item(link: string | undefined, summary = teaser): Item {
  return { id: 'i', sourceId: 's', title, summary, ...(link !== undefined && { link }) };
}

describe('the text of an article', () => {
  it('is read from its page', async () => {
    const { origin, fetcher } = await site({ '/a.html': page });
    const text = await createArticleFetcher({ fetcher, reader }).textFor(
      item(`${origin}/a.html`),
      source,
      now,
    );
    expect(text.from).toBe('page');
    expect(text.text.split('\n')).toHaveLength(2);
  });

  it.each([
    [
      'robots.txt forbids it',
      { '/robots.txt': { type: 'text/plain', body: 'User-agent: *\nDisallow: /a' } },
      'robots',
    ],
    [
      'robots.txt names us',
      { '/robots.txt': { type: 'text/plain', body: 'User-agent: diemtin\nDisallow: /' } },
      'robots',
    ],
    ['robots.txt cannot be reached', { '/robots.txt': 503 }, 'robots-unreachable'],
    ['the page is gone', { '/a.html': 404 }, 'unreachable'],
    ['the page is a picture', { '/a.html': { type: 'image/png', body: 'x' } }, 'not-html'],
    ['the page holds no article', { '/a.html': '<html><body><p>Chờ chút.</p></body></html>' }, 'unreadable'],
    [
      'the page is about something else',
      {
        '/a.html': `<html><h1>Xác nhận</h1><article><p>We value your privacy and use cookies for a better experience on this website, please accept them.</p><p>You can change your mind at any time in the settings of your account or of your browser, whichever you like.</p><p>Our partners process data such as your address and the pages that you have seen.</p></article></html>`,
      },
      'other-text',
    ],
  ] as const)('is the teaser where %s', async (_name, answers, reason) => {
    const { origin, fetcher } = await site({ '/a.html': page, ...answers });
    const text = await createArticleFetcher({ fetcher, reader }).textFor(
      item(`${origin}/a.html`),
      source,
      now,
    );
    expect(text).toEqual({ text: teaser, from: 'feed', reason });
  });

  it('asks for nothing where the source allows only its teasers, the item has no link, or the feed has it all', async () => {
    const { origin, fetcher, asked } = await site({ '/a.html': page });
    const articles = createArticleFetcher({ fetcher, reader });
    const link = `${origin}/a.html`;
    const whole = Array.from({ length: 30 }, () => teaser).join('\n');
    expect((await articles.textFor(item(link), { ...source, hints: { teaserOnly: true } }, now)).reason).toBe(
      'teaser-only',
    );
    expect((await articles.textFor(item(undefined), source, now)).reason).toBe('no-link');
    expect((await articles.textFor(item(link, whole), source, now)).reason).toBe('complete');
    expect(asked).toEqual([]);
  });
});

describe('robots rules', () => {
  it('are asked for once a day and host', async () => {
    const { origin, fetcher, asked } = await site({});
    const robots = createRobotsGuard(fetcher);
    await Promise.all([robots.mayRead(`${origin}/a`, now), robots.mayRead(`${origin}/b`, now)]);
    await robots.mayRead(`${origin}/c`, now + 23 * hour);
    expect(asked).toEqual(['/robots.txt']);
    await robots.mayRead(`${origin}/c`, now + 25 * hour);
    expect(asked).toHaveLength(2);
  });

  it('allow everything where there are none, and tell the pause that is asked for', async () => {
    const none = await site({});
    expect(await createRobotsGuard(none.fetcher).mayRead(`${none.origin}/a`, now)).toEqual({ allowed: true });
    const slow = await site({
      '/robots.txt': { type: 'text/plain', body: 'User-agent: *\nCrawl-delay: 7\nDisallow: /in' },
    });
    const robots = createRobotsGuard(slow.fetcher);
    expect(await robots.mayRead(`${slow.origin}/a`, now)).toEqual({ allowed: true, pauseMs: 7000 });
    expect(await robots.mayRead(`${slow.origin}/in/x`, now)).toEqual({ allowed: false, reason: 'robots' });
  });

  it('stay as last known while the host fails', async () => {
    const answers: Record<string, Answer> = {
      '/robots.txt': { type: 'text/plain', body: 'User-agent: *\nDisallow: /in' },
    };
    const { origin, fetcher } = await site(answers);
    const robots = createRobotsGuard(fetcher);
    await robots.mayRead(`${origin}/a`, now);
    answers['/robots.txt'] = 500;
    expect((await robots.mayRead(`${origin}/a`, now + 25 * hour)).allowed).toBe(true);
    expect((await robots.mayRead(`${origin}/in`, now + 25 * hour)).allowed).toBe(false);
    expect((await robots.mayRead(`${origin}/a`, now + 40 * 24 * hour)).allowed).toBe(false);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeedRead, ReadFeedOptions } from '../../../src/sources/feed/read-feed.ts';
import { FeedError, readFeed } from '../../../src/sources/feed/read-feed.ts';
import { MALFORMED_FEEDS } from './malformed-feeds.ts';

const now = Date.parse('2026-11-23T07:00+07:00');

function read(feed: string | Uint8Array, options: Partial<ReadFeedOptions> = {}): Promise<FeedRead> {
  return readFeed(Buffer.from(feed as string), {
    now,
    url: 'https://bao.vn/rss',
    sourceId: 'bao',
    ...options,
  });
}

async function problemOf(feed: string | Uint8Array): Promise<string> {
  try {
    await read(feed);
    return 'none';
  } catch (error) {
    if (error instanceof FeedError) return error.code;
    throw error;
  }
}

const rss = (inside: string): string =>
  `<rss version="2.0"><channel><title>Báo</title>${inside}</channel></rss>`;

describe('a feed in disrepair', () => {
  it.each(MALFORMED_FEEDS.map((feed) => [feed.trouble, feed] as const))(
    'is read in spite of %s',
    async (_trouble, feed) => {
      const result = await read(feed.bytes);
      expect(result.items.map(({ title }) => title)).toEqual(feed.titles);
      expect(result.title).toBe(feed.title);
    },
  );

  it('loses nothing but the end when it is cut anywhere', async () => {
    const whole = rss(
      Array.from(
        { length: 5 },
        (_each, n) =>
          `<item><title><![CDATA[Tin ${n}]]></title><link>https://bao.vn/${n}</link><description>a &lt;b&gt;</description></item>`,
      ).join('\n'),
    );
    for (let length = whole.indexOf('<item>'); length < whole.length; length += 7) {
      const complete = whole.slice(0, length).split('</item>').length - 1;
      const { items } = await read(whole.slice(0, length));
      expect(items.slice(0, complete).map(({ title }) => title)).toEqual(
        Array.from({ length: complete }, (_each, n) => `Tin ${n}`),
      );
      expect(items.length).toBeLessThanOrEqual(complete + 1);
    }
  });

  it('never fails with anything but a feed error, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.constantFrom(
            '<rss>',
            '<item>',
            '</item>',
            '<title>',
            '</title>',
            '<![CDATA[',
            ']]>',
            '<!--',
            '-->',
            '&',
            '"',
            '<link href="',
            '>',
            'thép',
            '<feed>',
            '<entry/>',
            '\0',
            '<?',
            '{"items":[',
            '{}',
          ),
          { maxLength: 30 },
        ),
        async (pieces) => {
          expect(['none', 'empty', 'not-a-feed', 'too-complex']).toContain(await problemOf(pieces.join('')));
        },
      ),
    );
  });
});

describe('what is no feed', () => {
  it.each([
    ['nothing', '', 'empty'],
    ['blanks', ' \n\t ', 'empty'],
    [
      'a page',
      '<!doctype html><html><head><title>RSS</title></head><body><p>Xem <code>&lt;rss&gt;</code></p></body></html>',
      'not-a-feed',
    ],
    [
      'a page with a feed in its script',
      '<html><script>x = "<rss version=2.0><channel>"</script></html>',
      'not-a-feed',
    ],
    [
      'OPML',
      '<opml version="2.0"><head><title>x</title></head><body><outline text="a" xmlUrl="https://bao.vn/rss"/></body></opml>',
      'not-a-feed',
    ],
    [
      'a sitemap',
      '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://bao.vn/</loc></url></urlset>',
      'not-a-feed',
    ],
    [
      'RDF about people',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:foaf="http://xmlns.com/foaf/0.1/"><foaf:Person/></rdf:RDF>',
      'not-a-feed',
    ],
    ['other XML', '<catalog><item><title>x</title></item></catalog>', 'not-a-feed'],
    ['words', 'Không tìm thấy trang', 'not-a-feed'],
    ['JSON', '{"name":"diemtin","version":"0.1.0","items":[1,2]}', 'not-a-feed'],
    ['a list in JSON', '[{"title":"x"}]', 'not-a-feed'],
    ['an image', Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108', 'hex'), 'not-a-feed'],
    ['more than five megabytes', Buffer.alloc(5 * 1024 * 1024 + 1, 32), 'too-large'],
  ])('%s is refused', async (_what, bytes, problem) => {
    expect(await problemOf(bytes)).toBe(problem);
  });

  it('says so in Vietnamese', async () => {
    await expect(read('<html><body></body></html>')).rejects.toThrow('Đây là một trang web');
  });
});

describe('dialects', () => {
  it('reads Atom with its relations, dates and XHTML', async () => {
    const { items, link } =
      await read(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://bao.vn/tin/">
      <title type="html">Báo &amp;amp; đài</title><link rel="self" href="feed.xml"/><link href="/"/>
      <entry><id>tag:bao.vn,2026:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Giá <b>thép</b></div></title>
        <link rel="enclosure" href="a.mp3"/><link rel="alternate" href="thep.html"/>
        <published>2026-11-22T06:00:00Z</published><updated>2026-11-22T09:00:00Z</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Đoạn &lt;một&gt;.</p><p>Đoạn hai.</p></div></content></entry></feed>`);
    expect(link).toBe('https://bao.vn/');
    expect(items).toEqual([
      expect.objectContaining({
        title: 'Giá thép',
        link: 'https://bao.vn/tin/thep.html',
        guid: 'tag:bao.vn,2026:1',
        publishedAt: Date.parse('2026-11-22T06:00:00Z'),
        summary: 'Đoạn <một>.\nĐoạn hai.',
      }),
    ]);
  });

  it('reads Atom 0.3', async () => {
    const { items } = await read(
      '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Báo</title><entry><title mode="escaped">Giá &lt;i&gt;thép&lt;/i&gt;</title><link rel="alternate" href="https://bao.vn/1"/><issued>2026-11-20T08:00:00+07:00</issued><modified>2026-11-21T08:00:00+07:00</modified></entry></feed>',
    );
    expect(items[0]).toMatchObject({
      title: 'Giá thép',
      link: 'https://bao.vn/1',
      publishedAt: Date.parse('2026-11-20T01:00:00Z'),
    });
  });

  it('reads JSON Feed, also when its download was cut', async () => {
    const json = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Báo',
      items: [
        {
          id: '1',
          url: 'https://bao.vn/1',
          title: 'Giá thép',
          content_html: '<p>a</p><p>b</p>',
          date_published: '2026-11-22T08:00:00+07:00',
        },
        { id: 2, url: 'https://bao.vn/2', title: 'Gạo', content_text: 'c' },
      ],
    });
    const whole = await read(json);
    expect(whole.items).toMatchObject([
      { title: 'Giá thép', summary: 'a\nb' },
      { title: 'Gạo', guid: '2' },
    ]);
    const cut = await read(json.slice(0, -10));
    expect(cut.items.map(({ title }) => title)).toEqual(['Giá thép']);
  });

  it('reads CDF', async () => {
    const { title, items } = await read(
      '<CHANNEL HREF="https://bao.vn/"><TITLE>Báo</TITLE><ITEM HREF="https://bao.vn/1"><TITLE>Giá thép</TITLE><ABSTRACT>Tăng</ABSTRACT></ITEM></CHANNEL>',
    );
    expect(title).toBe('Báo');
    expect(items).toMatchObject([{ title: 'Giá thép', link: 'https://bao.vn/1', summary: 'Tăng' }]);
  });

  it('reads what a video site keeps in a group', async () => {
    const { items } = await read(
      '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><title>Kênh</title><entry><title>Giá thép</title><media:group><media:title>Khác</media:title><media:description>Bản tin sáng</media:description></media:group></entry></feed>',
    );
    expect(items).toMatchObject([{ title: 'Giá thép', summary: 'Bản tin sáng' }]);
  });

  it('does not take the feed inside an entry for its own', async () => {
    const { items } = await read(
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>Báo</title><entry><title>Một</title><x:inline><feed><entry><title>Bình luận</title></entry></feed></x:inline></entry><entry><title>Hai</title></entry></feed>',
    );
    expect(items.map(({ title }) => title)).toEqual(['Một', 'Hai']);
  });

  it.each(['0.90', '0.91', '0.92', '0.93', '0.94', '1.0', '2.0', '2.0.11', ''])(
    'reads RSS version "%s"',
    async (version) => {
      const { items } = await read(
        `<rss version="${version}"><channel><title>Báo</title><item><title>a</title></item></channel></rss>`,
      );
      expect(items).toHaveLength(1);
    },
  );
});

describe('items', () => {
  const item = (inside: string): string => rss(`<item>${inside}</item>`);
  const first = async (inside: string, options?: Partial<ReadFeedOptions>) =>
    (await read(item(inside), options)).items[0];

  it('keep their identity when repeated, edited and moved', async () => {
    const before = await first(
      '<title>Giá thép</title><guid isPermaLink="false">tin-1</guid><link>https://bao.vn/thep</link>',
    );
    const edited = await first(
      '<title>Giá thép tăng (cập nhật)</title><guid isPermaLink="false">tin-1</guid><link>https://bao.vn/thep-moi</link>',
    );
    expect(edited?.id).toBe(before?.id);
    const byLink = await first('<title>Giá thép</title><link>https://www.bao.vn/thep/?utm_source=rss</link>');
    const twin = await first('<title>Khác</title><link>http://m.bao.vn/thep</link>');
    expect(twin?.id).toBe(byLink?.id);
    expect((await first('<title>Giá thép</title>'))?.id).toBe((await first('<title>Giá thép</title>'))?.id);
    expect((await first('<title>Giá thép</title>'))?.id).not.toBe(
      (await first('<title>Giá thép</title>', { sourceId: 'khac' }))?.id,
    );
  });

  it('are told apart by their links when a generator gives all the same guid', async () => {
    const { items } = await read(
      rss(
        '<item><guid>x</guid><title>a</title><link>https://bao.vn/a</link></item><item><guid>x</guid><title>b</title><link>https://bao.vn/b</link></item>',
      ),
    );
    expect(new Set(items.map(({ id }) => id)).size).toBe(2);
  });

  it('that repeat an earlier one are dropped and counted', async () => {
    const one = '<item><title>a</title><link>https://bao.vn/a</link></item>';
    const { items, warnings } = await read(rss(one + one + one));
    expect(items).toHaveLength(1);
    expect(warnings).toContain('2 tin lặp lại trong cùng nguồn');
  });

  it('are kept up to 300, the newest of them', async () => {
    const many = Array.from(
      { length: 400 },
      (_each, n) =>
        `<item><title>${n}</title><pubDate>${new Date(Date.UTC(2026, 0, 1) + n * 60_000).toUTCString()}</pubDate></item>`,
    );
    const { items } = await read(rss(many.join('')));
    expect(items).toHaveLength(300);
    expect([items[0]?.title, items.at(-1)?.title]).toEqual(['100', '399']);
  });

  it('from the future are brought back to their arrival, which is said', async () => {
    const { items, warnings } = await read(
      item('<title>a</title><pubDate>Tue, 24 Nov 2026 07:00:00 +0700</pubDate>'),
    );
    expect(items[0]?.publishedAt).toBe(now);
    expect(warnings.join()).toContain('tương lai');
  });

  it('with a date before 2000 or none that can be read have none', async () => {
    expect(
      await first('<title>a</title><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>'),
    ).not.toHaveProperty('publishedAt');
    const { warnings } = await read(item('<title>a</title><pubDate>hôm qua</pubDate>'));
    expect(warnings.join()).toContain('hôm qua');
  });

  it('follow the order of dates that the rest of the feed shows', async () => {
    const { items } = await read(
      rss(
        '<item><title>a</title><pubDate>4/5/2026 08:00</pubDate></item><item><title>b</title><pubDate>4/25/2026 08:00</pubDate></item>',
      ),
    );
    expect(items[0]?.publishedAt).toBe(Date.parse('2026-04-05T08:00+07:00'));
  });

  it('have titles that are text', async () => {
    expect(
      (
        await first(
          '<title>&lt;b&gt;Giá&lt;/b&gt; &amp;quot;thép&amp;quot; R&amp;amp;D &amp;lt;thép&amp;gt;</title>',
        )
      )?.title,
    ).toBe('Giá "thép" R&D <thép>');
    expect((await first('<title><![CDATA[&lt;script&gt;alert(1)&lt;/script&gt;Thép]]></title>'))?.title).toBe(
      'Thép',
    );
    expect((await first(`<title>${'dài '.repeat(200)}</title>`))?.title.length).toBeLessThanOrEqual(300);
  });

  it('have no link that is not safe', async () => {
    for (const link of [
      'javascript:alert(1)',
      'tg://resolve?domain=x',
      'http://localhost/',
      'http://u:p@bao.vn/',
      'ftp://bao.vn/',
    ]) {
      expect(await first(`<title>a</title><link>${link}</link>`)).not.toHaveProperty('link');
    }
  });

  it('hash a guid beyond a kilobyte', async () => {
    expect((await first(`<title>a</title><guid>${'g'.repeat(100_000)}</guid>`))?.guid).toMatch(/^sha256:/);
  });

  it('take the content where the teaser lost its punctuation', async () => {
    const stripped =
      'Tổng kim ngạch xuất khẩu chín tháng đạt 352 000 tỷ đồng tăng 17 4 so với cùng kỳ năm trước theo báo cáo';
    expect(
      (
        await first(
          `<title>a</title><description>${stripped}</description><content:encoded>&lt;p&gt;Tổng kim ngạch đạt 352.000 tỷ đồng, tăng 17,4%.&lt;/p&gt;</content:encoded>`,
        )
      )?.summary,
    ).toBe('Tổng kim ngạch đạt 352.000 tỷ đồng, tăng 17,4%.');
  });
});

it('tells how long the publisher wants us to wait', async () => {
  expect((await read(rss('<ttl>60</ttl>'))).ttlMinutes).toBe(60);
  expect(
    (await read(rss('<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>')))
      .ttlMinutes,
  ).toBe(360);
});

it('calls a feed without entries by its name', async () => {
  const { items, warnings } = await read(rss(''));
  expect(items).toEqual([]);
  expect(warnings).toContain('đọc được nguồn nhưng không có tin nào');
});

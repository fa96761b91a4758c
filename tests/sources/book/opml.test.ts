import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Source } from '../../../src/news/source.ts';
import { catalogue } from '../../../src/sources/book/catalogue.ts';
import { opmlLimits, readOpml, writeOpml } from '../../../src/sources/book/opml.ts';

const now = Date.parse('2026-11-25T00:00:00Z');

describe('reading OPML', () => {
  it('turns folders, nested ones too, into topics', () => {
    const reading = readOpml(`<?xml version="1.0"?><opml version="1.1"><body>
      <outline text="Kinh tế"><outline text="Xuất khẩu">
        <outline type="rss" text="R&amp;D &lt;thép&gt;" xmlUrl="https://bao.vidu.vn/thep.rss" htmlUrl="https://bao.vidu.vn"/>
      </outline></outline>
      <outline text="Không thư mục" xmlUrl="bao.vidu.vn/khac.rss" language="en-us"/></body></opml>`);
    expect(reading?.feeds).toEqual([
      {
        url: 'https://bao.vidu.vn/thep.rss',
        name: 'R&D <thép>',
        homepage: 'https://bao.vidu.vn/',
        topics: ['Kinh tế', 'Xuất khẩu'],
      },
      { url: 'https://bao.vidu.vn/khac.rss', name: 'Không thư mục', topics: [], lang: 'en' },
    ]);
  });

  it('counts a feed listed twice once, with the topics of both places', () => {
    const reading = readOpml(`<opml><body>
      <outline text="A"><outline xmlUrl="http://www.vidu.vn/rss/"/></outline>
      <outline text="B"><outline xmlUrl="https://vidu.vn/rss"/></outline></body></opml>`);
    expect(reading?.feeds).toEqual([{ url: 'http://www.vidu.vn/rss/', topics: ['A', 'B'] }]);
  });

  it.each([
    [
      'attributes in any case',
      '<opml><body><OUTLINE XMLURL="https://vidu.vn/a.rss" TITLE="A"/></body></opml>',
    ],
    [
      'a bare ampersand',
      '<opml><body><outline title="A" text="x & y" xmlUrl="https://vidu.vn/a.rss"></body>',
    ],
    ['a cut file', '<opml><body><outline text="A" xmlUrl="https://vidu.vn/a.rss"/><outline te'],
    ['no opml element', '<outline text="A" xmlUrl="https://vidu.vn/a.rss"/>'],
  ])('forgives %s', (_name, text) => {
    expect(readOpml(text)?.feeds.map((feed) => feed.url)).toEqual(['https://vidu.vn/a.rss']);
  });

  it('says what it left out', () => {
    const many = Array.from(
      { length: opmlLimits.feeds + 3 },
      (_, i) => `<outline xmlUrl="https://vidu.vn/${i}.rss"/>`,
    );
    const reading = readOpml(`<opml><outline xmlUrl="javascript:alert(1)"/>${many.join('')}</opml>`);
    expect(reading?.feeds).toHaveLength(opmlLimits.feeds);
    expect(reading?.warnings.join(' ')).toMatch(/1 mục .*3 nguồn/);
  });

  it('is undefined for a file without outlines', () => {
    expect(readOpml('<rss><channel/></rss>')).toBeUndefined();
    expect(readOpml('hello')).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(() => readOpml(`<outline ${text}`)).not.toThrow();
      }),
    );
  });
});

describe('writing OPML', () => {
  it('is read again with the same addresses, names and topics', () => {
    const written = writeOpml(catalogue(), now);
    expect(written).toContain('<dateCreated>Wed, 25 Nov 2026 00:00:00 GMT</dateCreated>');
    const read = new Map(readOpml(written)?.feeds.map((feed) => [feed.url, feed]));
    for (const source of catalogue()) {
      const feed = read.get(source.url);
      expect(feed?.name).toBe(source.name);
      expect(feed?.topics).toEqual(source.topics);
      expect(feed?.lang).toBe(source.lang);
    }
  });

  it('escapes whatever a name holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }), (name) => {
        const source: Source = {
          id: 'a',
          name,
          publisher: name,
          url: 'https://vidu.vn/a',
          topics: [],
          lang: 'vi',
          enabled: true,
        };
        const written = writeOpml([source], now);
        // oxlint-disable-next-line no-control-regex -- what XML 1.0 refuses is what is looked for
        expect(written).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/);
        expect(readOpml(written)?.feeds).toHaveLength(1);
      }),
    );
  });
});

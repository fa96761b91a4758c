import { describe, expect, it } from 'vitest';
import { parseSourcesFile } from '../../../src/sources/book/sources-file.ts';

describe('the file of the SOURCES setting', () => {
  it('needs no more than an address', () => {
    expect(parseSourcesFile('[{"url":"https://cafef.vn/thi-truong-thep.rss"}]')).toEqual({
      sources: [
        {
          id: 'cafef-thi-truong-thep',
          name: 'CafeF',
          publisher: 'CafeF',
          url: 'https://cafef.vn/thi-truong-thep.rss',
          homepage: 'https://cafef.vn',
          topics: [],
          lang: 'vi',
          enabled: true,
        },
      ],
      warnings: [],
    });
  });

  it('takes bare addresses and gives each its own id', () => {
    const file = parseSourcesFile('["https://vidu.vn/rss/tin.rss","https://vidu.vn/feed/tin.xml"]');
    expect('sources' in file && file.sources.map((source) => source.id)).toEqual(['vidu-tin', 'vidu-tin-2']);
  });

  it('keeps what a full declaration says', () => {
    const source = {
      id: 'abc',
      name: 'Báo A - Thép',
      publisher: 'Báo A',
      url: 'https://a.vidu.vn/x.rss',
      homepage: 'https://a.vidu.vn',
      topics: ['trade'],
      lang: 'en',
      enabled: false,
      hints: { dateOrder: 'month-first', teaserOnly: true },
    };
    expect(parseSourcesFile(JSON.stringify({ sources: [source] }))).toEqual({
      sources: [source],
      warnings: [],
    });
  });

  it('reads OPML as well', () => {
    const file = parseSourcesFile('<opml><outline text="Thép" xmlUrl="https://vidu.vn/thep.rss"/></opml>');
    expect('sources' in file && file.sources[0]).toMatchObject({ name: 'Thép', publisher: 'vidu.vn' });
  });

  it('drops a source listed twice and says so', () => {
    const file = parseSourcesFile('["https://vidu.vn/rss","http://www.vidu.vn/rss/"]');
    expect('warnings' in file && file.warnings).toHaveLength(1);
  });

  it.each([
    ['', /trống/],
    ['[{"url":"https://a.vn"},\n{"url":}]', /dòng 2/],
    ['[\n{"url":"https://a.vn/x"}\n{"url":"https://a.vn/y"}]', /dòng 3/],
    ['[\n"a",\n]', /dòng 3/],
    ['["chưa đóng]', /dòng 1/],
    ['{"a":1}', /danh sách JSON/],
    ['[]', /không có nguồn/],
    ['[{"url":"ftp://a.vn/x"}]', /thứ 1, trường "url"/],
    ['["https://a.vn/x", {"url":"https://a.vn/y","enabled":"yes"}]', /thứ 2, trường "enabled"/],
    ['[{"url":"https://a.vn/y","hints":{"dateOrder":"us"}}]', /"hints\.dateOrder"/],
    ['[{"url":"https://a.vn/y","hints":{"__proto_":1}}]', /không có gợi ý/],
    ['[{"url":"https://a.vn/y","id":"Thép"}]', /"id"/],
    ['[{"id":"a","url":"https://a.vn/y"},{"id":"a","url":"https://a.vn/z"}]', /dùng hai lần/],
    ['[{"url":"https://a.vn/y","topics":[1]}]', /"topics"/],
    ['<html></html>', /không phải OPML/],
    ['<opml><outline text="x"/></opml>', /xmlUrl/],
  ])('says in Vietnamese what is wrong with %j', (text, said) => {
    const file = parseSourcesFile(text);
    expect('errors' in file ? file.errors.join('\n') : '').toMatch(said);
  });
});

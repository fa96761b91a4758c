import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/sources/book/catalogue.ts';
import { listItems } from '../../../src/sources/list/list-items.ts';
import { listPageOf, listPages, readListPage, type ListPage } from '../../../src/sources/list/list-page.ts';
import { createPageReader } from '../../../src/sources/page/page-reader.ts';

const corpus = resolve(import.meta.dirname, '../../corpus/lists');
const now = Date.parse('2026-11-25T00:00:00Z');

interface Expected {
  readonly url: string;
  readonly entries: readonly {
    readonly title: string;
    readonly link: string;
    readonly publishedAt?: string;
    readonly summary: string;
  }[];
}

describe('declared list pages', () => {
  const reader = createPageReader();
  afterAll(() => reader.close());
  const withFixture = listPages().filter((page) => existsSync(resolve(corpus, page.id)));

  it('have a fixture each where a source of the catalogue uses them', () => {
    for (const source of catalogue()) {
      if (source.hints?.listPage === undefined) continue;
      expect(withFixture).toContain(listPageOf(source.hints));
    }
    expect(withFixture.length).toBeGreaterThanOrEqual(3);
  });

  it.each(withFixture.map((page) => [page.id] as const))('reads %s', async (listPage) => {
    const { url, entries } = JSON.parse(
      readFileSync(resolve(corpus, listPage, 'expected.json'), 'utf8'),
    ) as Expected;
    const bytes = readFileSync(resolve(corpus, listPage, 'page.html'));
    const read = await reader.list({ bytes, url, now, listPage });
    expect(read).toEqual(
      entries.map(({ publishedAt, ...entry }) => ({
        ...entry,
        ...(publishedAt !== undefined && { publishedAt: Date.parse(publishedAt) }),
      })),
    );
  });

  it('finds links by path and the dates beside them where names fail', () => {
    const page: ListPage = {
      id: 'x',
      title: 'X',
      readers: [
        { kind: 'selectors', entry: '.gone' },
        { kind: 'links', path: '^/tin/' },
      ],
    };
    const html = `<table><tr><td><a href="/tin/1">Thông báo về lịch tiếp nhận hồ sơ xuất khẩu</a> (24/11/2026)</td></tr>
      <tr><td><a href="/tin/2">Ngắn</a></td></tr><tr><td><a href="/khac/3">Một trang khác không thuộc mục tin tức nào</a></td></tr></table>`;
    expect(readListPage(html, page, { url: 'https://so.vidu.gov.vn/', now })).toEqual([
      {
        title: 'Thông báo về lịch tiếp nhận hồ sơ xuất khẩu',
        link: 'https://so.vidu.gov.vn/tin/1',
        publishedAt: Date.parse('2026-11-24T00:00:00+07:00'),
        summary: '',
      },
    ]);
  });

  it('gives items the identity that a feed with the same links would give', () => {
    const entry = { title: 'Tin', link: 'https://so.vidu.gov.vn/tin/1', summary: '' };
    const [first] = listItems([entry], 'a');
    const [second] = listItems(
      [{ ...entry, title: 'Tin đã sửa', link: 'https://so.vidu.gov.vn/tin/1/' }],
      'b',
    );
    expect(first?.id).toBe(second?.id);
  });
});

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArticle } from '../../../src/sources/page/article-page.ts';

interface Expected {
  readonly title: string;
  readonly byline?: string;
  readonly publishedAt?: string;
  readonly lines: readonly string[];
  readonly absent: readonly string[];
}

const corpus = resolve(import.meta.dirname, '../../corpus/pages');
const shared = resolve(import.meta.dirname, '../../../../shared/feeds/html');
const now = Date.parse('2026-11-25T00:00:00Z');

describe('the corpus of pages', () => {
  for (const name of readdirSync(corpus)) {
    it(`reads ${name} as expected, nothing more and nothing less`, () => {
      const expected = JSON.parse(readFileSync(resolve(corpus, name, 'expected.json'), 'utf8')) as Expected;
      const read = readArticle(readFileSync(resolve(corpus, name, 'page.html'), 'utf8'), { now });
      expect(read.text.split('\n')).toEqual(expected.lines);
      expect(read.title).toBe(expected.title);
      expect(read.byline).toBe(expected.byline);
      expect(read.publishedAt === undefined ? undefined : new Date(read.publishedAt).toISOString()).toBe(
        expected.publishedAt,
      );
      for (const other of expected.absent) expect(read.text).not.toContain(other);
    });
  }
});

describe.skipIf(!existsSync(shared))('pages of the shared folder (skipped where it is absent)', () => {
  const read = (name: string) => readArticle(readFileSync(resolve(shared, name), 'utf8'), { now });

  it('reads the paragraphs of a VnExpress page, its lead, date and author, and no caption', () => {
    const { V1: expected } = JSON.parse(
      readFileSync(resolve(shared, 'vnexpress-2025-10-22.expected.json'), 'utf8'),
    ) as {
      readonly V1: {
        readonly title: string;
        readonly authors: readonly string[];
        readonly publishing_date: string;
        readonly body: {
          readonly summary: readonly string[];
          readonly sections: readonly { readonly paragraphs: readonly string[] }[];
        };
      };
    };
    const page = read('vnexpress-2025-10-22.html');
    const paragraphs = [
      ...expected.body.summary,
      ...expected.body.sections.flatMap((section) => section.paragraphs),
    ];
    expect(page.text.split('\n')).toEqual(paragraphs.filter((paragraph) => !paragraph.includes('Ảnh:')));
    expect(page.title).toBe(expected.title);
    expect(page.byline).toBe(expected.authors[0]);
    expect(page.publishedAt).toBe(Date.parse(expected.publishing_date.replace(' ', 'T')));
  });

  it.each([
    ['cafef-2026-07-19.html', 10],
    ['tuoitre-2015-mobile.html', 11],
    ['vnexpress-2019-02-phi-cong.html', 19],
  ])('reads %s as %i paragraphs with title, author and date', (name, count) => {
    const page = read(name);
    expect(page.text.split('\n')).toHaveLength(count);
    expect(page.title.length).toBeGreaterThan(20);
    expect(page.byline).toBeDefined();
    expect(page.publishedAt).toBeDefined();
  });

  it('finds no article in a home page', () => {
    expect(read('tuoitre-2015-home-list.html').text).toBe('');
  });
});

describe('pages that mean harm or are none', () => {
  it.each([
    ['nothing', ''],
    ['a run of <', '<'.repeat(20_000)],
    ['comments that never close', '<!--'.repeat(20_000)],
    ['elements that never close', '<div class="related">'.repeat(20_000)],
    ['broken JSON-LD', `<script type="application/ld+json">${'['.repeat(20_000)}</script><p>x`],
    ['a title of blanks', `<title>${' '.repeat(20_000)}</title>`],
  ])('finds no article in %s', (_name, html) => {
    expect(readArticle(html, { now }).text).toBe('');
  });

  it('never lets markup through', () => {
    const paragraph =
      'Giá &lt;b&gt;thép&lt;/b&gt; tăng 5% trong tuần, theo khảo sát tại các đại lý ở phía Bắc và phía Nam.';
    const html = `<h1>Giá thép</h1><article><p>${paragraph}<script>alert(1)</script></p><p>${paragraph} Lần hai.</p></article>`;
    expect(readArticle(html, { now }).text).not.toContain('alert');
  });
});

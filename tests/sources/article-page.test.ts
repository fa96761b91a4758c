import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArticle } from '../../src/sources/article-page.ts';

interface Expected {
  readonly title: string;
  readonly byline?: string;
  readonly publishedAt?: string;
  readonly lines: readonly string[];
  readonly absent: readonly string[];
}

const corpus = resolve(import.meta.dirname, '../corpus/pages');
const shared = resolve(import.meta.dirname, '../../../shared/feeds/html');
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

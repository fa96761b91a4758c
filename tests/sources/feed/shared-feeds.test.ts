import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFeed } from '../../../src/sources/feed/read-feed.ts';

interface ManifestFile {
  readonly file: string;
  readonly kind: string;
  readonly feedUrl?: string;
  readonly expected?: {
    readonly title?: string;
    readonly items?: number | null;
    readonly firstItem?: {
      readonly title: string;
      readonly link: string | null;
      readonly isoDate: string | null;
    };
    readonly parsersAgreeing?: number;
  };
}

const folder = new URL('../../../../shared/feeds/', import.meta.url);
const manifestFile = new URL('manifest.json', folder);
const here = existsSync(manifestFile);
const files = here
  ? (
      JSON.parse(readFileSync(manifestFile, 'utf8')) as { readonly files: readonly ManifestFile[] }
    ).files.filter(({ expected }) => expected?.title !== undefined)
  : [];
const now = Date.parse('2026-11-25T00:00Z');
const blanks = (text: string): string => text.replace(/\s+/g, ' ').trim();

function read({ file, feedUrl }: ManifestFile) {
  return readFeed(readFileSync(new URL(file, folder)), {
    now,
    maxItems: 10_000,
    keepRepeats: true,
    ...(feedUrl !== undefined && { url: feedUrl }),
  });
}

describe.skipIf(!here)('captured feeds (skipped: ../shared/feeds is not there)', () => {
  it.each(files.filter(({ file }) => file.startsWith('vi/')).map((each) => [each.file, each] as const))(
    '%s is read to the letter',
    async (_file, each) => {
      const feed = await read(each);
      const first = each.expected?.firstItem;
      expect(blanks(feed.title)).toBe(blanks(each.expected?.title ?? ''));
      expect(feed.items).toHaveLength(each.expected?.items ?? 0);
      expect(feed.items[0]?.title).toBe(blanks(first?.title ?? ''));
      expect(feed.items[0]?.link).toBe(first?.link);
      expect(feed.items[0]?.publishedAt).toBe(Date.parse(first?.isoDate ?? ''));
      for (const item of feed.items)
        expect(`${item.title}${item.summary}`).not.toMatch(/<\/?[a-z]+[\s>]|&[a-z]+;|&#\d/i);
    },
  );

  // Where hardly any parser read the file, its number of entries is no more than a guess.
  const hostile = files.filter(({ file }) => file.startsWith('hostile/'));
  const sure = hostile.filter(({ expected }) => (expected?.parsersAgreeing ?? 0) >= 3);
  const unsure = hostile.filter((each) => !sure.includes(each));

  it.each(sure.map((each) => [each.file, each] as const))(
    '%s is read with all its entries',
    async (_file, each) => {
      const feed = await read(each);
      expect(feed.items).toHaveLength(each.expected?.items ?? 0);
    },
  );

  it.each(unsure.map((each) => [each.file, each] as const))('%s is read', async (_file, each) => {
    expect((await read(each)).items).toBeInstanceOf(Array);
  });
});

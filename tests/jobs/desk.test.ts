import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNewsDesk } from '../../src/jobs/desk.ts';
import { createKeywordShelf } from '../../src/jobs/keyword-shelf.ts';
import { titleWords } from '../../src/jobs/suggest.ts';
import { createVocabulary } from '../../src/jobs/vocabulary.ts';
import type { NewsDesk } from '../../src/ports/desk.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { tellStory } from '../../src/stories/tell.ts';
import { understand } from '../../src/stories/understand.ts';
import { foldForSearch } from '../../src/text/fold.ts';
import { tokens } from '../../src/text/tokens.ts';
import { testRedis, type TestRedis } from '../harness/redis.ts';
import { aChat, anArticle } from '../store/samples.ts';

const NOW = Date.parse('2026-11-24T07:00+07:00');
const DAY = 86_400_000;

let server: TestRedis;
let store: Store;
let desk: NewsDesk;

beforeEach(() => {
  server = testRedis();
  store = openStore(server.redis, { words: tokens, fold: foldForSearch }, 'test', server.prefix);
  desk = createNewsDesk({
    ...store,
    keywords: createKeywordShelf(store.articles),
    vocabulary: createVocabulary(),
    probe: async () => ({ kind: 'problem', problem: 'unreachable' }),
  });
});
afterEach(() => server.cleanup());

async function published(id: string, title: string, text: string, ago = 3_600_000): Promise<void> {
  const at = NOW - ago;
  const article = anArticle(id, { title, text, publishedAt: at, arrivedAt: at });
  const understood = { ...article, ...understand(article) };
  await store.articles.save(article);
  await store.articles.understood(id, understood);
  await store.search.add(understood);
  await store.stories.put([tellStory(id, [understood])], []);
}

const steel = [
  'Giá thép xây dựng tăng 200 đồng/kg',
  'Giá thép xây dựng tăng 200 đồng/kg trong phiên sáng nay.',
] as const;
const rice = [
  'Xuất khẩu gạo tháng 10 đạt 620.000 tấn',
  'Xuất khẩu gạo tháng 10/2026 đạt 620.000 tấn.',
] as const;
const gate = [
  'Cửa khẩu Hữu Nghị thông quan 1.250 xe',
  'Cửa khẩu quốc tế Hữu Nghị ở Lạng Sơn thông quan 1.250 xe hàng.',
] as const;

describe('a search that finds nothing', () => {
  beforeEach(async () => {
    await published('s', ...steel);
    await published('r', ...rice);
    await published('g', ...gate);
  });

  it.each([
    ['giá thepp', 'giá thép'],
    ['khau goa', 'khau gạo'],
    ['gạo sầu riêng ri6', 'gạo'],
  ])('offers for "%s" the words "%s"', async (typed, offered) => {
    const { total, suggestion } = await desk.search(typed, NOW, 0, 5);
    expect(total).toBe(0);
    expect(suggestion).toBe(offered);
    expect((await desk.search(offered, NOW, 0, 5)).total).toBeGreaterThan(0);
  });

  it('offers the name of a place that was typed loosely', async () => {
    await published('l', 'Hàng hóa qua Lạng Sơn tăng', 'Hàng hóa xuất nhập khẩu qua Lạng Sơn tăng.');
    expect((await desk.search('langson', NOW, 0, 5)).suggestion).toBe('Lạng Sơn');
  });

  it('offers nothing when nothing is like it', async () => {
    expect((await desk.search('zzzzqqq', NOW, 0, 5)).suggestion).toBeUndefined();
    expect((await desk.search('-', NOW, 0, 5)).suggestion).toBeUndefined();
  });
});

it('guesses with the words that titles have, in the way they are written most', () => {
  const words = titleWords(['Giá thép tăng', 'Giá thép giảm', 'Gia đình']);
  expect(words.guesses('thpe')).toEqual(['thép']);
  expect(words.guesses('thép')).toEqual([]);
  expect(words.guesses('')).toEqual([]);
});

describe('the desk', () => {
  const chat = aChat('telegram:1', {
    places: ['lang-son'],
    topics: ['nganh-hang'],
    follows: [{ query: 'gạo', when: 'digest' }],
  });

  beforeEach(async () => {
    await published('s', ...steel);
    await published('r', ...rice);
    await published('g', ...gate);
    await published(
      'old',
      'Xuất khẩu cà phê cán mốc 8 tỷ USD',
      'Xuất khẩu cà phê cán mốc 8 tỷ USD sau mười tháng.',
      5 * DAY,
    );
  });

  it('leads with the keyword and says why each story is there', async () => {
    const digest = await desk.digestNow(chat, NOW);
    expect(digest.sections[0]?.entries[0]).toMatchObject({ story: { id: 'r' }, keyword: 'gạo' });
    const reasons = await desk.reasons(chat, ['r', 'g', 's', 'gone']);
    expect(reasons.map(({ id, keywords, places, topics }) => [id, keywords, places, topics])).toEqual([
      ['r', ['gạo'], [], []],
      ['g', [], ['lang-son'], []],
      ['s', [], [], ['nganh-hang']],
    ]);
  });

  it('goes on after what was shown', async () => {
    const first = await desk.digestNow(chat, NOW);
    const shown = first.sections.flatMap(({ entries }) => entries.map(({ story }) => story.id));
    expect((await desk.digestNow(chat, NOW, new Set(shown))).sections).toEqual([]);
  });

  it('looks back over the week, older news of worth included', async () => {
    const week = await desk.recap(aChat('telegram:2'), 7, NOW);
    expect(week).toMatchObject({ recap: true, since: '2026-11-18' });
    expect(week.sections.flatMap(({ entries }) => entries.map(({ story }) => story.id))).toContain('old');
    expect(
      (await desk.digestNow(aChat('telegram:2'), NOW)).sections.flatMap(({ entries }) =>
        entries.map(({ story }) => story.id),
      ),
    ).not.toContain('old');
  });

  it('finds a story under its present name when it has become part of another', async () => {
    const both = await store.articles.get(['s', 'r']);
    await store.stories.put([tellStory('s', both)], ['r']);
    expect((await desk.stories(['r'])).map(({ id }) => id)).toEqual(['s']);
  });
});

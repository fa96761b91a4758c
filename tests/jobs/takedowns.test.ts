import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTakedowns } from '../../src/jobs/takedowns.ts';
import type { Takedowns } from '../../src/ports/takedowns.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { tellStory } from '../../src/stories/tell.ts';
import { foldForSearch } from '../../src/text/fold.ts';
import { tokens } from '../../src/text/tokens.ts';
import { testRedis, type TestRedis } from '../harness/redis.ts';
import { anArticle } from '../store/samples.ts';

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
const now = Date.now();

let server: TestRedis;
let store: Store;
let takedowns: Takedowns;

beforeEach(async () => {
  server = testRedis();
  store = openStore(server.redis, { words: tokens, fold: foldForSearch }, 'thu', server.prefix);
  takedowns = createTakedowns({ ...store, log: silent });
  const understanding = { topics: [], places: [], figures: [] };
  const members = ['mot', 'hai'].map((id) => ({
    ...anArticle(id, { publisher: `Báo ${id}`, arrivedAt: now, publishedAt: now }),
    ...understanding,
    summary: [`Câu của báo ${id}.`],
  }));
  for (const article of members) {
    await store.articles.save(article);
    await store.articles.understood(article.id, article);
    await store.search.add(article);
  }
  await store.stories.put([tellStory('chuyen', members)], []);
});
afterEach(() => server.cleanup());

async function found(): Promise<readonly string[]> {
  const { ids } = await store.search.search({ text: 'thủy sản', now, offset: 0, limit: 10 });
  return ids.toSorted();
}

describe('an article taken down', () => {
  it('is gone with its quotes and its search entry, and its story is told without it', async () => {
    const url = 'http://www.bao-mau.example/mot?utm_source=x';
    expect(await takedowns.look(url)).toMatchObject({ kind: 'article', publisher: 'Báo mot' });
    expect(await found()).toEqual(['hai', 'mot']);
    await takedowns.remove(url);
    expect(await takedowns.look(url)).toEqual({ kind: 'unknown' });
    expect(await store.articles.get(['mot'])).toEqual([]);
    expect(await found()).toEqual(['hai']);
    const [story] = await store.stories.get(['chuyen']);
    expect(story?.reports.map(({ articleId }) => articleId)).toEqual(['hai']);
    expect(JSON.stringify(story)).not.toContain('báo mot');
    expect(await store.articles.count()).toBe(1);
  });

  it('never returns, whatever id, title or tracking mark it comes with', async () => {
    await takedowns.remove('https://bao-mau.example/mot');
    const again = {
      id: 'khac',
      sourceId: 'bao-mau',
      title: 'Một tiêu đề khác hẳn cho bài này',
      link: 'https://bao-mau.example/mot',
      summary: '',
    };
    expect(await store.articles.unseen([again])).toEqual([]);
    expect(await store.articles.save(anArticle('khac', { title: again.title, link: again.link }))).toBe(
      'known',
    );
  });

  it('ends its story when it was alone', async () => {
    await takedowns.remove('https://bao-mau.example/mot');
    await takedowns.remove('https://bao-mau.example/hai');
    expect(await store.stories.get(['chuyen'])).toEqual([]);
    expect(await store.stories.between(0, now * 2)).toEqual([]);
    expect(await found()).toEqual([]);
  });

  it('is remembered before it was ever read; doing it twice changes nothing', async () => {
    const url = 'https://bao-mau.example/chua-doc';
    await takedowns.remove(url);
    await takedowns.remove(url);
    expect(await store.articles.save(anArticle('moi', { link: url, title: 'Bài chưa từng được đọc' }))).toBe(
      'known',
    );
  });

  it('has a web address', async () => {
    expect(await takedowns.look('javascript:alert(1)')).toEqual({ kind: 'not-a-url' });
    await takedowns.remove('không phải địa chỉ');
  });
});

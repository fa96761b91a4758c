import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Understanding } from '../../src/news/article.ts';
import type { Item } from '../../src/news/item.ts';
import type { ArticleArchive, StoryArchive } from '../../src/ports/articles.ts';
import { articleArchive } from '../../src/store/articles.ts';
import { createKeys, type Keys } from '../../src/store/keys.ts';
import { sourceBook } from '../../src/store/sources.ts';
import { storyArchive } from '../../src/store/stories.ts';
import { testRedis, type TestRedis } from '../harness/redis.ts';
import { anArticle, aSource, aStory, moment } from './samples.ts';

const DAY = 86_400_000;
const understanding: Understanding = {
  topics: ['xuat-nhap-khau'],
  places: ['ca-mau'],
  figures: [],
  summary: ['Kim ngạch xuất khẩu thủy sản tháng mười đạt 980 triệu USD.'],
};

let server: TestRedis;
let keys: Keys;
let archive: ArticleArchive;
let stories: StoryArchive;

beforeEach(() => {
  server = testRedis();
  keys = createKeys(server.prefix);
  archive = articleArchive(server.redis, keys);
  stories = storyArchive(server.redis, keys);
});
afterEach(() => server.cleanup());

function anItem(id: string, over: Partial<Item> = {}): Item {
  return { id, sourceId: 'bao-mau', title: `Tin vắn công thương số ${id}`, summary: '', ...over };
}

describe('the archive of articles', () => {
  it('stores an article once, however often and under whichever identity it comes', async () => {
    const article = anArticle('a1');
    expect(await archive.save(article)).toBe('new');
    expect(await archive.save(article)).toBe('known');
    expect(await archive.save({ ...article, id: 'a2' })).toBe('known');
    expect(await archive.save({ ...article, id: 'a3', link: 'https://bao-mau.example/khac' })).toBe('known');
    expect(await archive.save({ ...article, id: 'a4', link: 'https://b.example/1', publisher: 'B' })).toBe(
      'new',
    );
    expect(await archive.count()).toBe(2);
    expect((await archive.pile(10)).map(({ id }) => id)).toEqual(['a1', 'a4']);
  });

  it('lets one of two that save the same article at once win, and keeps nothing of the other', async () => {
    const article = anArticle('x');
    const answers = await Promise.all(
      ['x', 'y', 'z'].map((id) => archive.save({ ...article, id, link: `https://b.example/${id}` })),
    );
    expect(answers.filter((each) => each === 'new')).toHaveLength(1);
    expect((await server.keys()).filter((key) => key.includes(':article:'))).toHaveLength(1);
  });

  it('knows items by id, by link, and by title within the publisher of their source', async () => {
    const sources = sourceBook(server.redis, keys);
    await sources.seed([aSource('bao-mau'), aSource('bao-mau-2'), aSource('khac', { publisher: 'Khác' })]);
    await archive.save(
      anArticle('a1', { title: 'Thép Hòa Phát tăng giá bán', link: 'https://bao-mau.example/thep' }),
    );
    const items = [
      anItem('a1'),
      anItem('new-id', { link: 'http://www.bao-mau.example/thep/' }),
      anItem('other-feed', { sourceId: 'bao-mau-2', title: 'THÉP HOÀ PHÁT tăng giá bán!'.normalize('NFD') }),
      anItem('other-paper', { sourceId: 'khac', title: 'Thép Hòa Phát tăng giá bán' }),
      anItem('other', { link: 'https://bao-mau.example/__proto__' }),
    ];
    expect((await archive.unseen(items)).map(({ id }) => id)).toEqual(['other-paper', 'other']);
    expect(await archive.unseen([])).toEqual([]);
  });

  it('takes a title for an identity for a week, for a day when it speaks of its day, never when it is a rubric', async () => {
    await archive.save(anArticle('m', { title: 'Chỉ số sản xuất công nghiệp tháng này' }));
    await archive.save(anArticle('d', { title: 'Giá vàng hôm nay trong nước' }));
    await archive.save(anArticle('r', { title: 'Bản tin' }));
    const ttls: number[] = [];
    for (const key of await server.keys())
      if (key.includes(':seen:title:')) ttls.push(await server.redis.ttl(key));
    expect(ttls.toSorted((a, b) => a - b).map((ttl) => Math.ceil(ttl / 3600))).toEqual([20, 7 * 24]);
    const rubric = anItem('r2', { title: 'Bản tin', link: 'https://bao-mau.example/r2' });
    expect(await archive.unseen([rubric])).toEqual([rubric]);
  });

  it('keeps an article on the pile until it is understood, whatever is cut in between', async () => {
    const article = anArticle('a1');
    await archive.save(article);
    expect(await archive.get(['a1'])).toEqual([]);
    expect(await archive.pile(5)).toEqual([article]);
    expect(await archive.pile(5)).toEqual([article]);
    await archive.understood('a1', understanding);
    await archive.understood('a1', understanding);
    expect(await archive.pile(5)).toEqual([]);
    expect(await archive.get(['gone', 'a1'])).toEqual([{ ...article, ...understanding }]);
  });

  it('lets everything of an article end with its retention, and no half of it come back', async () => {
    await archive.save(anArticle('a1'));
    await archive.understood('a1', understanding);
    await stories.put([aStory('s1', ['a1', 'gone'])], []);
    const ending = (await server.keys()).filter((key) => !/:(?:arrivals|pile|stories)$/.test(key));
    for (const key of ending) expect(await server.redis.ttl(key)).toBeGreaterThan(6 * 86_400);
    await server.redis.del(keys.article('a1'));
    await archive.understood('a1', understanding);
    expect(await server.redis.exists(keys.article('a1'), keys.article('gone'))).toBe(0);
    const late = moment('2027-03-01T07:00+07:00');
    await archive.save(anArticle('b1', { arrivedAt: late, title: 'Một bài hoàn toàn khác hẳn' }));
    expect(await archive.count()).toBe(1);
  });

  it('takes an article off the pile when only its name is left', async () => {
    await archive.save(anArticle('a1'));
    await server.redis.del(keys.article('a1'));
    expect(await archive.pile(5)).toEqual([]);
    expect(await server.redis.zcard(keys.pile)).toBe(0);
  });
});

describe('the archive of stories', () => {
  const at = moment('2026-11-23T07:00+07:00');

  it('gives stories by id, by time and by article, and drops those that became part of others', async () => {
    await archive.save(anArticle('a1'));
    await stories.put(
      [aStory('s1', ['a1'], { updatedAt: at - DAY }), aStory('s2', [], { updatedAt: at })],
      [],
    );
    expect((await stories.between(at - DAY, at)).map(({ id }) => id)).toEqual(['s1']);
    expect((await stories.between(at - DAY, at + 1)).map(({ id }) => id)).toEqual(['s2', 's1']);
    expect(await stories.ofArticle('a1')).toBe('s1');
    await stories.put([aStory('s2', ['a1'], { updatedAt: at + 5 })], ['s1', 's2']);
    expect(await stories.ofArticle('a1')).toBe('s2');
    expect(await stories.get(['s1', 's2'])).toEqual([aStory('s2', ['a1'], { updatedAt: at + 5 })]);
    expect((await stories.between(0, at + DAY)).map(({ id }) => id)).toEqual(['s2']);
    expect(await stories.ofArticle('nobody')).toBeUndefined();
  });
});

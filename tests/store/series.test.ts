import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Figure } from '../../src/news/article.ts';
import type { SeriesClaim } from '../../src/news/series.ts';
import type { SeriesBook } from '../../src/ports/series.ts';
import { createKeys } from '../../src/store/keys.ts';
import { seriesBook } from '../../src/store/series.ts';
import { testRedis } from '../harness/redis.ts';
import type { TestRedis } from '../harness/redis.ts';

let redis: TestRedis;
let book: SeriesBook;

beforeEach(() => {
  redis = testRedis();
  book = seriesBook(redis.redis, createKeys(redis.prefix));
});

afterEach(async () => {
  await redis.cleanup();
});

const figure: Figure = {
  indicator: 'cpi',
  value: null,
  unit: null,
  direction: 'up',
  change: 3.4,
  basis: 'yoy',
  period: '2024-01',
  estimated: false,
  sentence: 'CPI tháng 1 tăng 3,4%.',
};

function claim(
  period: string,
  value: number,
  publisher = 'Báo A',
  articleId = `${publisher}-${period}`,
): SeriesClaim {
  return {
    series: 'cpi....yoy.month',
    claim: {
      period,
      value,
      figure,
      publisher,
      articleId,
      publishedAt: Date.parse(`${period}-28T08:00+07:00`),
    },
  };
}

async function numbers(): Promise<readonly string[]> {
  const [series] = await book.get(['cpi....yoy.month']);
  return (series?.claims ?? []).map(({ period, publisher, value }) => `${period} ${publisher} ${value}`);
}

describe('the book of series', () => {
  it('keeps every publisher’s claim, by period, however often it is told', async () => {
    const all = [claim('2024-02', 4), claim('2024-01', 3.4), claim('2024-01', 3.37, 'Báo B')];
    await book.record(all);
    await book.record(all);
    expect(await numbers()).toEqual(['2024-01 Báo A 3.4', '2024-01 Báo B 3.37', '2024-02 Báo A 4']);
  });

  it('keeps the first article of a publisher who says the same again', async () => {
    await book.record([claim('2024-01', 3.4, 'Báo A', 'first')]);
    await book.record([claim('2024-01', 3.4, 'Báo A', 'second')]);
    const [series] = await book.get(['cpi....yoy.month']);
    expect(series?.claims.map(({ articleId }) => articleId)).toEqual(['first']);
  });

  it('lists the series that was added to last first', async () => {
    await book.record([claim('2024-02', 4)]);
    await book.record([{ ...claim('2024-01', 1), series: 'iip....yoy.month' }]);
    expect(await book.list()).toEqual(['cpi....yoy.month', 'iip....yoy.month']);
  });

  it('forgets what an article said, and a series that nothing is left of', async () => {
    await book.record([claim('2024-01', 3.4), claim('2024-02', 4)]);
    await book.remove([claim('2024-01', 3.4, 'Báo A', 'another article')]);
    expect(await numbers()).toHaveLength(2);
    await book.remove([claim('2024-01', 3.4)]);
    expect(await numbers()).toEqual(['2024-02 Báo A 4']);
    await book.remove([claim('2024-02', 4)]);
    expect(await book.list()).toEqual([]);
  });

  it('drops the oldest periods of a series that grows too long', async () => {
    const many = Array.from({ length: 1600 }, (_, at) => claim(`${1000 + at}-01`, at));
    await book.record(many);
    const [series] = await book.get(['cpi....yoy.month']);
    expect(series?.claims).toHaveLength(1500);
    expect(series?.claims[0]?.period).toBe('1100-01');
  });

  it.each([
    '',
    'cpi',
    'cpi....yoy.fortnight',
    'cpi..a b..yoy.month',
    'cpi....yoy.month.x',
    '../x....yoy.month',
  ])('knows no series called "%s" and writes none', async (id) => {
    expect(await book.get([id])).toEqual([]);
    await expect(book.record([{ ...claim('2024-01', 1), series: id }])).rejects.toThrow(RangeError);
  });
});

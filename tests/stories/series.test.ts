import { describe, expect, it } from 'vitest';
import type { Figure, UnderstoodArticle } from '../../src/news/article.ts';
import { parseSeriesId } from '../../src/news/series.ts';
import type { Series } from '../../src/news/series.ts';
import { claimsOf, grainOf } from '../../src/stories/series/claims.ts';
import { pickSeries } from '../../src/stories/series/pick.ts';
import { ordinal, pointsOf } from '../../src/stories/series/points.ts';
import { readSeriesWish } from '../../src/stories/series/wish.ts';

function figure(over: Partial<Figure> = {}): Figure {
  return {
    indicator: 'export',
    value: 34.01,
    unit: 'billion_usd',
    direction: 'up',
    change: 42,
    basis: 'yoy',
    period: '2024-01',
    estimated: false,
    sentence: 'Xuất khẩu tháng 1 đạt 34,01 tỷ USD, tăng 42% so với cùng kỳ.',
    ...over,
  };
}

function article(figures: readonly Figure[], over: Partial<UnderstoodArticle> = {}): UnderstoodArticle {
  return {
    id: 'a',
    sourceId: 's',
    publisher: 'Báo A',
    title: 'T',
    publishedAt: 1000,
    arrivedAt: 1000,
    text: '',
    topics: [],
    places: [],
    summary: [],
    figures,
    ...over,
  };
}

describe('what figures add to series', () => {
  it('is a level in its base unit and a movement, each to a series of its own', () => {
    const claims = claimsOf(article([figure()])).map(({ series, claim }) => [series, claim.value]);
    expect(claims).toEqual([
      ['export....yoy.month', 42],
      ['export....level-usd.month', 34_010_000_000],
    ]);
  });

  it('is below zero for a fall', () => {
    const [fall] = claimsOf(article([figure({ value: null, unit: null, direction: 'down', change: 6.8 })]));
    expect(fall?.claim.value).toBe(-6.8);
  });

  it.each([
    ['without a period', { period: null }],
    ['that is a forecast', { kind: 'forecast' as const }],
    ['that is a share', { kind: 'share' as const }],
    ['of one company', { subject: 'Công ty A' }],
    ['of a stretch of no regular length', { period: '2024-01-03..2024-01-17' }],
    ['that counts places', { of: 63 }],
  ])('is nothing from a figure %s', (_, over) => {
    expect(claimsOf(article([figure(over)]))).toEqual([]);
  });

  it.each([
    ['2024-01', 'month'],
    ['2024-M01..M10', 'ytd'],
    ['2024-M03..M10', undefined],
    ['2024-Q3', 'quarter'],
    ['2024', 'year'],
    ['2024-02-20', 'day'],
    ['2024-02-01..2024-02-15', 'half-month'],
    ['2024-02-16..2024-02-29', 'half-month'],
  ])('is told apart by the length of its period: %s', (period, grain) => {
    expect(grainOf(period)).toBe(grain);
  });
});

describe('the points of a series', () => {
  function series(
    claims: readonly (readonly [period: string, change: number, publisher: string, at?: number])[],
  ): Series {
    const name = parseSeriesId('export....yoy.month');
    if (name === undefined) throw new Error('no name');
    return {
      id: 'export....yoy.month',
      name,
      claims: claims.map(([period, change, publisher, publishedAt = 1]) => ({
        period,
        value: change,
        figure: figure({ value: null, unit: null, change, period }),
        publisher,
        articleId: publisher,
        publishedAt,
      })),
    };
  }

  it('take what most papers print and keep what contradicts it', () => {
    const [point] = pointsOf(
      series([
        ['2024-01', 42, 'A'],
        ['2024-01', 40, 'B'],
        ['2024-01', 42, 'C'],
      ]),
    );
    expect(point?.claim.value).toBe(42);
    expect(point?.publishers).toEqual(['A', 'C']);
    expect(point?.others.map(({ claim, publishers }) => [claim.value, publishers])).toEqual([[40, ['B']]]);
  });

  it('take a rounder number for the same one, and show the finer', () => {
    const [point] = pointsOf(
      series([
        ['2024-01', 42, 'A'],
        ['2024-01', 42.3, 'B'],
      ]),
    );
    expect(point?.claim.value).toBe(42.3);
    expect(point?.others).toEqual([]);
  });

  it('of two equally often printed take the later one', () => {
    const [point] = pointsOf(
      series([
        ['2024-01', 42, 'A', 1],
        ['2024-01', 38, 'B', 2],
      ]),
    );
    expect(point?.claim.value).toBe(38);
  });

  it('leave out what appeared too late', () => {
    expect(pointsOf(series([['2024-01', 42, 'A', 5]]), 4)).toEqual([]);
  });

  it.each([
    ['2023-12', '2024-01'],
    ['2023-Q4', '2024-Q1'],
    ['2023', '2024'],
    ['2024-02-29', '2024-03-01'],
    ['2024-M01..M09', '2024-M01..M10'],
    ['2024-01-16..2024-01-31', '2024-02-01..2024-02-15'],
  ])('stand side by side: %s and %s', (before, after) => {
    expect(ordinal(after) - ordinal(before)).toBe(1);
  });
});

describe('what people type', () => {
  it.each([
    ['iip', { indicator: 'iip' }],
    ['IIP Bắc Giang', { indicator: 'iip', place: 'bac-giang' }],
    ['gia xang ron95', { indicator: 'fuel-price', item: 'ron95-iii' }],
    ['xuat khau det may sang my', { indicator: 'export', item: 'det-may', market: 'us' }],
    ['chi so gia tieu dung', { indicator: 'cpi' }],
    ['exports', { indicator: 'export' }],
  ])('is understood: %s', (typed, wish) => {
    expect(readSeriesWish(typed)).toMatchObject(wish);
  });

  it('is met halfway when it is nearly something', () => {
    expect(readSeriesWish('ipp').near).toContain('iip');
    expect(readSeriesWish('bóng đá')).toMatchObject({ near: [] });
  });
});

describe('which series is shown', () => {
  const ids = [
    'iip..bac-giang..yoy.month',
    'iip.che-bien-che-tao...yoy.month',
    'iip....mom.month',
    'iip....yoy.ytd',
    'iip....yoy.month',
    'cpi....yoy.month',
  ];

  it('is the whole country by month on the year when nothing else was asked', () => {
    expect(pickSeries(ids, { indicator: 'iip' })[0]).toBe('iip....yoy.month');
  });

  it('is the place or the branch that was asked for, or none', () => {
    expect(pickSeries(ids, { indicator: 'iip', place: 'bac-giang' })).toEqual(['iip..bac-giang..yoy.month']);
    expect(pickSeries(ids, { indicator: 'iip', item: 'che-bien-che-tao' })[0]).toBe(
      'iip.che-bien-che-tao...yoy.month',
    );
    expect(pickSeries(ids, { indicator: 'iip', place: 'ca-mau' })).toEqual([]);
  });
});

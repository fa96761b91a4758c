import { describe, expect, it } from 'vitest';
import type { Figure } from '../../src/news/article.ts';
import { agree, conflicts, sameClaim } from '../../src/stories/figures/conflict.ts';
import { findFigures } from '../../src/stories/figures/find.ts';
import { periodLabel } from '../../src/stories/figures/labels.ts';
import { figureSentence, headlineFigures, isPrintable } from '../../src/stories/figures/wording.ts';

const iip: Figure = {
  indicator: 'iip',
  value: null,
  unit: null,
  direction: 'up',
  change: 18.3,
  change_unit: 'percent',
  basis: 'yoy',
  period: '2024-01',
  estimated: true,
  sentence: 'IIP tháng 1/2024 ước tăng 18,3% so với cùng kỳ.',
};

describe('figures in words', () => {
  it.each<[Partial<Figure>, string, string]>([
    [{}, '▲ IIP tháng 1/2024: +18,3% so với cùng kỳ (ước)', '▲ IIP Jan 2024: +18.3% on the year (estimate)'],
    [
      { item: 'che-bien-che-tao', change: 19.3 },
      '▲ IIP chế biến, chế tạo tháng 1/2024: +19,3% so với cùng kỳ (ước)',
      '▲ IIP manufacturing Jan 2024: +19.3% on the year (estimate)',
    ],
    [
      { direction: 'down', change: 1.5, place: 'lang-son', estimated: false, period: '2025-M01..M10' },
      '▼ IIP tại Lạng Sơn 10 tháng 2025: −1,5% so với cùng kỳ',
      '▼ IIP in Lang Son Jan–Oct 2025: −1.5% on the year',
    ],
    [
      {
        indicator: 'iip-localities',
        value: 60,
        unit: 'locality',
        of: 63,
        change: null,
        basis: null,
        estimated: false,
        kind: 'count',
      },
      '▲ IIP tháng 1/2024 tăng ở 60/63 địa phương',
      '▲ IIP Jan 2024 rose in 60/63 localities',
    ],
    [
      {
        indicator: 'export',
        value: 1034.5,
        unit: 'billion_usd',
        change: 3.5,
        market: 'us',
        item: 'tom',
        estimated: false,
        period: '2025-Q3',
      },
      '▲ Xuất khẩu tôm sang Hoa Kỳ quý III/2025: 1.034,5 tỷ USD, +3,5% so với cùng kỳ',
      '▲ Exports shrimp to the US Q3 2025: 1,034.5 billion USD, +3.5% on the year',
    ],
    [
      {
        indicator: 'fuel-price',
        value: 20490,
        unit: 'vnd_per_litre',
        change: 520,
        change_unit: 'vnd_per_litre',
        basis: 'prev',
        item: 'ron95-iii',
        estimated: false,
        period: '2025-11-06',
      },
      '▲ Giá xăng RON95-III ngày 06/11/2025: 20.490 đồng/lít, +520 đồng/lít so với kỳ trước',
      '▲ Price of RON95-III 6 Nov 2025: 20,490 dong/litre, +520 dong/litre on the previous rate',
    ],
    [
      {
        indicator: 'pmi',
        value: 54.5,
        unit: 'index_point',
        change: null,
        basis: 'from_to',
        from_value: 50.4,
        estimated: false,
        period: '2025-10',
      },
      '▲ PMI sản xuất tháng 10/2025: 54,5 điểm (từ 50,4)',
      '▲ Manufacturing PMI Oct 2025: 54.5 points (from 50.4)',
    ],
  ])('words %j', (over, vi, en) => {
    const figure = { ...iip, ...over } as Figure;
    expect(figureSentence(figure, 'vi')).toBe(vi);
    expect(figureSentence(figure, 'en')).toBe(en);
  });

  it('prints no movement without its basis, nothing without its period, no forecast', () => {
    expect(isPrintable({ ...iip, basis: null })).toBe(false);
    expect(isPrintable({ ...iip, period: null })).toBe(false);
    expect(isPrintable({ ...iip, kind: 'forecast' })).toBe(false);
    expect(isPrintable({ ...iip, item: 'may-tre-dan' })).toBe(false);
    expect(isPrintable(iip)).toBe(true);
  });

  it('puts the whole before its parts and says each claim once', () => {
    const part: Figure = { ...iip, item: 'che-bien-che-tao', change: 19.3 };
    expect(headlineFigures([part, iip, { ...iip }])).toEqual([iip, part]);
  });

  it('prints only numbers the source sentence has', () => {
    const text = 'Kim ngạch xuất khẩu tháng 3/2024 ước đạt 34,01 tỷ USD, tăng 37,8% so với tháng trước.';
    for (const figure of findFigures({ text, refDate: '2024-03-29' })) {
      const printed = figureSentence(figure, 'vi').match(/\d+(?:[.,]\d+)*/gu) ?? [];
      for (const number of printed) expect(text).toContain(number);
    }
  });

  it('labels spans of days', () => {
    expect(periodLabel('2025-10-01..2025-10-15', 'vi')).toBe('01/10/2025–15/10/2025');
  });
});

describe('papers that disagree', () => {
  it('knows the same claim whatever its number', () => {
    expect(sameClaim(iip, { ...iip, change: 12 })).toBe(true);
    expect(sameClaim(iip, { ...iip, period: '2024-02' })).toBe(false);
    expect(sameClaim(iip, { ...iip, basis: 'mom' })).toBe(false);
  });

  it('shows both readings with their reports, and takes rounding for none', () => {
    const found = conflicts([
      { report: 'a', figures: [iip] },
      { report: 'b', figures: [{ ...iip, change: 13.8 }] },
      { report: 'c', figures: [iip] },
    ]);
    expect(found).toHaveLength(1);
    expect(found[0]!.readings.map(({ figure, reports }) => [figure.change, reports])).toEqual([
      [18.3, ['a', 'c']],
      [13.8, ['b']],
    ]);
    expect(
      conflicts([
        { report: 'a', figures: [iip] },
        { report: 'b', figures: [{ ...iip, change: 18 }] },
      ]),
    ).toEqual([]);
  });

  it('compares across units', () => {
    const a: Figure = {
      ...iip,
      indicator: 'export',
      value: 1.45,
      unit: 'billion_usd',
      change: null,
      basis: null,
    };
    expect(agree(a, { ...a, value: 1450, unit: 'million_usd' })).toBe(true);
    expect(agree(a, { ...a, value: 1540, unit: 'million_usd' })).toBe(false);
  });

  it('takes opposite directions for a disagreement', () => {
    expect(agree(iip, { ...iip, direction: 'down' })).toBe(false);
  });
});

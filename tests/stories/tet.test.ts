import { describe, expect, it } from 'vitest';
import type { Figure } from '../../src/news/article.ts';
import { tetNote } from '../../src/stories/figures/tet.ts';

function iip(period: string, over: Partial<Figure> = {}): Figure {
  return {
    indicator: 'iip',
    value: null,
    unit: null,
    direction: 'up',
    change: 18.3,
    change_unit: 'percent',
    basis: 'yoy',
    period,
    estimated: true,
    sentence: 'IIP tăng 18,3%.',
    ...over,
  };
}

describe('the note on Tết', () => {
  it('stands beside January and February when Tết moved from one into the other', () => {
    expect(tetNote(iip('2024-01'), 'vi')).toBe('Lịch: Tết 2023 trong tháng 1, Tết 2024 trong tháng 2.');
    expect(tetNote(iip('2026-02'), 'en')).toBe('Calendar: Tết 2025 fell in January, Tết 2026 in February.');
  });

  it.each([
    ['Tết that stayed in its month', iip('2027-01')],
    ['another month', iip('2024-03')],
    ['both months together', iip('2024-M01..M02')],
    ['a change on the month before', iip('2024-01', { basis: 'mom' })],
    ['a series that keeps no holiday', iip('2024-01', { indicator: 'cpi' })],
    ['a year nobody has counted', iip('2051-01')],
  ])('is not there for %s', (_, figure) => {
    expect(tetNote(figure, 'vi')).toBeUndefined();
  });
});

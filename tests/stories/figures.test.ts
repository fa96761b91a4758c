import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findFigures } from '../../src/stories/figures/find.ts';
import type { FigureCase } from './figure-score.ts';
import type { Score } from './figure-score.ts';
import { scoreFigures } from './figure-score.ts';

function find(one: FigureCase) {
  return findFigures({ text: one.text, refDate: one.ref_date });
}

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

/** What went wrong, for whoever must mend it. */
function report({ misses }: Score): void {
  if (misses.length > 0) console.log(misses.join('\n'));
}

const own = read('../corpus/figures.jsonl')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as FigureCase);

describe('figures of sentences', () => {
  it('reads our own sentences', () => {
    const score = scoreFigures(own, find);
    report(score);
    expect(score.valueF1).toBeGreaterThanOrEqual(0.99);
    expect(score.tupleF1).toBeGreaterThanOrEqual(0.98);
  });

  const reference = new URL('../../../shared/reference/figure-cases.json', import.meta.url);
  const given = existsSync(reference);
  const cases = given ? (JSON.parse(readFileSync(reference, 'utf8')) as { cases: FigureCase[] }).cases : [];

  it.skipIf(!given)('reads the reference cases (skipped where ../shared is absent)', () => {
    const score = scoreFigures(cases, find);
    report(score);
    expect(score.valueF1).toBeGreaterThanOrEqual(0.95);
    expect(score.tupleF1).toBeGreaterThanOrEqual(0.9);
  });

  it.skipIf(!given)(
    'makes no figure of what the reference says to ignore (skipped without ../shared)',
    () => {
      const quiet = cases.filter(({ figures }) => figures.length === 0);
      expect(quiet.flatMap(find)).toEqual([]);
    },
  );

  it('keeps the sentence each figure came from, verbatim', () => {
    const text =
      'Bộ Công Thương họp báo sáng nay. IIP tháng 1/2024 ước tăng 18,3% so với cùng kỳ, trong đó công nghiệp chế biến, chế tạo tăng 19,3%. Có 60/63 địa phương sản xuất công nghiệp phục hồi.';
    const figures = findFigures({ text, publishedAt: Date.UTC(2024, 1, 20, 1) });
    expect(figures).toHaveLength(3);
    for (const { sentence } of figures) expect(text).toContain(sentence);
    expect(figures[0]).toMatchObject({ indicator: 'iip', change: 18.3, period: '2024-01', estimated: true });
    expect(figures[2]).toMatchObject({ indicator: 'iip-localities', value: 60, of: 63 });
  });

  it('takes the period from the headline when the sentence has none', () => {
    const figures = findFigures({
      title: 'CPI tháng 10 tăng 0,2%',
      text: 'CPI tăng 0,2% so với tháng trước. Xuất khẩu tăng 5% so với cùng kỳ.',
      refDate: '2025-11-06',
    });
    expect(figures.map(({ indicator, period }) => [indicator, period])).toEqual([
      ['cpi', '2025-10'],
      ['export', null],
    ]);
  });

  it('settles months without a year by the day of the article, also across the new year', () => {
    const [figure] = findFigures({
      text: 'CPI tháng 12 tăng 0,2% so với tháng trước.',
      refDate: '2026-01-05',
    });
    expect(figure).toMatchObject({ period: '2025-12', basis: 'mom' });
  });

  it.each([
    'Nghị định 15/2022/NĐ-CP quy định chính sách miễn, giảm thuế.',
    'Tai nạn xảy ra sáng 28.2 trên QL1A, đoạn Km15.',
    'Liên hệ 0913 456 789 trước 17h30 ngày 6/11.',
    'Xe container va chạm 4 ô tô, một người 45 tuổi bị thương.',
    'Gạo 5% tấm được ưa chuộng.',
    'PMI trên ngưỡng 50 điểm cho thấy sản xuất mở rộng.',
    'Có 4 đồng chí thuộc tổ kiểm tra tín dụng.',
    'Giá vàng trong nước cao hơn giá vàng thế giới 5,2 triệu đồng/lượng.',
  ])('finds no figure in: %s', (text) => {
    expect(findFigures({ text, refDate: '2025-11-06' })).toEqual([]);
  });

  it('names the company the figures are of, when it is one', () => {
    const subjects = (text: string) =>
      findFigures({ text, refDate: '2025-10-30' }).map(({ subject }) => subject);
    expect(subjects('Quý III/2025, Hòa Phát đạt doanh thu 36.794 tỷ đồng.')).toEqual(['Hòa Phát']);
    expect(subjects('Công ty TNHH Hana Micron Vina tăng vốn thêm 100 triệu USD.')).toEqual([
      'Hana Micron Vina',
    ]);
    expect(subjects('Xuất khẩu của Bắc Ninh đạt 24,8 tỷ USD.')).toEqual([undefined]);
  });

  it('takes linear time in the length of a sentence without an end', () => {
    const long = 'xuất khẩu tăng 5%, nhập khẩu giảm 3 triệu USD, '.repeat(2000);
    expect(findFigures({ text: long, refDate: '2025-11-06' }).length).toBeGreaterThan(0);
  });
});

import { describe, expect, it } from 'vitest';
import { drawCard } from '../../src/chart/card.ts';
import type { Chart, Mark } from '../../src/chart/chart.ts';
import { drawChart } from '../../src/chart/draw.ts';
import { rasterise } from '../../src/chart/rasterise.ts';

function chart(over: Partial<Chart> = {}): Chart {
  return {
    form: 'bars',
    title: 'IIP',
    subtitle: '% so với cùng kỳ, theo tháng',
    newest: 'Tháng 3/2024: +4,1%',
    marks: marks([18.3, -6.8, 4.1]),
    foot: 'Nguồn: Báo A, 29/03/2024',
    language: 'vi',
    ...over,
  };
}

function marks(values: readonly number[]): readonly Mark[] {
  return values.map((value, at) => ({ at, value, label: `${at + 1}/24`, text: String(value), others: [] }));
}

/** Every number in attributes of place and size. */
function spots(svg: string): readonly number[] {
  return Array.from(svg.matchAll(/ (?:x|y|x1|x2|y1|y2|cx|cy|width|height)="([^"]*)"/gu), ([, at]) =>
    Number(at),
  );
}

describe('a chart', () => {
  it.each([
    ['one bar', marks([5])],
    ['nothing but zeros', marks([0, 0, 0])],
    ['falls alone', marks([-1, -2])],
    ['a hundred points', marks(Array.from({ length: 100 }, (_, at) => at % 7))],
    ['tiny and huge', marks([1e-7, 9e14])],
    [
      'years of nothing between',
      [
        { ...marks([1])[0]!, at: 0 },
        { ...marks([2])[0]!, at: 400 },
      ],
    ],
  ])('of %s stays on its paper', (_, some) => {
    for (const form of ['bars', 'line'] as const) {
      const svg = drawChart(chart({ form, marks: some }), 'light');
      expect(svg).not.toMatch(/NaN|Infinity|undefined/u);
      for (const spot of spots(svg)) expect(spot).toBeLessThanOrEqual(960);
      for (const spot of spots(svg)) expect(spot).toBeGreaterThanOrEqual(-1);
    }
  });

  it('shows what a publisher calls itself as text', () => {
    const svg = drawChart(chart({ foot: 'Nguồn: R&D <script>\u0000, 1/1' }), 'light');
    expect(svg).toContain('R&amp;D &lt;script&gt;, 1/1');
  });

  it('shows contradicting readings as hollow marks and says what they are', () => {
    const [first] = marks([5]);
    const svg = drawChart(chart({ marks: [{ ...first!, others: [7] }], note: 'số khác' }), 'light');
    expect(svg.match(/<circle/gu)).toHaveLength(2);
    expect(svg).toContain('số khác');
  });

  it('names the newest period and never two that would touch', () => {
    const svg = drawChart(
      chart({ form: 'line', marks: marks(Array.from({ length: 60 }, (_, at) => at)) }),
      'dark',
    );
    const labels = Array.from(svg.matchAll(/<text x="([\d.]+)" y="470"/gu), ([, x]) => Number(x));
    expect(svg).toContain('>60/24<');
    expect(Math.min(...labels.slice(1).map((x, at) => x - (labels[at] ?? 0)))).toBeGreaterThanOrEqual(64);
  });

  it('is a PNG of the size that pages announce', () => {
    const png = Buffer.from(rasterise(drawChart(chart(), 'light')));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 675]);
  });
});

describe('a share card', () => {
  it('wraps long lines, draws directions itself and keeps to its paper', () => {
    const lines = Array.from({ length: 9 }, () => `▲ ${'chỉ số sản xuất công nghiệp '.repeat(8)}`);
    const svg = drawCard({ title: 'T', day: 'Thứ Hai', lines, foot: 'F' });
    expect(svg).not.toContain('▲');
    expect(svg.match(/<path/gu)).toHaveLength(4);
    expect(svg).toContain('…');
    for (const spot of spots(svg)) expect(spot).toBeLessThanOrEqual(960);
  });
});

import { describe, expect, it } from 'vitest';
import { hearings, toldName } from '../../src/digest/told.ts';
import type { Figure } from '../../src/news/article.ts';
import type { Story } from '../../src/news/story.ts';

const hour = 3_600_000;
const first = Date.parse('2026-11-22T09:00+07:00');

function figure(change: number, over: Partial<Figure> = {}): Figure {
  return {
    indicator: 'iip',
    value: null,
    unit: null,
    direction: 'up',
    change,
    change_unit: 'percent',
    basis: 'yoy',
    period: '2026-10',
    estimated: false,
    sentence: `IIP tăng ${change}%.`,
    ...over,
  };
}

function story(
  reports: readonly (readonly [id: string, hours: number, title: string])[],
  figures: readonly Figure[] = [],
): Story {
  const last = Math.max(...reports.map(([, hours]) => hours));
  return {
    id: reports[0]![0],
    title: reports[0]![2],
    reports: reports.map(([articleId, hours, title]) => ({
      articleId,
      publisher: `Báo ${articleId}`,
      title,
      publishedAt: first + hours * hour,
    })),
    topics: ['san-xuat-cong-nghiep'],
    places: [],
    figures,
    summary: [],
    firstAt: first,
    updatedAt: first + last * hour,
  };
}

const before = story([['a', 0, 'Công nghiệp tháng 10 tăng 9%']], [figure(9)]);

function heardAfter(told: readonly string[], now: Story) {
  return hearings(new Set(told))(now);
}

describe('what a chat was told', () => {
  it('is new at first and told afterwards', () => {
    expect(heardAfter([], before)).toBe('new');
    expect(heardAfter([toldName(before)], before)).toBe('told');
  });

  it('stays told when other papers copy it, however late', () => {
    const copied = story(
      [
        ['a', 0, 'Công nghiệp tháng 10 tăng 9%'],
        ['b', 1, 'IIP tăng 9%, thêm 1 báo'],
        ['c', 20, 'Sản xuất công nghiệp tăng 9%'],
      ],
      [figure(9)],
    );
    expect(heardAfter([toldName(before)], copied)).toBe('told');
  });

  it('is an update when a clearly newer report brings a new figure', () => {
    const grown = story(
      [
        ['a', 0, 'Công nghiệp tháng 10 tăng 9%'],
        ['b', 20, 'Công bố chi tiết sản xuất công nghiệp'],
      ],
      [figure(9), figure(4.5, { indicator: 'export', value: 40, unit: 'billion_usd' })],
    );
    expect(heardAfter([toldName(before)], grown)).toBe('update');
  });

  it('is an update when the headline of a clearly newer report has a number nobody had', () => {
    const counted = story([
      ['a', 0, 'Cửa khẩu tạm dừng thông quan'],
      ['b', 6, 'Còn 800 xe chờ sau khi cửa khẩu tạm dừng thông quan'],
    ]);
    const old = story([['a', 0, 'Cửa khẩu tạm dừng thông quan']]);
    expect(heardAfter([toldName(old)], counted)).toBe('update');
    const soon = story([
      ['a', 0, 'Cửa khẩu tạm dừng thông quan'],
      ['b', 1, 'Còn 800 xe chờ sau khi cửa khẩu tạm dừng thông quan'],
    ]);
    expect(heardAfter([toldName(old)], soon)).toBe('told');
  });

  it('comes again once, not every morning', () => {
    const grown = story(
      [
        ['a', 0, 'Công nghiệp tháng 10 tăng 9%'],
        ['b', 20, 'Công bố thêm: khai khoáng giảm 2%'],
      ],
      [figure(9)],
    );
    const again = story(
      [
        ['a', 0, 'Công nghiệp tháng 10 tăng 9%'],
        ['b', 20, 'Công bố thêm: khai khoáng giảm 2%'],
        ['c', 44, 'Điện tăng 7%'],
      ],
      [figure(9)],
    );
    expect(heardAfter([toldName(before), toldName(grown)], again)).toBe('told');
  });

  it('is known under the name of a story that has joined another, and under a name without a state', () => {
    const joined = story([
      ['z', -1, 'Trước'],
      ['a', 0, 'Công nghiệp tháng 10 tăng 9%'],
    ]);
    expect(heardAfter([toldName(before)], joined)).toBe('told');
    expect(heardAfter(['a'], joined)).toBe('told');
  });
});

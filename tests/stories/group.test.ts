import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { groupAverage } from '../../src/stories/group/clusters.ts';
import { createGrouper } from '../../src/stories/group/grouper.ts';
import { headline } from '../../src/stories/group/headline.ts';
import { mustStayApart, readApart } from '../../src/stories/group/apart.ts';
import { readMovements } from '../../src/stories/group/movements.ts';
import { readPeriods } from '../../src/stories/group/told-periods.ts';

interface Case {
  readonly kind: 'together' | 'apart';
  readonly why: string;
  readonly a: Told;
  readonly b: Told;
}

interface Told {
  readonly title: string;
  readonly text: string;
  readonly publishedAt: string;
}

const cases = readFileSync(new URL('../corpus/grouping.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line): Case => JSON.parse(line));

function article(id: string, told: Told) {
  return { id, title: told.title, text: told.text, publishedAt: Date.parse(told.publishedAt) };
}

function oneStory(first: Told, second: Told): boolean {
  const grouper = createGrouper();
  const stories = [article('a', first), article('b', second)].map((each) => grouper.assign(each));
  expect(stories).toHaveLength(2);
  return grouper.storyOf('a') === grouper.storyOf('b');
}

describe('same event or not', () => {
  it('has enough cases', () => {
    expect(cases.length).toBeGreaterThanOrEqual(40);
  });

  it.each(cases)('$kind: $why', ({ kind, a, b }) => {
    expect(oneStory(a, b)).toBe(kind === 'together');
    expect(oneStory(b, a)).toBe(kind === 'together');
  });
});

describe('the grouper', () => {
  const together = cases.filter(({ kind }) => kind === 'together');

  it('puts interleaved papers into their own stories', () => {
    const grouper = createGrouper();
    for (const [i, { a }] of together.entries()) grouper.assign(article(`a${i}`, a));
    for (const [i, { b }] of together.entries()) grouper.assign(article(`b${i}`, b));
    for (const i of together.keys()) {
      expect(grouper.storyOf(`b${i}`)).toBe(grouper.storyOf(`a${i}`));
      expect(grouper.members(grouper.storyOf(`a${i}`) ?? '')).toEqual([`a${i}`, `b${i}`]);
    }
  });

  it('keeps every article in one story, whatever arrives in whatever order', () => {
    const articles = cases.flatMap(({ a, b }, i) => [article(`a${i}`, a), article(`b${i}`, b)]);
    for (const step of [1, 7, 31, articles.length - 1]) {
      const grouper = createGrouper({ windowMs: 1e15 });
      for (let at = 0; at < articles.length; at++) grouper.assign(articles[(at * step) % articles.length]!);
      const told = articles.filter(({ id }) => grouper.storyOf(id) !== undefined);
      const stories = new Set(told.map(({ id }) => grouper.storyOf(id)!));
      const members = [...stories].flatMap((id) => grouper.members(id));
      expect(members.toSorted()).toEqual(told.map(({ id }) => id).toSorted());
    }
  });

  it('files an article once and keeps its story when it comes again', () => {
    const grouper = createGrouper();
    const first = grouper.assign(article('x', together[0]!.a));
    expect(first.isNew).toBe(true);
    expect(grouper.assign(article('x', together[0]!.a))).toEqual({ storyId: first.storyId, isNew: false });
    expect(grouper.size()).toBe(1);
  });

  it('says which stories became one', () => {
    const grouper = createGrouper();
    const told = together[0]!;
    grouper.assign(article('a', told.a));
    const joined = grouper.assign(article('b', told.b));
    expect(joined).toMatchObject({ storyId: grouper.storyOf('a'), isNew: false });
  });

  it('goes on where a restored one left off', () => {
    const before = createGrouper();
    const filed = together.slice(0, 5).map(({ a }, i) => {
      const each = article(`a${i}`, a);
      return { article: each, storyId: before.assign(each).storyId };
    });
    const after = createGrouper();
    after.restore(filed);
    for (const [i, { b }] of together.slice(0, 5).entries()) {
      expect(after.assign(article(`b${i}`, b)).storyId).toBe(before.assign(article(`b${i}`, b)).storyId);
    }
  });

  it('forgets what is older than its window', () => {
    const grouper = createGrouper({ windowMs: 3_600_000 });
    for (let i = 0; i < 600; i += 1) {
      grouper.assign({
        id: `n${i}`,
        title: `Tin số ${i}`,
        text: `Nội dung ${i * 7}`,
        publishedAt: i * 60_000,
      });
    }
    expect(grouper.size()).toBeLessThan(400);
    expect(grouper.storyOf('n0')).toBeUndefined();
  });

  it('leaves articles without any text each on its own', () => {
    const grouper = createGrouper();
    const ids = ['p', 'q', 'r'].map((id) => grouper.assign({ id, title: '', text: '' }).storyId);
    expect(new Set(ids).size).toBe(3);
  });
});

describe('group average', () => {
  it('joins by the mean over all pairs and keeps apart what must be', () => {
    const alike = [
      [0, 0.9, 0.5, 0],
      [0.9, 0, -1, 0],
      [0.5, -1, 0, 0.8],
      [0, 0, 0.8, 0],
    ];
    expect(groupAverage(4, (i, j) => alike[i]?.[j] ?? 0, 0.4)).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });
});

describe('what keeps apart', () => {
  it.each([
    ['IIP tháng 9/2025', [{ endMonth: 9, year: 2025 }]],
    ['quý III', [{ endMonth: 9 }]],
    ['9 tháng đầu năm 2025', [{ endMonth: 9, year: 2025 }]],
    ['nửa đầu năm', [{ endMonth: 6 }]],
    ['cao nhất 11 tháng', []],
    ['trong 3 tháng qua', []],
    ['kỳ hạn 6 tháng', []],
  ])('reads the periods of "%s"', (text, periods) => {
    expect(readPeriods(text)).toEqual(periods);
  });

  it.each([
    ['tăng 12%', [{ direction: 'up', amount: '12' }]],
    ['giảm hơn 3.5 tỷ', [{ direction: 'down', amount: '3,5' }]],
    ['Tăng cường kiểm tra', []],
    ['Xuất khẩu giảm', [{ direction: 'down' }]],
  ])('reads the movements of "%s"', (text, movements) => {
    expect(readMovements(text)).toEqual(movements);
  });
});

describe('statistics of one morning', () => {
  const facts = (title: string, text: string) =>
    readApart({ title, text, publishedAt: Date.parse('2026-12-03T09:00+07:00') });
  const iip = facts(
    'IIP tháng 11 tăng 9,8%',
    'Chỉ số sản xuất công nghiệp tháng 11/2026 tăng 9,8% so với cùng kỳ, Cục Thống kê công bố.',
  );

  it('are stories of their own when their titles name other series', () => {
    const cpi = facts(
      'CPI tháng 11 tăng 3,4%',
      'Chỉ số giá tiêu dùng tháng 11/2026 tăng 3,4% so với cùng kỳ, Cục Thống kê công bố.',
    );
    expect(mustStayApart(iip, cpi, 0)).toBe(true);
  });

  it('may be one story when a title names both', () => {
    const both = facts(
      'Tháng 11: sản xuất công nghiệp tăng 9,8%, CPI tăng 3,4%',
      'Cục Thống kê công bố các chỉ số tháng 11/2026.',
    );
    expect(mustStayApart(iip, both, 0)).toBe(false);
  });

  it('of a province are not those of the country', () => {
    const part = facts(
      'Thái Nguyên: sản xuất công nghiệp tháng 11 tăng 8,7%',
      'Chỉ số sản xuất công nghiệp tỉnh Thái Nguyên tháng 11/2026 tăng 8,7% so với cùng kỳ.',
    );
    expect(mustStayApart(iip, part, 0)).toBe(true);
  });

  it('of the country may be told from a province that they name', () => {
    const whole = facts(
      'Sản xuất công nghiệp tháng 11 tăng 9,8%',
      'Chỉ số sản xuất công nghiệp tháng 11/2026 tăng 9,8% so với cùng kỳ; Thái Nguyên tăng cao nhất.',
    );
    const led = facts(
      'Thái Nguyên dẫn đầu, sản xuất công nghiệp cả nước tăng 9,8%',
      'Chỉ số sản xuất công nghiệp tháng 11/2026 tăng 9,8% so với cùng kỳ.',
    );
    expect(mustStayApart(whole, led, 0)).toBe(false);
  });
});

describe('the headline of a story', () => {
  it('is the title that tells what all papers tell', () => {
    const text = 'Chỉ số sản xuất công nghiệp tháng 9 của cả nước tăng 13,6% so với cùng kỳ năm trước.';
    const titles = ['Vì sao doanh nghiệp vui?', 'Sản xuất công nghiệp tháng 9 tăng 13,6%', 'Tin nhanh'];
    expect(headline(titles.map((title) => ({ title, text })))).toBe(
      'Sản xuất công nghiệp tháng 9 tăng 13,6%',
    );
  });

  it('is empty for a story without articles', () => {
    expect(headline([])).toBe('');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFollowMatcher } from '../../../src/digest/follows/matcher.ts';
import { parseFollow } from '../../../src/digest/follows/query.ts';

function canonical(typed: string): string {
  const parsed = parseFollow(typed);
  return parsed.kind === 'query' ? parsed.canonical : parsed.kind;
}

function meets(typed: string, title: string, text = ''): boolean {
  const matcher = createFollowMatcher();
  matcher.add(canonical(typed));
  return matcher.match(title, text).length > 0;
}

describe('what somebody wants to follow', () => {
  it.each([
    ['thép', 'thép'],
    ['Thép xây dựng', 'thép xây dựng'],
    ['"thuế chống bán phá giá" thép -Ấn Độ', '"thuế chống bán phá giá" thép -"ấn độ"'],
    ['-Ấn Độ thép', 'thép -"ấn độ"'],
    ['thép -ấn độ', 'thép -"ấn độ"'],
    ['“giá điện”', '"giá điện"'],
    ['thép OR nhôm', 'thép OR nhôm'],
    ['gạo - Thái Lan', 'gạo -"thái lan"'],
    ['xi-măng', '"xi măng"'],
    ['FTA', 'fta'],
    ['-thép', 'nothing'],
    ['!!!', 'nothing'],
    ['a', 'nothing'],
    ['x'.repeat(61), 'too-long'],
    ['"chưa đóng ngoặc', '"chưa đóng ngoặc"'],
  ])('%s is %s', (typed, expected) => {
    expect(canonical(typed)).toBe(expected);
  });

  it('is the same once it is canonical, and never holds what separates it from others', () => {
    const words = fc.constantFrom(
      'thép',
      'Ấn',
      'Độ',
      '-',
      '"',
      'OR',
      'gạo',
      '-Nhật',
      ',',
      '|',
      '\n',
      'C/O',
      '–',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 8 }), (parts) => {
        const parsed = parseFollow(parts.join(' '));
        if (parsed.kind !== 'query') return;
        expect(canonical(parsed.canonical)).toBe(parsed.canonical);
        expect(parsed.canonical).not.toMatch(/[,|\n]/);
      }),
    );
  });
});

describe('a follow', () => {
  it.each([
    ['thép', 'Giá thép tăng', true],
    ['thép', 'Giá thẹp tăng', false],
    ['thep', 'Giá thép tăng', true],
    ['thép', 'Gia thep tang', false],
    ['an do', 'Xuất khẩu sang Ấn Độ', true],
    ['công an', 'Công ăn việc làm', false],
    ['"giá thép"', 'Thép giữ giá vì thép lên giá', false],
    ['"chế biến chế tạo"', 'Công nghiệp chế biến, chế tạo', true],
    ['"giá thép"', 'Bảng giá: thép cuộn', true],
    ['giá thép', 'Thép giữ giá', true],
    ['thép -"ấn độ"', 'Thép Ấn Độ', false],
    ['thép -"ấn độ"', 'Thép Nhật Bản', true],
    ['thép OR nhôm', 'Giá nhôm', true],
    ['thép OR nhôm', 'Giá đồng', false],
    ['hoà phát', 'Tập đoàn Hòa Phát', true],
    ['th', 'thép', false],
  ])('of %s by "%s" is %s', (typed, title, met) => {
    expect(meets(typed, title)).toBe(met);
  });

  it('is met anywhere in the article, but no phrase reaches from the title into the text', () => {
    expect(meets('thép cuộn', 'Giá thép', 'Loại cuộn lên nhẹ')).toBe(true);
    expect(meets('"thép cuộn"', 'Giá thép', 'Cuộn lên nhẹ')).toBe(false);
  });

  it('is found among others, and no more when it is taken out', () => {
    const matcher = createFollowMatcher();
    for (const each of ['thép', 'gạo', '"giá thép"', 'thép OR gạo']) matcher.add(each);
    expect(matcher.match('Giá thép', 'và gạo').toSorted()).toEqual([
      '"giá thép"',
      'gạo',
      'thép',
      'thép OR gạo',
    ]);
    matcher.remove('thép');
    matcher.remove('thép OR gạo');
    expect(matcher.match('Giá thép', '')).toEqual(['"giá thép"']);
  });

  it('is met by the same texts as when every query is tried by itself', () => {
    const syllable = fc.constantFrom(
      'giá',
      'thép',
      'gạo',
      'xuất',
      'khẩu',
      'điện',
      'Nhật',
      'nhôm',
      '-Nhật',
      'OR',
      '"giá thép"',
    );
    const typed = fc
      .array(syllable, { minLength: 1, maxLength: 4 })
      .map((words) => canonical(words.join(' ')));
    const text = fc.array(fc.constantFrom('giá', 'thép', 'gạo', 'xuất', 'khẩu', 'điện', 'Nhật'), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.uniqueArray(typed, { maxLength: 12 }), text, (queries, words) => {
        const all = createFollowMatcher();
        for (const each of queries) all.add(each);
        const alone = queries.filter((each) => meets(each, words.join(' ')));
        expect(all.match(words.join(' '), '').toSorted()).toEqual(alone.toSorted());
      }),
    );
  });
});

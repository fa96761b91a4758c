import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findNumbers, parseNumber } from '../../src/text/numbers.ts';

const first = (text: string) => findNumbers(text)[0];

describe('numbers', () => {
  it.each([
    ['1.000 tỷ đồng', 1e12, 'đồng'],
    ['3,2 tỷ USD', 3.2e9, 'USD'],
    ['18,3%', 18.3, '%'],
    ['41.500 tấn', 41500, 'tấn'],
    ['1.234,5 triệu USD', 1_234_500_000, 'USD'],
    ['2,5 nghìn tỷ đồng', 2.5e12, 'đồng'],
    ['2.103,1159 đồng/kWh', 2103.1159, 'đồng'],
    ['5.5%', 5.5, '%'],
    ['hai mươi lăm phần trăm', 25, 'phần trăm'],
    ['mười một tỷ USD', 1.1e10, 'USD'],
    ['gấp đôi', 2, 'lần'],
    ['gấp rưỡi', 1.5, 'lần'],
    ['một nửa', 50, '%'],
  ])('reads %s', (text, value, unit) => {
    expect(first(text)).toMatchObject({ value, unit });
  });

  it.each([
    ['15-20%', 15, 20],
    ['15 – 20%', 15, 20],
    ['15% đến 20%', 15, 20],
    ['từ 55.000 đến 60.000 đồng/kg', 55000, 60000],
    ['600 triệu đến 1 tỷ USD', 6e8, 1e9],
  ])('reads the range %s', (text, value, max) => {
    expect(first(text)).toMatchObject({ value, max });
  });

  it('reads counts of localities with their denominator', () => {
    expect(first('60/63 địa phương')).toMatchObject({ value: 60, of: 63 });
  });

  it('keeps signs, and takes a bullet for none', () => {
    expect(first('IIP +3,2%')).toMatchObject({ value: 3.2, sign: '+' });
    expect(first('CPI -1,5%')).toMatchObject({ value: -1.5 });
    expect(first('- 5 triệu tấn')?.value).toBe(5e6);
  });

  it('marks a lone dot that may be a date, and reads no number inside a word', () => {
    expect(first('sáng 28.2 tại')?.dotted).toBe(true);
    expect(findNumbers('QL1A và RON95')).toEqual([]);
    expect(findNumbers('năm nay một người')).toEqual([]);
  });

  it('gives offsets into the text', () => {
    const text = 'đạt hơn 1,2 nghìn tỷ đồng';
    const found = first(text)!;
    expect(text.slice(found.start, found.end)).toBe('1,2 nghìn tỷ');
  });

  it('refuses what is no number', () => {
    expect(parseNumber('1.2.3')).toBeUndefined();
  });

  const file = new URL('../../../shared/reference/vietnamese-text-cases.json', import.meta.url);
  describe.skipIf(!existsSync(file))('the reference cases (skipped where ../shared is absent)', () => {
    const { cases } = existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as {
          cases: { id: string; kind: string; input: string; expected: { value: number; unit: string } }[];
        })
      : { cases: [] };
    it.each(cases.filter(({ kind }) => kind === 'number'))('$id', ({ input, expected }) => {
      expect(first(input)).toMatchObject(expected);
    });
  });
});

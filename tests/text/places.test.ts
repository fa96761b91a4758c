import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findPlaces, placeIds } from '../../src/text/places.ts';

interface Case {
  readonly text: string;
  readonly ids: readonly string[];
  readonly date?: string;
}
const cases = readFileSync(new URL('../corpus/places.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line): Case => JSON.parse(line));

describe('places of our own sentences', () => {
  it('are found with an F1 of at least 0.95', () => {
    let right = 0;
    let wrong = 0;
    let missed = 0;
    const failures: string[] = [];
    for (const { text, ids, date } of cases) {
      const found = placeIds(text, { publishedAt: date });
      const extra = found.filter((id) => !ids.includes(id));
      const lacking = ids.filter((id) => !found.includes(id));
      right += found.length - extra.length;
      wrong += extra.length;
      missed += lacking.length;
      if (extra.length + lacking.length > 0) failures.push(`${text} +${extra.join()} -${lacking.join()}`);
    }
    const f1 = (2 * right) / (2 * right + wrong + missed);
    console.log(
      `places: ${cases.length} sentences, F1 ${f1.toFixed(3)}${failures.map((f) => `\n  ${f}`).join('')}`,
    );
    expect(cases.length).toBeGreaterThanOrEqual(150);
    expect(f1).toBeGreaterThanOrEqual(0.95);
  });

  it('carry the words of the article and where they stand', () => {
    const text = 'Hàng qua cửa khẩu quốc tế Hữu Nghị tăng.';
    const [mention] = findPlaces(text);
    expect(mention).toMatchObject({ id: 'huu-nghi', kind: 'gate', province: 'lang-son' });
    expect(text.slice(mention!.start, mention!.end)).toBe(mention!.name);
  });

  it('are found in decomposed text and with either tone placement', () => {
    expect(placeIds('Công nghiệp Thanh Hoá tăng'.normalize('NFD'))).toEqual(['thanh-hoa']);
    expect(placeIds('Công nghiệp Thanh Hóa tăng')).toEqual(['thanh-hoa']);
  });

  it('named in the title come first', () => {
    expect(placeIds('Hà Nội và Hải Phòng cùng dự.', { title: 'Lạng Sơn mở thêm bãi xe' })[0]).toBe(
      'lang-son',
    );
  });

  it('take time linear in the text even when it is hostile', () => {
    const text = 'Hà Nội - '.repeat(12_000);
    expect(placeIds(text)).toEqual(['ha-noi']);
    expect(findPlaces('ông '.repeat(25_000))).toEqual([]);
  });
});

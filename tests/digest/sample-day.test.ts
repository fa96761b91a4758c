import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { chooseDigest } from '../../src/digest/choose.ts';
import { composeDigest } from '../../src/digest/compose.ts';
import { renderPlain } from '../../src/digest/plain.ts';
import { rankStories } from '../../src/stories/rank.ts';
import { storiesOfDay } from './day-stories.ts';

const sample = new URL('../../../shared/reference/sample-article.txt', import.meta.url);

/** The day of the reference article: one paper, long, with a tail of other headlines of another year. */
describe.skipIf(!existsSync(sample))('the day of the sample article (skipped without ../shared)', () => {
  let text = '';

  beforeAll(() => {
    const [title = '', ...lines] = readFileSync(sample, 'utf8').split('\n');
    const now = Date.parse('2024-02-21T07:00+07:00');
    const stories = storiesOfDay([
      {
        id: 'mau/1',
        publisher: 'Báo Mẫu',
        publishedAt: '2024-02-20T16:00+07:00',
        title,
        text: lines.join('\n'),
      },
    ]);
    const digest = chooseDigest(
      rankStories(stories, now),
      {
        topics: ['san-xuat-cong-nghiep', 'cua-khau-logistics'],
        places: ['lang-son'],
        timeZone: 'Asia/Ho_Chi_Minh',
        language: 'vi',
      },
      new Set(),
      now,
    );
    text = renderPlain(composeDigest(digest, 'zalo'))
      .map((part) => part.text)
      .join('\n');
  });

  it('tells the index, manufacturing and how many localities rose', () => {
    expect(text).toMatch(/\+?18,3 ?%/u);
    expect(text).toMatch(/\+?19,3 ?%/u);
    expect(text).toMatch(/60\/63|60 địa phương/u);
  });

  it('tells the reader in Lạng Sơn that nothing is stuck there', () => {
    expect(text).toMatch(/Lạng Sơn[^.]*không có hiện tượng ùn ứ/u);
  });

  it('holds nothing of the tail', () => {
    expect(text).not.toMatch(
      /Israel|Đa Nhim|Mai Tiến Dũng|Pháp Vân|bất động sản|bầu cử|2026|Quảng bá|kim hoàn/u,
    );
  });

  it('never says that the slowest provinces fell', () => {
    const slowest = text
      .split(/(?<=[.;])\s|\n/u)
      .filter((sentence) => /Cà Mau|Bắc Ninh|Sơn La/u.test(sentence));
    expect(slowest.filter((sentence) => /giảm|▼|−/u.test(sentence))).toEqual([]);
  });

  it('notes the moved Tết as our own words', () => {
    expect(text).toContain('Ghi chú của Điểm tin: Lịch: Tết 2023 trong tháng 1, Tết 2024 trong tháng 2.');
  });
});

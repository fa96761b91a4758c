import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStage } from './stage.ts';

let stage: ReturnType<typeof openStage>;
beforeEach(() => {
  stage = openStage();
});
afterEach(() => stage.close());

describe('search', () => {
  it.each(['gia thep', 'giá thép', '/tim giá thép', 'tìm gia thep', '/search thep', '/tim@diemtin_bot thep'])(
    'answers %s with grouped stories',
    async (typed) => {
      const answer = await stage.says(typed);
      expect(answer.text).toBe(
        [
          'Tìm thấy 1 tin',
          'Giá thép xây dựng tăng nhẹ <https://thep.example/0>',
          'Báo Mẫu +2 báo · 24/11',
          'Giá thép xây dựng tăng nhẹ, theo Sở Công Thương.',
        ].join('\n'),
      );
      expect(await stage.chat()).toBeUndefined();
    },
  );

  it('turns pages by button', async () => {
    const first = await stage.says('xuat khau lang son');
    expect(first.text).toContain('Tin 1–5 trong 12');
    expect((await stage.taps('Xem thêm')).text).toContain('Tin 6–10 trong 12');
    const last = await stage.taps('Xem thêm');
    expect(last.text).toContain('Tin 11–12 trong 12');
    expect(last.labels).toEqual([]);
  });

  it.each(['thêm', '1', 'xem thêm', '/more'])('turns pages by "%s"', async (typed) => {
    await stage.says('lang son', { chat: 'zalo:x' });
    expect((await stage.says(typed, { chat: 'zalo:x' })).text).toContain('Tin 6–10');
  });

  it('keeps a long question for the next page', async () => {
    const long = 'xuất khẩu qua Lạng Sơn thông suốt ngày xuất khẩu qua Lạng Sơn thông suốt ngày';
    await stage.says(long);
    expect((await stage.taps('Xem thêm')).text).toContain('Tin 6–10 trong 12');
  });

  it('suggests something when nothing is found', async () => {
    const answer = await stage.says('thepsss');
    expect(answer.text).toContain('Không tìm thấy tin nào.');
    expect((await stage.taps('Thử tìm: thép')).text).toContain('Giá thép');
    expect((await stage.says('zzz')).text).toContain('Mời bạn thử ít từ hơn');
  });

  it('asks what to look for', async () => {
    await stage.says('/tim');
    expect((await stage.says('thép')).text).toContain('Giá thép');
  });

  it('is what a longer text means while a question is open', async () => {
    await stage.says('/start');
    expect((await stage.says('xuat khau lang son')).text).toContain('Tin 1–5');
  });

  it.each([
    ['cảm ơn', 'Rất vui'],
    ['xin chào', 'Bước 1/3'],
    ['hôm nay có gì mới?', 'ĐIỂM TIN'],
  ])('is not what "%s" means', async (typed, answer) => {
    expect((await stage.says(typed)).text).toContain(answer);
  });

  it('says when there is nothing to continue', async () => {
    expect((await stage.says('thêm')).text).toContain('Không còn kết quả nào');
  });
});

describe('the digest of now', () => {
  it.each(['/diemtin', 'điểm tin', '/digest'])('answers %s at any hour', async (typed) => {
    expect((await stage.says(typed)).text).toContain('ĐIỂM TIN 2026-11-24');
  });

  it('says that there is none', async () => {
    await stage.says('/chude +xang-dau');
    expect((await stage.says('/diemtin')).text).toContain('Hiện chưa có tin mới');
  });
});

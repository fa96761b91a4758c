import { describe, expect, it } from 'vitest';
import { daysToDeadline } from '../../src/stories/deadline.ts';

const now = Date.parse('2026-11-23T07:00+07:00');

describe('deadlines', () => {
  it.each([
    ['Thông tư có hiệu lực từ ngày 1/12/2026.', 8],
    ['Doanh nghiệp nộp bản trả lời trước ngày 25/11.', 2],
    ['Hạn chót góp ý dự thảo là 23/11.', 0],
    ['Lấy ý kiến đến hết ngày 10/1.', 48],
    ['Tạm dừng thông quan từ 24/11 đến 26/11.', 1],
    ['Nghị định có hiệu lực từ ngày 01.01.2027.', 39],
  ])('are counted in days: %s', (text, days) => {
    expect(daysToDeadline(text, now)).toBe(days);
  });

  it.each([
    'Lượng hàng từ ngày 1/10 đến 15/11 tăng 12%.',
    'Thông tư có hiệu lực từ ngày 1/3/2026.',
    'Từ năm 2020 đến 2025, xuất khẩu tăng gấp đôi.',
    'Có 32/34 địa phương hoàn thành trước hạn.',
    'Giá tăng từ 12.5 lên 13.5.',
  ])('are none in: %s', (text) => {
    expect(daysToDeadline(text, now)).toBeUndefined();
  });
});

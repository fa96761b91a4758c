import { describe, expect, it } from 'vitest';
import { withoutBoilerplate } from '../../src/text/boilerplate.ts';

describe('boilerplate', () => {
  it.each([
    ['(THPL) - Theo Bộ Công Thương, giá tăng.', 'Theo Bộ Công Thương, giá tăng.'],
    ['NDO - Chiều 3/5, giá giảm.', 'Chiều 3/5, giá giảm.'],
    ['(PLO)- Ngày 3/5 họp.', 'Ngày 3/5 họp.'],
    ['Baonghean.vn - Giá lúa tăng.', 'Giá lúa tăng.'],
    ['(Báo Công Thương) – Giá lúa tăng.', 'Giá lúa tăng.'],
    ['(Hà Nội) - Giá thép tăng.', '(Hà Nội) - Giá thép tăng.'],
    ['WTO - Việt Nam tham vấn.', 'WTO - Việt Nam tham vấn.'],
    ['Giá tăng. Theo Minh Anh', 'Giá tăng.'],
    ['Giá tăng. Minh Anh (T/h)', 'Giá tăng.'],
    ['Công nhân vào ca. (Ảnh: Minh Anh)', 'Công nhân vào ca.'],
    ['Dây chuyền may - Ảnh: TTXVN', 'Dây chuyền may'],
    ['Giá tăng.\nNguyễn Minh Anh', 'Giá tăng.'],
    ['Giá tăng.\nTheo TTXVN', 'Giá tăng.'],
    ['Giá tăng.\nTin khác\nMột tin chẳng liên quan', 'Giá tăng.'],
    ['Giá tăng.\nĐỌC NHIỀU NHẤT\nMột tin khác nữa', 'Giá tăng.'],
    ['Giá tăng.\nHàng còn nhiều.\nXem thêm: Giá vàng hôm nay', 'Giá tăng.\nHàng còn nhiều.'],
  ])('%s', (text, expected) => {
    expect(withoutBoilerplate(text)).toBe(expected);
  });

  it('ends before headlines of others that carry a stamp', () => {
    const text = [
      'Lạng Sơn thông quan 900 xe.',
      'Hàng chủ yếu là trái cây.',
      'Không còn ùn ứ.',
      'Một vụ va chạm trên cao tốc',
      'Sáng nay xảy ra va chạm.28/02/2026 12:56:16Một tin khác',
    ].join('\n');
    expect(withoutBoilerplate(text)).toBe(
      'Lạng Sơn thông quan 900 xe.\nHàng chủ yếu là trái cây.\nKhông còn ùn ứ.',
    );
  });

  it('does not cut an article in which whole paragraphs follow a heading of that name', () => {
    const paragraph = 'Doanh nghiệp cho biết đơn hàng đã kín và đang tuyển thêm lao động cho quý tới. '
      .repeat(3)
      .trim();
    const text = ['Mở đầu.', 'Xem thêm: Giá vàng', paragraph, paragraph].join('\n');
    expect(withoutBoilerplate(text)).toBe(['Mở đầu.', paragraph, paragraph].join('\n'));
  });

  it('leaves a text that is nothing else as it is', () => {
    expect(withoutBoilerplate('Xem thêm: Giá vàng')).toBe('Xem thêm: Giá vàng');
    expect(withoutBoilerplate('')).toBe('');
  });

  it('is linear in hostile text', () => {
    expect(withoutBoilerplate('Theo A '.repeat(15_000)).length).toBeGreaterThan(0);
    expect(withoutBoilerplate('(Ảnh'.repeat(25_000)).length).toBeGreaterThan(0);
  });
});

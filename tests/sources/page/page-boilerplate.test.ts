import { describe, expect, it } from 'vitest';
import { isPointer, isSignature, judgeLine } from '../../../src/sources/page/page-boilerplate.ts';

describe('what a line is, by its words', () => {
  it.each([
    ['Tin khác', 'other-news'],
    ['ĐỌC NHIỀU NHẤT', 'other-news'],
    ['Tin cùng chuyên mục:', 'other-news'],
    ['Các tin, bài khác:', 'other-news'],
    ['Bài viết liên quan', 'other-news'],
    ['Có thể bạn quan tâm', 'other-news'],
    ['Ý kiến bạn đọc (12)', 'other-news'],
    ['Chia sẻ', 'noise'],
    ['0:00 / 3:45', 'noise'],
    ['Thứ Bảy, 28/2/2026, 12:56 (GMT+7)', 'noise'],
    ['28/02/2026 12:56:16', 'noise'],
    ['Từ khóa: xuất khẩu, gạo', 'noise'],
    ['#XuatKhau #Gao', 'noise'],
    ['Theo dõi Báo Ví Dụ trên Google News', 'house'],
    ['© Bản quyền thuộc Báo Ví Dụ', 'house'],
    ['Công nhân đóng gói gạo tại Cần Thơ. Ảnh: Hồng Vân', 'caption'],
    ['Công nhân đóng gói gạo (Ảnh: Nam Anh).', 'caption'],
    ['Ảnh minh họa', 'caption'],
    ['Ông nói về tình hình: sản xuất vẫn ổn định trong quý này.', 'text'],
    ['Camera ghi lại hình ảnh: hai xe tải nối đuôi nhau qua cửa khẩu.', 'text'],
    ['Đăng ký nhận hỗ trợ, doanh nghiệp cần nộp hồ sơ trước ngày 30/11.', 'text'],
    ['Giấy phép số 12 do UBND tỉnh cấp cho phép khai thác 5 ha.', 'text'],
    ['Bản quyền phần mềm là vấn đề được các doanh nghiệp quan tâm.', 'text'],
    ['Đáng chú ý:', 'text'],
    ['Thị trường mới', 'text'],
  ] as const)('%s → %s', (line, verdict) => {
    expect(judgeLine(line)).toBe(verdict);
  });

  it.each(['Minh Anh (T/h)', 'Theo Reuters', 'Nguồn: TTXVN', 'XUÂN LONG', 'Hà Vy - Đức Nam', 'PV', 'Lê Mai'])(
    '%s is a signature',
    (line) => expect(isSignature(line)).toBe(true),
  );

  it.each(['Theo đó, giá tăng 5%.', 'Hà Nội và các tỉnh phía Bắc', 'Xuất khẩu gạo', 'Công ty nói gì?'])(
    '%s is none',
    (line) => expect(isSignature(line)).toBe(false),
  );

  it('tells pointers from sentences', () => {
    expect(isPointer('>> Xem thêm: Giá thép hạ nhiệt', 1)).toBe(true);
    expect(isPointer('Xem thêm: Giá thép hạ nhiệt', 0)).toBe(true);
    expect(isPointer('→ Giá thép hạ nhiệt', 0.9)).toBe(true);
    expect(isPointer('→ Như vậy, giá thép đã hạ nhiệt so với tháng trước.', 0)).toBe(false);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentences, sentenceSpans } from '../../src/text/sentences.ts';

const table: readonly (readonly [string, readonly string[]])[] = [
  [
    'Nạn nhân là chị Phạm Thị L. (32 tuổi). Vụ việc xảy ra lúc 5h.',
    ['Nạn nhân là chị Phạm Thị L. (32 tuổi).', 'Vụ việc xảy ra lúc 5h.'],
  ],
  [
    'GS.TSKH. Nguyễn Mại nhận định FDI sẽ tăng. Ông đề nghị cải cách.',
    ['GS.TSKH. Nguyễn Mại nhận định FDI sẽ tăng.', 'Ông đề nghị cải cách.'],
  ],
  [
    'Trụ sở ở số 12, P. Bến Nghé, Q. 1, TP. Hồ Chí Minh. Điện thoại 028.3822.1234.',
    ['Trụ sở ở số 12, P. Bến Nghé, Q. 1, TP. Hồ Chí Minh.', 'Điện thoại 028.3822.1234.'],
  ],
  ['Giá bán 25.000 đ. Mỗi khách mua tối đa hai gói.', ['Giá bán 25.000 đ.', 'Mỗi khách mua tối đa hai gói.']],
  [
    'Vốn FDI đạt 31,52 tỷ USD. 5 dự án lớn chiếm một nửa.',
    ['Vốn FDI đạt 31,52 tỷ USD.', '5 dự án lớn chiếm một nửa.'],
  ],
  [
    'Ông nói: "Chúng tôi sẽ tăng lương. Mọi người yên tâm." Cuộc họp kết thúc lúc 10h.',
    ['Ông nói: "Chúng tôi sẽ tăng lương. Mọi người yên tâm."', 'Cuộc họp kết thúc lúc 10h.'],
  ],
  [
    'Doanh nghiệp lỗ (quý trước lãi 5 tỷ đồng. Nguyên nhân do tỷ giá). Cổ đông lo lắng.',
    ['Doanh nghiệp lỗ (quý trước lãi 5 tỷ đồng. Nguyên nhân do tỷ giá).', 'Cổ đông lo lắng.'],
  ],
  [
    'Nghị quyết số 68-NQ/TW ngày 4.5.2025 nêu rõ điều này. Các bộ phải thực hiện.',
    ['Nghị quyết số 68-NQ/TW ngày 4.5.2025 nêu rõ điều này.', 'Các bộ phải thực hiện.'],
  ],
  ['Kết quả quý I. Doanh thu tăng 5%.', ['Kết quả quý I.', 'Doanh thu tăng 5%.']],
  ['Sản phẩm đạt loại A. Giá bán cao hơn 10%.', ['Sản phẩm đạt loại A.', 'Giá bán cao hơn 10%.']],
  ['Vì sao? Vì thuế! Và vì tỷ giá...', ['Vì sao?', 'Vì thuế!', 'Và vì tỷ giá...']],
  [
    'Mr. Kim, giám đốc Samsung, cho biết sẽ mở rộng. Dự án bắt đầu từ tháng 5.',
    ['Mr. Kim, giám đốc Samsung, cho biết sẽ mở rộng.', 'Dự án bắt đầu từ tháng 5.'],
  ],
  ['Apple Inc. công bố kế hoạch. Foxconn hưởng lợi.', ['Apple Inc. công bố kế hoạch.', 'Foxconn hưởng lợi.']],
  [
    'Hãng Toyota Motor Corp. Nhật Bản tăng vốn. Dự án ở Vĩnh Phúc.',
    ['Hãng Toyota Motor Corp. Nhật Bản tăng vốn.', 'Dự án ở Vĩnh Phúc.'],
  ],
  ['Họp lúc 14h. 15h thì xong.', ['Họp lúc 14h.', '15h thì xong.']],
  ['a) Giảm thuế. b) Hỗ trợ lãi suất.', ['a) Giảm thuế.', 'b) Hỗ trợ lãi suất.']],
  ['Tăng 5%.Giảm 3%.', ['Tăng 5%.', 'Giảm 3%.']],
  ['Xem tại www.moit.gov.vn. Hạn nộp là 30/6.', ['Xem tại www.moit.gov.vn.', 'Hạn nộp là 30/6.']],
  [
    'Ngân hàng TMCP Á Châu (ACB) báo lãi. Vietcombank đứng đầu.',
    ['Ngân hàng TMCP Á Châu (ACB) báo lãi.', 'Vietcombank đứng đầu.'],
  ],
  ['“Hàng đã về cảng.” “Khi nào giao?”, ông hỏi.', ['“Hàng đã về cảng.”', '“Khi nào giao?”, ông hỏi.']],
  ['Đơn hàng tăng… Doanh nghiệp tuyển thêm người.', ['Đơn hàng tăng…', 'Doanh nghiệp tuyển thêm người.']],
  [
    'Thị trường EU, Mỹ... chiếm 60%. Nhật Bản đứng thứ ba.',
    ['Thị trường EU, Mỹ... chiếm 60%.', 'Nhật Bản đứng thứ ba.'],
  ],
  ['TP.HCM. Hà Nội. Đà Nẵng.', ['TP.HCM.', 'Hà Nội.', 'Đà Nẵng.']],
  [
    'Bà Trần Thị K. cùng chồng là ông Lê Văn Tr. mở xưởng. Xưởng có 20 thợ.',
    ['Bà Trần Thị K. cùng chồng là ông Lê Văn Tr. mở xưởng.', 'Xưởng có 20 thợ.'],
  ],
  [
    'BS.CKII. Nguyễn Lan khuyến cáo đeo khẩu trang. KS. Minh đồng ý.',
    ['BS.CKII. Nguyễn Lan khuyến cáo đeo khẩu trang.', 'KS. Minh đồng ý.'],
  ],
  [
    'Theo ông J. P. Morgan, giá sẽ tăng. Nhà đầu tư chờ đợi.',
    ['Theo ông J. P. Morgan, giá sẽ tăng.', 'Nhà đầu tư chờ đợi.'],
  ],
  [
    'Giá dầu Brent ở mức 78,5 USD/thùng. WTI giảm nhẹ.',
    ['Giá dầu Brent ở mức 78,5 USD/thùng.', 'WTI giảm nhẹ.'],
  ],
  [
    'Lượng hàng đạt 1.250 TEU. Tăng 12% so với năm 2024.',
    ['Lượng hàng đạt 1.250 TEU.', 'Tăng 12% so với năm 2024.'],
  ],
  ['Ông Lê Văn B. Công an đang điều tra.', ['Ông Lê Văn B.', 'Công an đang điều tra.']],
  ['I. Tình hình chung\nII. Giải pháp. Cần vốn.', ['I. Tình hình chung', 'II. Giải pháp.', 'Cần vốn.']],
  ['1.1. Mục tiêu chung. 1.2. Mục tiêu cụ thể.', ['1.1. Mục tiêu chung.', '1.2. Mục tiêu cụ thể.']],
  ['Tỉnh có 5 KCN, v.v... Tỷ lệ lấp đầy 80%.', ['Tỉnh có 5 KCN, v.v...', 'Tỷ lệ lấp đầy 80%.']],
  [
    'Xăng E5 RON92 giá 19.900 đ/lít. Dầu 0.05S là 18.100 đ/lít.',
    ['Xăng E5 RON92 giá 19.900 đ/lít.', 'Dầu 0.05S là 18.100 đ/lít.'],
  ],
  ['Ông hỏi “Giá bao nhiêu?” rồi đi. Không ai đáp.', ['Ông hỏi “Giá bao nhiêu?” rồi đi.', 'Không ai đáp.']],
  [
    'Công ty CP ĐT&PT X. Việt Nam bị phạt. Mức phạt 50 triệu.',
    ['Công ty CP ĐT&PT X. Việt Nam bị phạt.', 'Mức phạt 50 triệu.'],
  ],
  [
    'TX. Kỳ Anh và H. Củ Chi mở rộng. TT. Trâu Quỳ cũng vậy.',
    ['TX. Kỳ Anh và H. Củ Chi mở rộng.', 'TT. Trâu Quỳ cũng vậy.'],
  ],
  ['Số liệu tính đến 31.12. Năm sau sẽ cập nhật.', ['Số liệu tính đến 31.12.', 'Năm sau sẽ cập nhật.']],
  ['Đường Nguyễn Văn Linh (Q.7). Giá thuê cao.', ['Đường Nguyễn Văn Linh (Q.7).', 'Giá thuê cao.']],
  ['Ảnh: TTXVN. Theo Bộ Công Thương, giá tăng.', ['Ảnh: TTXVN.', 'Theo Bộ Công Thương, giá tăng.']],
  ['Washington D.C. ngày 5/3 công bố. Thuế là 10%.', ['Washington D.C. ngày 5/3 công bố.', 'Thuế là 10%.']],
  ['“Giá tốt. Khách mua nhiều.\nCửa hàng đông.', ['“Giá tốt.', 'Khách mua nhiều.', 'Cửa hàng đông.']],
  [
    'Kỷ niệm 50 năm ngày thành lập (1.5.1975 - 1.5.2025). Lễ mít tinh diễn ra sáng nay.',
    ['Kỷ niệm 50 năm ngày thành lập (1.5.1975 - 1.5.2025).', 'Lễ mít tinh diễn ra sáng nay.'],
  ],
  ['Đó là vitamin C. Người dùng nên cẩn thận.', ['Đó là vitamin C.', 'Người dùng nên cẩn thận.']],
  [
    'Nhóm 1: gạo; nhóm 2: cà phê. Nhóm B. Hồ tiêu đứng riêng.',
    ['Nhóm 1: gạo; nhóm 2: cà phê.', 'Nhóm B.', 'Hồ tiêu đứng riêng.'],
  ],
];

const bare = (s: string): string => s.replaceAll(/[\s\u0085]+/gu, '');

describe('sentences of newspaper text', () => {
  it.each(table)('%s', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  const pieces = fc.constantFrom(
    'Giá thép',
    ' tăng',
    '.',
    '. ',
    '…',
    '?',
    '\n',
    '“',
    '”',
    '"',
    '(',
    ')',
    'TP. HCM',
    ' Ông T.',
    ' 18,3%',
    ' 1.000',
    'Q.1',
    ' ',
  );
  const text = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''));

  it('keep every character but the spaces between them, in order', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary', maxLength: 80 })), (input) => {
        expect(bare(sentences(input).join(''))).toBe(bare(input));
      }),
    );
  });

  it('stand where their spans say, trimmed and apart', () => {
    fc.assert(
      fc.property(text, (input) => {
        let end = 0;
        for (const span of sentenceSpans(input)) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          const sentence = input.slice(span.start, span.end);
          expect(sentence).toBe(sentence.trim());
          expect(sentence).not.toBe('');
          end = span.end;
        }
      }),
    );
  });

  it('come out of hostile text of 100 KB', () => {
    expect(sentences('T. '.repeat(33_000)).length).toBeGreaterThan(0);
    expect(sentences('“'.repeat(100_000))).toHaveLength(1);
    expect(sentences('('.repeat(50_000) + ')'.repeat(50_000))).toHaveLength(1);
    expect(sentences('.'.repeat(100_000)).length).toBeLessThanOrEqual(1);
  });
});

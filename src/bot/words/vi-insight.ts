import type { InsightWords } from './insight-words.ts';

export const viInsight: InsightWords = {
  figures: {
    title: 'Số liệu',
    ask: 'Bạn muốn xem số liệu nào? Gõ tên, kèm tỉnh hoặc mặt hàng nếu cần, ví dụ: /solieu iip bac ninh.',
    empty: 'Chưa có số liệu nào. Số liệu được gom dần từ các bài báo; mời bạn quay lại sau.',
    none: (name) => `Chưa có số liệu “${name}”. Có phải bạn muốn:`,
    unknown: 'Chưa hiểu bạn muốn xem số liệu nào. Mời bạn chọn:',
    more: 'Xem thêm:',
    estimate: 'ước',
    differs: (others) => `báo khác: ${others}`,
    andOlder: (count) => `… và ${count} kỳ trước đó`,
    pictures: 'Biểu đồ kèm điểm tin',
    on: 'có',
    off: 'không',
    withPictures: 'Kèm biểu đồ',
    withoutPictures: 'Thôi kèm biểu đồ',
  },
  operator: {
    link: (minutes) =>
      `Trang vận hành. Đường dẫn này dùng được một lần, trong ${minutes} phút; đừng gửi cho người khác.`,
    open: 'Mở trang vận hành',
    closed:
      'Trang vận hành chưa mở được vì máy chủ không dùng được cổng HTTP. Hãy xem HTTP_PORT trong cài đặt.',
  },
  alarm: {
    title: '⚠️ Cần để ý',
    undelivered: (slot, count, total) =>
      `Lượt gửi ${slot}: ${count}/${total} bản tin chưa đến được nơi nhận.`,
    late: (slot, open) => `Lượt gửi ${slot}: sau 15 phút vẫn còn ${open} bản tin chưa gửi.`,
    sources: (failing, total) => `${failing}/${total} nguồn tin đang lỗi.`,
    noArticles: (hours) => `Đã ${hours} giờ không có bài mới nào.`,
    next: 'Xem /baocao, /suckhoe hoặc /vanhanh.',
  },
};

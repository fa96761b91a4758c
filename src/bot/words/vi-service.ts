import type { ServiceWords } from './service-words.ts';

/** Lời của bot bằng tiếng Việt: tệp, nối hai nền tảng, thông báo, biên tập viên, gỡ bài. */
export const viService: ServiceWords = {
  inline: { start: 'Nhận điểm tin mỗi sáng' },

  files: {
    sourceList: (count) => `Danh sách ${count} nguồn tin, dạng OPML.`,
    howToImport:
      'Muốn nhập nguồn: gửi tệp .opml (dưới 1 MB) vào cuộc trò chuyện này, thư mục sẽ thành chủ đề.',
    unreadable: 'Không đọc được tệp này. Mời bạn gửi tệp .opml dưới 1 MB.',
    notOpml: 'Tệp này không phải OPML, hoặc không có nguồn nào trong đó.',
    askImport: (fresh, known) =>
      `Tệp có ${fresh} nguồn mới; ${known} nguồn đã có sẽ được bỏ qua. Thêm các nguồn mới? Vui lòng xác nhận trong vòng một phút.`,
    import: 'Thêm các nguồn mới',
    imported: (count) => `Đã thêm ${count} nguồn.`,
    nothingNew: (known) => `Tệp không có nguồn mới: ${known} nguồn trong tệp đều đã có.`,
    andMore: (count) => `… và ${count} nguồn khác`,
    ownData: (days) =>
      `Toàn bộ dữ liệu đang lưu về cuộc trò chuyện này, dạng JSON, gồm cả nhật ký gửi tin ${days} ngày qua.`,
  },

  link: {
    title: 'Nối Telegram và Zalo',
    intro: (other) =>
      `Cùng một đăng ký trên cả hai nền tảng. Mở bot này trên ${other} và gửi dòng sau; cài đặt của cuộc trò chuyện này được giữ, cài đặt cũ bên ${other} (nếu có) sẽ bị thay thế.`,
    typed: (code, minutes) => `lienket ${code} (dùng một lần, trong ${minutes} phút)`,
    which: 'nền tảng kia',
    privateOnly: 'Chỉ nối được cuộc trò chuyện riêng, không nối được nhóm hay kênh.',
    wrongCode: 'Mã không đúng hoặc đã hết hạn. Mời bạn lấy mã mới bằng /lienket ở nền tảng kia.',
    tooMany: 'Bạn đã thử nhiều lần. Vui lòng chờ mười phút rồi thử lại.',
    samePlatform: 'Mã này được lấy trên cùng một nền tảng. Mời bạn gửi mã ở nền tảng kia.',
    linkedAlready: 'Một trong hai cuộc trò chuyện đang nối với nơi khác. Gõ /lienket bo ở đó trước.',
    linked: (where) => `Đã nối. Điểm tin được gửi qua ${where}; các lệnh dùng được ở cả hai nơi.`,
    state: (where, other) => `Đang nối với ${other}. Điểm tin được gửi qua ${where}.`,
    moveTo: (where) => `Gửi qua ${where}`,
    moved: (where) => `Từ nay điểm tin được gửi qua ${where}.`,
    undo: 'Bỏ nối',
    undone: (where) => `Đã bỏ nối. Đăng ký được giữ ở ${where}.`,
    notLinked: 'Cuộc trò chuyện này chưa nối với nơi nào. Gõ /lienket để lấy mã.',
  },

  broadcast: {
    title: 'Thông báo',
    ask: 'Mời bạn ghi nội dung sau lệnh: /thongbao Bot tạm nghỉ từ 22:00 để bảo trì.',
    preview: 'Xem trước thông báo:',
    askSend: (recipients, undoSeconds) =>
      `Gửi tới ${recipients} nơi đang nhận tin? Sau khi xác nhận có ${undoSeconds} giây để dừng lại. Vui lòng xác nhận trong vòng một phút.`,
    foot: 'Không muốn nhận nữa: /dung',
    send: 'Gửi thông báo',
    tooLong: (most) => `Thông báo dài quá ${most} ký tự. Mời bạn viết ngắn hơn.`,
    nobody: 'Hiện không có nơi nào đang nhận tin.',
    running: 'Một thông báo đang được gửi. Hãy chờ xong, hoặc dừng bằng /thongbao dung.',
    begun: (seconds) => `Thông báo bắt đầu gửi sau ${seconds} giây. Đổi ý: /thongbao dung.`,
    stop: 'Dừng gửi',
    stopped: (sent) => `Đã dừng. ${sent} nơi đã nhận được trước khi dừng.`,
    nothingToStop: 'Không có thông báo nào đang gửi.',
    progress: (sent, open, failed) =>
      `Thông báo: đã gửi ${sent}, đang chờ ${open}, không gửi được ${failed}.`,
    finished: (sent, failed) => `Đã gửi xong thông báo: ${sent} nơi nhận được, ${failed} nơi không gửi được.`,
  },

  editors: {
    title: 'Biên tập viên của từng kênh',
    none: 'Chưa có biên tập viên nào.',
    usage:
      'Thêm: /bientap telegram:-100123 +telegram:456. Xóa: /bientap telegram:-100123 -telegram:456. Biên tập viên chỉ chỉnh được kênh của mình.',
    added: (editor, chat) => `${editor} đã là biên tập viên của ${chat}.`,
    removed: (editor, chat) => `${editor} không còn là biên tập viên của ${chat}.`,
    notThere: 'Người này không phải biên tập viên của nơi đó.',
    tooMany: (most) => `Mỗi nơi có nhiều nhất ${most} biên tập viên.`,
    actUsage:
      'Cách dùng: /kenh telegram:-100123 chude +thep. Các lệnh dùng được: chude, diaphuong, gio, muigio, ngonngu, tamdung, tieptuc, dung, caidat, xemtruoc.',
    notYours: 'Bạn không phải biên tập viên của nơi này.',
    cannot: 'Lệnh này không dùng được cho kênh.',
    acting: (chat) => `Kênh ${chat}`,
  },

  takedown: {
    askUrl: 'Mời bạn ghi địa chỉ bài cần gỡ sau lệnh: /goxuong https://bao.example/bai-viet.html',
    notAUrl: 'Đây không phải địa chỉ web hợp lệ.',
    confirm: (title, publisher) =>
      `Gỡ bài “${title}” (${publisher})? Bài, các câu trích và kết quả tìm kiếm sẽ bị xóa, địa chỉ này không được đọc lại nữa. Vui lòng xác nhận trong vòng một phút.`,
    confirmUnknown:
      'Chưa có bài nào mang địa chỉ này. Ghi nhớ để không bao giờ đọc? Vui lòng xác nhận trong vòng một phút.',
    remove: 'Gỡ bài',
    done: (title) => `Đã gỡ bài “${title}”.`,
    remembered: 'Đã ghi nhớ: địa chỉ này sẽ không được đọc.',
  },
};

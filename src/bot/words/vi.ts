import type { Weekday } from '../../news/time.ts';
import { viInsight } from './vi-insight.ts';
import { viFollows } from './vi-follows.ts';
import { viService } from './vi-service.ts';
import type { Words } from './words.ts';

const weekdays: Readonly<Record<Weekday, string>> = {
  1: 'T2',
  2: 'T3',
  3: 'T4',
  4: 'T5',
  5: 'T6',
  6: 'T7',
  7: 'CN',
};

/** Lời của bot bằng tiếng Việt. */
export const vi: Words = {
  ...viFollows,
  ...viService,
  ...viInsight,
  label: {
    all: 'Tất cả chủ đề',
    wholeCountry: 'Cả nước',
    next: 'Tiếp tục →',
    back: '← Quay lại',
    done: 'Xong',
    cancel: 'Thôi',
    more: 'Xem thêm',
    detail: 'Chọn chi tiết hơn',
    settings: 'Cài đặt',
    digestNow: 'Đọc tin ngay',
    otherHour: 'Giờ khác',
    restart: 'Chọn lại từ đầu',
    resumeNow: 'Nhận tin trở lại',
    help: 'Xem hướng dẫn',
    search: 'Tìm tin với từ này',
  },
  weekdays,
  days(days) {
    if (days.length === 7) return 'hằng ngày';
    const [first, last] = [days[0], days.at(-1)];
    if (first && last && days.length > 2 && last - first === days.length - 1) {
      return `${weekdays[first]}–${weekdays[last]}`;
    }
    return days.map((day) => weekdays[day]).join(', ');
  },
  ago(milliseconds) {
    const minutes = Math.floor(milliseconds / 60_000);
    if (minutes < 1) return 'vừa xong';
    if (minutes < 60) return `${minutes} phút trước`;
    if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} giờ trước`;
    return `${Math.floor(minutes / 1440)} ngày trước`;
  },

  welcome: 'Rất vui được phục vụ bạn. Gõ vài từ để tìm tin, hoặc /diemtin để đọc tin mới.',
  trouble:
    'Hệ thống tạm thời chưa trả lời được. Các cài đặt của bạn vẫn được giữ nguyên; mời bạn thử lại sau ít phút.',
  wait: 'Bạn thao tác hơi nhanh. Vui lòng chờ khoảng một phút rồi thử lại.',
  refused: 'Yêu cầu này không thực hiện được. Gõ /trogiup để xem những việc bạn có thể làm.',
  chatAdminsOnly: 'Chỉ quản trị viên của nhóm mới thay đổi được cài đặt.',
  expired: 'Lựa chọn này đã hết hạn. Mời bạn thực hiện lại từ đầu.',
  cancelled: 'Đã bỏ qua, không có gì thay đổi.',
  nothingAsked: 'Hiện không có danh sách nào để chọn theo số. Gõ /trogiup để xem các lệnh.',
  notANumber: (most) =>
    most === 1
      ? 'Gõ 1 để chọn, hoặc gõ vài từ để tìm tin.'
      : `Vui lòng trả lời bằng một số từ 1 đến ${most}.`,
  unknownCommand: (offered) =>
    offered ? 'Không có lệnh này. Có phải bạn muốn:' : 'Không có lệnh này. Gõ /trogiup để xem các lệnh.',
  didYouMean: 'Có phải bạn muốn:',

  start: {
    title: 'Điểm tin công thương',
    greeting:
      'Chào bạn! Đây là bot tự động điểm tin công nghiệp và thương mại từ các báo, mỗi ngày một bản ngắn, có dẫn nguồn.',
    stepTopics: 'Bước 1/3: Bạn quan tâm chủ đề nào?',
    stepPlaces: 'Bước 2/3: Tin địa phương nào cần lên đầu? Chọn vùng, hoặc gõ tên tỉnh, thành phố.',
    stepHour: 'Bước 3/3: Bạn muốn nhận tin lúc mấy giờ? Chọn một giờ, hoặc gõ giờ khác, ví dụ “6h30”.',
    preset: (names) => `Đã chọn sẵn cho bạn: ${names}.`,
    ready: (hours, days) => `Đã xong! Bạn sẽ nhận điểm tin lúc ${hours}, ${days}.`,
    firstDigest: 'Đây là bản tin đầu tiên.',
    later: 'Đổi cài đặt bất cứ lúc nào: /caidat. Thôi nhận: /dung.',
    already: (hours, days) => `Bạn đang nhận điểm tin lúc ${hours}, ${days}.`,
    stopped: 'Bạn đã dừng nhận tin. Các lựa chọn cũ vẫn còn; bạn có muốn nhận trở lại?',
    groupHello:
      'Xin chào! Bot này điểm tin công nghiệp, thương mại mỗi ngày. Quản trị viên của nhóm gõ /start để chọn chủ đề, địa phương và giờ nhận tin.',
  },

  help: {
    title: 'Bạn có thể làm gì ở đây',
    intro: 'Gõ vài từ bất kỳ, có dấu hay không dấu, để tìm trong kho tin. Ví dụ: xuat khau lang son.',
    reader: [
      ['/diemtin', 'đọc điểm tin ngay bây giờ'],
      ['/tim thép', 'tìm tin; hiểu "cụm từ", -từ bỏ, OR, tu:2026-11-01, tu:7ngay, thang:10, nguon:vnexpress'],
      ['/solieu iip', 'số liệu theo thời gian kèm biểu đồ; thêm tỉnh, mặt hàng nếu cần'],
      [
        '/theodoi thép -Ấn Độ',
        'báo ngay khi có tin như vậy; thêm “điểm tin” ở cuối để chỉ đọc trong bản tin',
      ],
      ['/tukhoa, /botheodoi', 'các từ khóa đang theo dõi; thôi theo dõi'],
      ['/visao 2, /bot 2', 'vì sao có tin số 2; bớt loại tin ấy'],
      ['/tuan, /thang', 'nhìn lại tuần qua, tháng qua'],
      ['/chude', 'chọn chủ đề; gõ nhanh: /chude +thep -det-may'],
      ['/diaphuong', 'chọn địa phương; gõ nhanh: /diaphuong lang son'],
      ['/gio 07:00 t2-t6', 'giờ và ngày nhận tin'],
      ['/muigio', 'múi giờ'],
      ['/yenlang 22:00-06:00', 'giờ không báo tin'],
      ['/caidat', 'xem và đổi mọi cài đặt'],
      ['/ngonngu', 'đổi ngôn ngữ'],
      ['/tamdung 3', 'tạm dừng vài ngày; /tieptuc để nhận lại'],
      ['/dung', 'thôi nhận tin'],
      ['/lienket', 'dùng chung một đăng ký trên Telegram và Zalo'],
      ['/xuatdulieu', 'xem dữ liệu đang lưu về bạn'],
      ['/xoadulieu', 'xóa toàn bộ dữ liệu đó'],
    ],
    admin: [
      ['/nguon', 'danh sách nguồn tin và tình trạng'],
      ['/themnguon <địa chỉ>', 'thêm nguồn, có xem trước'],
      ['/thunguon <địa chỉ>', 'xem thử một nguồn, không lưu'],
      ['/suanguon <mã> tên=giá trị', 'sửa nguồn'],
      ['/batnguon, /tatnguon <mã>', 'bật, tắt nguồn'],
      ['/xoanguon <mã>', 'xóa nguồn'],
      ['/opml', 'xuất danh sách nguồn; gửi tệp .opml để nhập'],
      ['/goxuong <địa chỉ>', 'gỡ một bài theo yêu cầu của báo'],
      ['/xemtruoc [chat]', 'xem trước bản tin kế tiếp của một nơi nhận'],
      ['/thongbao <nội dung>', 'gửi thông báo tới mọi nơi đang nhận tin'],
      ['/bientap', 'biên tập viên của từng kênh; họ dùng /kenh <mã> <lệnh>'],
      ['/baocao', 'kết quả gửi tin'],
      ['/vanhanh', 'đường dẫn một lần tới trang vận hành'],
      ['/suckhoe', 'tình trạng hệ thống'],
      ['/nhatky', 'ai đã làm gì'],
      ['/quantri', 'danh sách quản trị viên'],
    ],
    menu: {
      start: 'Bắt đầu nhận điểm tin',
      diemtin: 'Đọc điểm tin ngay',
      tim: 'Tìm tin trong kho',
      solieu: 'Số liệu và biểu đồ',
      theodoi: 'Theo dõi một từ khóa',
      tukhoa: 'Từ khóa đang theo dõi',
      tuan: 'Nhìn lại tuần qua',
      chude: 'Chọn chủ đề',
      diaphuong: 'Chọn địa phương',
      gio: 'Giờ và ngày nhận tin',
      caidat: 'Mọi cài đặt',
      ngonngu: 'Đổi ngôn ngữ',
      tamdung: 'Tạm dừng vài ngày',
      tieptuc: 'Nhận tin trở lại',
      dung: 'Thôi nhận tin',
      lienket: 'Nối Telegram và Zalo',
      xuatdulieu: 'Dữ liệu đang lưu về bạn',
      xoadulieu: 'Xóa dữ liệu đang lưu',
      trogiup: 'Hướng dẫn',
    },
    adminTitle: 'Dành cho quản trị viên',
    typing: 'Có thể gõ lệnh không cần dấu “/”, có dấu hay không dấu đều được: chủ đề, gio 7h, dừng.',
    automatic: 'Tin được tóm tắt tự động, số liệu theo nguồn dẫn.',
  },

  topics: {
    title: 'Chủ đề',
    ask: 'Chọn các chủ đề bạn muốn nhận. Không chọn gì nghĩa là nhận tất cả.',
    typed: 'Gõ nhanh: /chude +thep -det-may',
    chosen: (names) => `Đang nhận: ${names}.`,
    chosenAll: 'Đang nhận tất cả chủ đề.',
    unknown: (typed, offered) =>
      offered
        ? `Chưa có chủ đề “${typed}”. Có phải bạn muốn:`
        : `Chưa có chủ đề “${typed}”. Gõ /chude để xem danh sách.`,
    tooMany: (most) => `Mỗi nơi nhận chọn được nhiều nhất ${most} chủ đề.`,
  },
  places: {
    title: 'Địa phương',
    ask: 'Tin của địa phương bạn chọn sẽ lên đầu. Chọn vùng, hoặc gõ tên tỉnh, thành phố, cửa khẩu (tên cũ hay mới đều được).',
    typed: 'Gõ nhanh: /diaphuong +lang son -ha noi',
    chosen: (names) => `Đang ưu tiên: ${names}.`,
    chosenAll: 'Đang nhận tin cả nước, không ưu tiên nơi nào.',
    unknown: (typed, offered) =>
      offered
        ? `Chưa tìm thấy địa phương “${typed}”. Có phải bạn muốn:`
        : `Chưa tìm thấy địa phương “${typed}”. Gõ /diaphuong để chọn theo vùng.`,
    tooMany: (most) => `Mỗi nơi nhận chọn được nhiều nhất ${most} địa phương.`,
    region: (name) => `Vùng ${name}: chọn tỉnh, thành phố.`,
    more: 'Vùng khác',
  },
  hours: {
    title: 'Giờ nhận tin',
    ask: 'Chọn giờ, hoặc gõ giờ và ngày, ví dụ “7h30”, “6h và 17h”, “7 giờ sáng t2-t6”.',
    now: (hours, days, zone) => `Hiện tại: ${hours}, ${days} (${zone}).`,
    done: (hours, days, zone) => `Đã đặt giờ nhận tin: ${hours}, ${days} (${zone}).`,
    impossible: (typed) => `Không có giờ “${typed}”. Giờ hợp lệ từ 00:00 đến 23:59. Có phải bạn muốn:`,
    notUnderstood: 'Chưa đọc được giờ này. Bạn có thể gõ: /gio 07:00, /gio 7h30 t2-t6, /gio 6h và 17h.',
    tooMany: (most) => `Mỗi ngày nhận được nhiều nhất ${most} bản tin. Mời bạn chọn ít giờ hơn.`,
  },
  zone: {
    name: (zone) => (zone === 'Asia/Ho_Chi_Minh' ? 'giờ Việt Nam' : zone.replaceAll('_', ' ')),
    ask: (zone) => `Múi giờ hiện tại: ${zone}. Chọn một nơi, hoặc gõ tên thành phố, ví dụ “Tokyo”, “+7”.`,
    done: (zone) => `Đã đổi múi giờ: ${zone}.`,
    unknown: (offered) =>
      offered
        ? 'Không có múi giờ này. Có phải bạn muốn:'
        : 'Không có múi giờ này. Mời bạn gõ tên một thành phố lớn, hoặc độ lệch như “+7”.',
  },

  settings: {
    title: 'Cài đặt',
    topics: 'Chủ đề',
    places: 'Địa phương',
    hours: 'Giờ nhận tin',
    zone: 'Múi giờ',
    language: 'Ngôn ngữ',
    languageName: 'Tiếng Việt',
    emptyDay: 'Ngày không có tin',
    emptyDaySay: 'vẫn báo một dòng',
    emptyDaySilent: 'không nhắn gì',
    state: 'Trạng thái',
    allTopics: 'tất cả',
    wholeCountry: 'cả nước',
    noHours: 'chưa chọn',
    pickTopics: 'Chủ đề',
    pickPlaces: 'Địa phương',
    pickHours: 'Giờ nhận tin',
    pickZone: 'Múi giờ',
    pickLanguage: 'Ngôn ngữ',
    pause: 'Tạm dừng',
    stop: 'Dừng nhận tin',
    resume: 'Nhận tin trở lại',
    begin: 'Bắt đầu nhận tin',
    sayOnEmptyDays: 'Ngày không tin: hãy báo',
    silentOnEmptyDays: 'Ngày không tin: im lặng',
    askLanguage: 'Bạn muốn dùng ngôn ngữ nào?',
    languageDone: 'Đã chuyển sang tiếng Việt.',
  },

  state: {
    setup: 'chưa cài đặt xong',
    active: 'đang nhận tin',
    stopped: 'đã dừng',
    gone: 'tạm thời không gửi được',
    pausedUntil: (day) => `tạm dừng, nhận lại từ ${day}`,
    byNumber: 'Trả lời bằng số; có thể gõ nhiều số cùng lúc, ví dụ “1, 5”.',
    askPause: 'Bạn muốn tạm dừng mấy ngày? Chọn, hoặc gõ số ngày.',
    pauseDays: (days) => `${days} ngày`,
    paused: (next) => `Đã tạm dừng. Bản tin kế tiếp: ${next}. Muốn nhận lại sớm hơn, gõ /tieptuc.`,
    pauseRange: (most) => `Số ngày tạm dừng từ 1 đến ${most}. Muốn thôi hẳn, gõ /dung.`,
    notSubscribed: 'Bạn chưa đăng ký nhận tin. Gõ /start để bắt đầu.',
    resumed: (hours, days) => `Bạn sẽ nhận tin trở lại lúc ${hours}, ${days}.`,
    stoppedNow:
      'Đã dừng, bạn sẽ không nhận điểm tin nữa. Muốn nhận lại: /tieptuc. Muốn xóa dữ liệu đang lưu: /xoadulieu.',
  },

  data: {
    title: 'Dữ liệu đang lưu',
    nothing: 'Chưa có dữ liệu nào về cuộc trò chuyện này được lưu.',
    keeps:
      'Nhật ký gửi tin và dấu tin nào đã gửi được giữ 30 ngày. Không lưu tên, số điện thoại hay nội dung tin nhắn của bạn.',
    askForget:
      'Xóa toàn bộ dữ liệu và thôi nhận tin? Việc này không hoàn tác được. Vui lòng xác nhận trong vòng một phút.',
    confirmForget: 'Xóa dữ liệu của tôi',
    forgotten: 'Đã xóa toàn bộ dữ liệu của cuộc trò chuyện này. Nếu muốn dùng lại, bạn chỉ cần gõ /start.',
  },

  digest: {
    none: 'Hiện chưa có tin mới phù hợp với lựa chọn của bạn. Có thể mở rộng chủ đề bằng /chude, hoặc gõ vài từ để tìm tin cũ hơn.',
  },
  search: {
    ask: 'Bạn muốn tìm tin gì? Ví dụ: giá thép, xuat khau lang son.',
    found: (total) => `Tìm thấy ${total} tin`,
    page: (from, to, total) => `Tin ${from}–${to} trong ${total}`,
    nothing: 'Không tìm thấy tin nào.',
    suggestion: (text) => `Thử tìm: ${text}`,
    hints: 'Mời bạn thử ít từ hơn, bỏ dấu ngoặc kép, hoặc dùng tên gọi khác.',
    otherPapers: (count) => `+${count} báo`,
    noMore: 'Đã hết tin phù hợp.',
    nothingToContinue: 'Không còn kết quả nào để xem tiếp. Mời bạn gõ từ cần tìm.',
  },

  sources: {
    title: (page, pages, total) => `Nguồn tin: ${total} (trang ${page}/${pages})`,
    legend: '✅ tốt · 🆕 chưa đọc · ⚠️ lỗi · ⛔ tạm ngưng · ⏸ tắt',
    noneYet: 'Chưa có nguồn tin nào. Thêm bằng /themnguon <địa chỉ>.',
    askUrl: 'Mời bạn gửi địa chỉ RSS hoặc Atom, ví dụ: https://bao.example/rss/kinh-te.rss',
    problem: {
      'not-a-url':
        'Đây không phải địa chỉ web hợp lệ. Địa chỉ cần bắt đầu bằng http:// hoặc https://, ví dụ https://bao.example/rss.',
      'private-address':
        'Địa chỉ này trỏ vào mạng nội bộ nên không được phép đọc. Hãy dùng địa chỉ công khai của tờ báo.',
      unreachable:
        'Không kết nối được tới địa chỉ này. Hãy kiểm tra tên miền có đúng chính tả và trang có đang hoạt động.',
      timeout:
        'Máy chủ trả lời quá chậm nên đã ngừng chờ. Hãy thử lại sau, hoặc dùng địa chỉ RSS khác của báo.',
      'http-error':
        'Máy chủ báo lỗi khi đọc địa chỉ này. Hãy mở thử bằng trình duyệt và chép lại đúng đường dẫn RSS.',
      'too-large':
        'Nội dung quá lớn (trên 5 MB) nên không thể dùng làm nguồn. Hãy chọn RSS của một chuyên mục.',
      empty: 'Địa chỉ này trả về nội dung trống. Hãy kiểm tra lại đường dẫn RSS.',
      'not-a-feed':
        'Đây là trang web nhưng không phải RSS hay Atom, và cũng không tìm thấy RSS trong trang. Hãy tìm mục “RSS” ở chân trang của báo.',
      'no-items': 'Đây là RSS nhưng không có tin nào. Hãy thử RSS của chuyên mục khác.',
    },
    nothingStored: 'Chưa lưu gì.',
    preview: (title) => `Xem thử: ${title}`,
    items: (count, newest) => (newest ? `${count} tin, mới nhất ${newest}` : `${count} tin, không rõ ngày`),
    askAdd: 'Thêm nguồn này? Vui lòng xác nhận trong vòng một phút.',
    add: 'Thêm nguồn',
    added: (name, id) => `Đã thêm nguồn “${name}” với mã ${id}.`,
    duplicate: (id) => `Địa chỉ này đã có trong danh sách, mã ${id}.`,
    tooMany: (most) => `Đã đủ ${most} nguồn. Hãy xóa bớt trước khi thêm.`,
    askId: 'Mời bạn ghi mã nguồn sau lệnh. Xem các mã bằng /nguon.',
    unknownId: (offered) =>
      offered
        ? 'Không có nguồn mang mã này. Có phải bạn muốn:'
        : 'Không có nguồn mang mã này. Xem các mã bằng /nguon.',
    askRemove: (name) =>
      `Xóa nguồn “${name}”? Các bài đã đọc vẫn được giữ. Vui lòng xác nhận trong vòng một phút.`,
    remove: 'Xóa nguồn',
    removed: (name) => `Đã xóa nguồn “${name}”.`,
    enabled: (name) => `Đã bật nguồn “${name}”.`,
    disabled: (name) => `Đã tắt nguồn “${name}”.`,
    edited: (name) => `Đã sửa nguồn “${name}”.`,
    editUsage:
      'Cách dùng: /suanguon <mã> ten=… bao=… url=… chude=thep,det-may ngonngu=vi bangma=utf-8 mui=+07:00 ngaythang=day-first chitomtat=co',
    editWrong: (key) => `Không sửa được mục “${key}”.`,
    enable: 'Bật',
    disable: 'Tắt',
    test: 'Đọc thử',
    lastOk: (ago) => `Đọc được lần cuối: ${ago}`,
    neverOk: 'Chưa đọc được lần nào',
    lastNew: (ago) => `Tin mới lần cuối: ${ago}`,
    failing: (count) => `Lỗi liên tiếp: ${count} lần`,
    off: 'Đang tắt',
    suspended: {
      failing: 'Tạm ngưng vì lỗi nhiều lần liên tiếp',
      silent: 'Tạm ngưng vì lâu không có tin mới',
      repeating: 'Tạm ngưng vì lặp lại tin cũ',
      drifting: 'Tạm ngưng vì nhiều tin ghi ngày đăng trong tương lai',
    },
    addedBy: (who) => `Người thêm: ${who}`,
  },

  operations: {
    health: 'Tình trạng hệ thống',
    sources: (total, on, bad) => `Nguồn tin: ${total}, đang bật ${on}, có lỗi ${bad}`,
    chats: (active, total) => `Nơi nhận: ${active} đang nhận trên ${total}`,
    open: (count) => `Bản tin đang chờ gửi: ${count}`,
    nextSlot: (when) => `Lượt gửi kế tiếp: ${when}`,
    audit: 'Nhật ký quản trị, mới nhất trước',
    auditEmpty: 'Nhật ký chưa có dòng nào.',
    outcome: { done: 'xong', refused: 'từ chối', failed: 'lỗi' },
    report: 'Kết quả gửi tin',
    reportEmpty: 'Chưa có lượt gửi nào.',
    due: (count) => `tổng cộng ${count}`,
    doubtful: 'Không rõ đã tới hay chưa, không gửi lại:',
    historyOf: (key) => `Các lượt gửi tới ${key}`,
    attempts: (count) => `thử ${count} lần`,
    reportHow: 'Xem riêng một nơi nhận: /baocao telegram:123',
    delivery: {
      pending: 'chờ gửi',
      sending: 'đang gửi',
      sent: 'đã gửi',
      failed: 'không gửi được',
      unknown: 'không rõ kết quả',
      skipped: 'bỏ qua',
    },
    reasons: 'Lý do',
    admins: 'Quản trị viên',
    adminsHow: '🔒 Đặt trong cài đặt ADMINS của máy chủ, không xóa được từ đây.',
    adminUsage: 'Thêm: /quantri +telegram:123. Xóa: /quantri -telegram:123.',
    adminAdded: (id) => `Đã thêm quản trị viên ${id}.`,
    adminRemoved: (id) => `Đã xóa quản trị viên ${id}.`,
    adminFixed: 'Quản trị viên này đặt trong cài đặt của máy chủ nên không xóa được từ đây.',
    noSuchAdmin: 'Không có quản trị viên mang mã này.',
    tooManyAdmins: (most) => `Có nhiều nhất ${most} quản trị viên.`,
    preview: (key) => `Bản tin xem trước của ${key}`,
    noSuchChat: 'Không có nơi nhận này. Ghi mã đầy đủ, ví dụ telegram:123.',
    onlyText:
      'Bot chỉ đọc được tin nhắn chữ. Mời bạn gõ vài từ để tìm tin, hoặc “trợ giúp” để xem hướng dẫn.',
    sourceSuspended: (name, id) => `Nguồn “${name}” (${id}) đang tạm ngưng.`,
  },
};

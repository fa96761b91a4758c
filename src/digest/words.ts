import type { Language } from '../news/chat.ts';

/** The few words a digest says itself; everything else in it is quoted. */
export interface DigestWords {
  readonly title: string;
  /** "Thứ Tư 21/02/2024" */
  date(day: string): string;
  readonly figures: string;
  readonly empty: string;
  /** "+3 báo" */
  morePapers(count: number): string;
  readonly update: string;
  /** Begins the line that says which paper prints which number. */
  readonly papersDiffer: string;
  /** Begins what we add ourselves to the figures of others. */
  readonly ourNote: string;
  left(count: number): string;
  /** "từ 14/02 đến 23/02/2026" */
  span(from: string, to: string): string;
  readonly recap: string;
  /** Before what is due. */
  readonly upcoming: string;
  /** What can be typed after a digest. */
  readonly typed: string;
  /** Before the address of the day's page. */
  readonly page: string;
  readonly label: {
    readonly more: string;
    readonly why: string;
    readonly follow: string;
    readonly fewer: string;
    readonly unfollow: string;
    readonly keywords: string;
  };
  alert(query: string): string;
  readonly eventUpdate: string;
  readonly alertStop: { readonly telegram: string; readonly zalo: string; readonly console: string };
  readonly foot: string;
  /** The same where a model wrote some of it. */
  readonly footWritten: string;
  /** How to stop, in the platform's own way. */
  readonly stop: { readonly telegram: string; readonly zalo: string; readonly console: string };
}

/** Stands before a text that a model wrote. */
export const ownWordsMark = '✎';

export const digestWords: Readonly<Record<Language, DigestWords>> = {
  vi: {
    title: 'Công Thương 60 giây',
    date: (day) => `${weekday(day, 'vi-VN')} ${day.split('-').toReversed().join('/')}`,
    figures: 'SỐ TRONG NGÀY',
    empty: 'Chưa có tin mới nào khớp với lựa chọn của bạn. Hẹn bạn ở bản sau.',
    morePapers: (count) => `+${count} báo`,
    update: 'cập nhật',
    papersDiffer: 'Số liệu các báo khác nhau',
    ourNote: 'Ghi chú của Điểm tin:',
    left: (count) => `Còn ${count} tin khác đang chờ: nhắn từ khóa bạn quan tâm để tìm.`,
    span: (from, to) => `từ ${dayMonth(from)} đến ${to.split('-').toReversed().join('/')}`,
    recap: 'Nhìn lại',
    upcoming: 'SẮP TỚI:',
    page: 'Đọc đủ trên trang',
    typed:
      'Nhắn “thêm”, “vì sao 2”, “theo dõi 2” hoặc “bớt 2” để đọc tiếp, hỏi lý do, theo dõi việc ấy hay nhận ít loại ấy hơn.',
    label: {
      more: 'Thêm',
      why: 'Vì sao?',
      follow: 'Theo dõi việc này',
      fewer: 'Bớt loại này',
      unfollow: 'Thôi theo dõi',
      keywords: 'Từ khóa của tôi',
    },
    alert: (query) => `🔔 Tin theo từ khóa: ${query}`,
    eventUpdate: '🔔 Diễn biến mới của việc bạn theo dõi',
    alertStop: {
      telegram: '/tukhoa · /dung',
      zalo: 'Nhắn "TỪ KHÓA" để đổi, "DỪNG" để thôi nhận.',
      console: '/tukhoa · /dung',
    },
    foot: 'Tóm tắt tự động, số liệu theo nguồn.',
    footWritten: `${ownWordsMark} Tóm tắt bằng mô hình ngôn ngữ, số liệu đã đối chiếu với nguồn.`,
    stop: {
      telegram: '/caidat · /dung',
      zalo: 'Nhắn "CÀI ĐẶT" để chỉnh, "DỪNG" để thôi nhận.',
      console: '/caidat · /dung',
    },
  },
  en: {
    title: 'Industry & Trade in 60 seconds',
    date: (day) => `${weekday(day, 'en-GB')} ${day.split('-').toReversed().join('/')}`,
    figures: 'FIGURES OF THE DAY',
    empty: 'Nothing new that matches your choices yet. Until next time.',
    morePapers: (count) => `+${count} more`,
    update: 'update',
    papersDiffer: 'Papers differ',
    ourNote: 'Our note:',
    left: (count) => `${count} more waiting: send a keyword to search.`,
    span: (from, to) => `${dayMonth(from)} to ${to.split('-').toReversed().join('/')}`,
    recap: 'Looking back',
    upcoming: 'COMING UP:',
    page: 'All of it on the page',
    typed:
      'Send "more", "why 2", "follow 2" or "fewer 2" to read on, ask why, follow that event or get fewer of its kind.',
    label: {
      more: 'More',
      why: 'Why this?',
      follow: 'Follow this event',
      fewer: 'Fewer of these',
      unfollow: 'Stop following',
      keywords: 'My keywords',
    },
    alert: (query) => `🔔 News for your keyword: ${query}`,
    eventUpdate: '🔔 News of an event you follow',
    alertStop: {
      telegram: '/keywords · /stop',
      zalo: 'Send "KEYWORDS" to change, "STOP" to unsubscribe.',
      console: '/keywords · /stop',
    },
    foot: 'Automatic summary, figures as in the sources.',
    footWritten: `${ownWordsMark} Written by a language model, figures checked against the sources.`,
    stop: {
      telegram: '/settings · /stop',
      zalo: 'Send "SETTINGS" to adjust, "STOP" to unsubscribe.',
      console: '/settings · /stop',
    },
  },
};

/** Making a formatter takes longer than all else in a digest. */
const weekdays = new Map<string, Intl.DateTimeFormat>();

/** "14/02" */
function dayMonth(day: string): string {
  return day.slice(5).split('-').toReversed().join('/');
}

function weekday(day: string, locale: string): string {
  const known = weekdays.get(locale);
  const format = known ?? new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  if (known === undefined) weekdays.set(locale, format);
  return format.format(new Date(`${day}T00:00Z`));
}

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
  left(count: number): string;
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
    left: (count) => `Còn ${count} tin khác đang chờ: nhắn từ khóa bạn quan tâm để tìm.`,
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
    left: (count) => `${count} more waiting: send a keyword to search.`,
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

function weekday(day: string, locale: string): string {
  const known = weekdays.get(locale);
  const format = known ?? new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  if (known === undefined) weekdays.set(locale, format);
  return format.format(new Date(`${day}T00:00Z`));
}

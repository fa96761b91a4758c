import type { Instant } from '../news/time.ts';

const day = 86_400_000;
/** Việt Nam, whose dates these are. */
const offset = 7 * 3_600_000;

/** A day that binds the reader: something starts to hold, or must be done before it. */
const DEADLINE =
  /(?:có hiệu lực|áp dụng|thực hiện|hạn chót|thời hạn|hạn nộp|hạn trả lời|hết hạn|chậm nhất|muộn nhất|trước|hết|từ|đến)[^.;\n]{0,24}?(?<![\p{Nd}/.])(?<day>\d{1,2})[/.](?<month>\d{1,2})(?:[/.](?<year>20\d{2}))?(?![\p{Nd}%/]|[.,]\d)/giu;

/** "từ" and "đến" also begin stretches of the past; alone they need a word that looks ahead. */
const BINDING =
  /hiệu lực|áp dụng|hạn|chậm nhất|muộn nhất|phải|trước ngày|nộp|góp ý|đăng ký|tạm dừng|tạm ngừng|ngừng|nghỉ|điều chỉnh|tăng giá|giảm giá|lấy ý kiến/iu;

/** Days until the nearest binding date of a text that has not passed, 0 for today; undefined when it names none. */
export function daysToDeadline(text: string, now: Instant): number | undefined {
  const today = Math.floor((now + offset) / day);
  const ahead = text
    .split('\n')
    .filter((line) => BINDING.test(line))
    .flatMap((line) => Array.from(line.matchAll(DEADLINE), ({ groups }) => daysAhead(groups ?? {}, today)))
    .filter((days) => days !== undefined && days >= 0);
  return ahead.length === 0 ? undefined : Math.min(...(ahead as number[]));
}

function daysAhead(groups: Readonly<Record<string, string | undefined>>, today: number): number | undefined {
  const dayOfMonth = Number(groups['day']);
  const month = Number(groups['month']);
  if (dayOfMonth < 1 || dayOfMonth > 31 || month < 1 || month > 12) return undefined;
  const thisYear = new Date(today * day).getUTCFullYear();
  const year = groups['year'] === undefined ? thisYear : Number(groups['year']);
  const ahead = Date.UTC(year, month - 1, dayOfMonth) / day - today;
  // A day without a year that is long past is the next year's.
  return groups['year'] === undefined && ahead < -180
    ? Date.UTC(year + 1, month - 1, dayOfMonth) / day - today
    : ahead;
}

import type { Instant } from '../news/time.ts';

/**
 * The moment a page's date text stands for: ISO forms and what Vietnamese pages print ("Thứ Bảy, 28/2/2026, 12:56
 * (GMT+7)", "20-07-2026 - 00:04 AM", "9/5/2026 10:17:01 PM"). Vietnam time where no zone is given; day first, save for
 * the month-first form with AM/PM and seconds that .NET writes. Undefined before 2000, after `now` + 1 h, or when there is no date.
 */
export function readPageDate(text: string, now: Instant): Instant | undefined {
  const trimmed = text.trim().slice(0, 300);
  const at = isoDate(trimmed) ?? printedDate(trimmed);
  if (at === undefined || at < Date.UTC(2000, 0, 1) || at > now + 3_600_000) return undefined;
  return at;
}

function isoDate(text: string): Instant | undefined {
  const found =
    /(\d{4})-(\d{2})-(\d{2})(?:[T\s]+(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?/i.exec(
      text,
    );
  if (found === null) return undefined;
  const [, year, month, day, hour, minute, second, zone] = found;
  return moment(Number(year), Number(month), Number(day), hour, minute, second, offsetOf(zone));
}

function printedDate(text: string): Instant | undefined {
  const numeric = /(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})(?!\d)/.exec(text);
  const worded = /(?<!\d)(\d{1,2})\s*tháng\s*(\d{1,2})\s*(?:,|năm)?\s*(\d{4})/i.exec(text);
  const date = numeric ?? worded;
  if (date === null) return undefined;
  const rest = `${text.slice(0, date.index)} ${text.slice(date.index + date[0].length)}`;
  const time = /(?<!\d)(\d{1,2})\s*[:hg]\s*(\d{2})(?:\s*[:p]\s*(\d{2}))?\s*(AM|PM|SA|CH)?/i.exec(rest);
  const half = time?.[4]?.toUpperCase();
  let hour = time === null ? undefined : Number(time[1]);
  if (hour !== undefined && (half === 'PM' || half === 'CH') && hour < 12) hour += 12;
  if (hour === 12 && (half === 'AM' || half === 'SA')) hour = 0;
  const [first, second] = [Number(date[1]), Number(date[2])];
  const monthFirst =
    second > 12 || (half !== undefined && time?.[3] !== undefined && date[0].includes('/') && first <= 12);
  const [day, month] = monthFirst ? [second, first] : [first, second];
  const year = Number(date[3]) < 100 ? 2000 + Number(date[3]) : Number(date[3]);
  const zone = /(?:GMT|UTC)\s*([+-]\s*\d{1,2})(?::?(\d{2}))?/i.exec(text);
  const offset =
    zone === null ? 7 * 60 : Number((zone[1] ?? '').replace(/\s/g, '')) * 60 + Number(zone[2] ?? 0);
  return moment(year, month, day, hour?.toString(), time?.[2], time?.[3], offset);
}

function moment(
  year: number,
  month: number,
  day: number,
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  offsetMinutes: number,
): Instant | undefined {
  const [h, m, s] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)];
  if (month < 1 || month > 12 || day < 1 || h > 23 || m > 59 || s > 59) return undefined;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  return Date.UTC(year, month - 1, day, h, m, s) - offsetMinutes * 60_000;
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined) return 7 * 60;
  const found = /([+-])(\d{2}):?(\d{2})/.exec(zone);
  if (found === null) return 0;
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3]));
}

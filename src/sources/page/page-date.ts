import type { Instant } from '../../news/time.ts';
import { parseDate, type DateHabits } from '../../text/dates.ts';

/**
 * The moment a page's date text stands for, also where words stand around it ("Cập nhật lúc 09:30, Thứ Năm, 27/08/2026
 * (GMT+7) | Kinh tế"). Vietnam time where no zone is given. Undefined before 2000, after `now` + 1 h, or when there is no date.
 */
export function readPageDate(text: string, now: Instant): Instant | undefined {
  const trimmed = text.trim().slice(0, 300);
  if (!/\d{4}|\d\D+\d\D+\d/.test(trimmed)) return undefined;
  // "12/11/2026 9:05 AM" is read month first by habit; where that lies in the future, the day was meant to be first.
  return orders
    .map((habits) => parseDate(trimmed, habits) ?? cutOut(trimmed, habits))
    .find((at) => at !== undefined && at >= Date.UTC(2000, 0, 1) && at <= now + 3_600_000);
}

const orders: readonly DateHabits[] = [{}, { order: 'day-first' }];

const day =
  /(?<!\d)(?:\d{4}-\d{2}-\d{2}(?:[T\s]+\d{2}:\d{2}(?::\d{2})?(?:[.,]\d+)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:\d{4}|\d{2})|\d{1,2}\s*tháng\s*\d{1,2}\s*(?:,|năm)?\s*\d{4})(?!\d)/i;
const time = /(?<!\d)\d{1,2}\s*[:hg]\s*\d{2}(?:\s*:\s*\d{2})?\s*(?:AM|PM|SA|CH)?(?![\d\p{L}])/iu;
const zone = /(?:GMT|UTC)\s*[+-]\s*\d{1,2}(?::?\d{2})?/i;

/** A day, a time and a zone found each on their own in a longer text. */
function cutOut(text: string, habits: DateHabits): Instant | undefined {
  const date = day.exec(text);
  if (date === null) return undefined;
  const rest = `${text.slice(0, date.index)} ${text.slice(date.index + date[0].length)}`;
  const found = [date[0], time.exec(rest)?.[0], zone.exec(rest)?.[0]].filter((part) => part !== undefined);
  return parseDate(found.join(' '), habits) ?? parseDate(date[0], habits);
}

import type { LocalTime } from '../news/time.ts';
import { foldTyped } from './typed.ts';

/** How many digests a day a chat may ask for. */
export const MOST_HOURS = 6;

export type HoursTyped =
  | { readonly kind: 'hours'; readonly hours: readonly LocalTime[]; readonly rest: string }
  /** A time of day was meant, but there is none like it; the nearest that exist. */
  | { readonly kind: 'impossible'; readonly typed: string; readonly nearest: readonly LocalTime[] }
  | { readonly kind: 'too-many' }
  | { readonly kind: 'none' };

const PART = String.raw`(?:\s*(sang|trua|chieu|toi|dem|khuya|am|pm|a\.m\.?|p\.m\.?))?`;
const CLOCK = new RegExp(
  String.raw`(?<![\p{L}\p{N}:.])(\d{1,3})(?:\s*(?:gio|g|h|:)\s*(ruoi|\d{1,2})?|\s*(ruoi)|\.(\d{2})(?!\d))?(?:\s*(?:phut|p|m)(?![\p{L}]))?${PART}(?![\p{L}\p{N}])`,
  'gu',
);

/**
 * Reads digest hours as people type them: `07:00`, "7h", "7 giờ sáng", "19h30", "7pm", several at once,
 * and spans ("6h-8h" is 6, 7 and 8 o'clock). `rest` is what was typed besides, folded; days are in it.
 */
export function readHours(typed: string): HoursTyped {
  const text = foldTyped(typed);
  const found: Clock[] = [];
  let rest = '';
  let last = 0;
  for (const match of text.matchAll(CLOCK)) {
    // "t2", "thu 2" are days, not two o'clock.
    if (/(?:^|[^\p{L}])(?:t|thu)\s*$/u.test(text.slice(0, match.index))) continue;
    const between = text.slice(last, match.index);
    const span = found.length > 0 && /^\s*(?:-|–|den|toi|to)\s*$/u.test(between);
    rest += span ? ' ' : between;
    last = match.index + match[0].length;
    found.push({ ...clockOf(match), typed: match[0].trim(), span });
  }
  rest += text.slice(last);
  if (found.length === 0) return { kind: 'none' };

  const wrong = found.find((each) => each.minutes === undefined);
  if (wrong) return { kind: 'impossible', typed: wrong.typed, nearest: wrong.nearest };

  const minutes = new Set<number>();
  let from = 0;
  for (const { minutes: at = 0, span } of found) {
    if (span) for (let each = from + 60; each < at; each += 60) minutes.add(each);
    minutes.add(at);
    from = at;
  }
  if (minutes.size > MOST_HOURS) return { kind: 'too-many' };
  const hours = [...minutes].toSorted((a, b) => a - b).map(timeOf);
  return { kind: 'hours', hours, rest: rest.replace(/\b(?:va|luc|and|at|,|;)\b|[,;]/gu, ' ').trim() };
}

interface Clock {
  readonly minutes: number | undefined;
  readonly nearest: readonly LocalTime[];
  readonly typed: string;
  readonly span: boolean;
}

function clockOf(match: RegExpMatchArray): Pick<Clock, 'minutes' | 'nearest'> {
  const hour = Number(match[1]);
  const past = match[2] ?? match[3] ?? match[4] ?? '0';
  const minute = past === 'ruoi' ? 30 : Number(past);
  const part = (match[5] ?? '').replaceAll('.', '');
  const wanted = inPartOfDay(hour, part);
  if (wanted <= 23 && minute <= 59) return { minutes: wanted * 60 + minute, nearest: [] };
  const late = Math.min(wanted, 23) * 60;
  const over = (wanted * 60 + minute) % 1440;
  return { minutes: undefined, nearest: [...new Set([timeOf(late), timeOf(over)])] };
}

/** "7 giờ tối" is 19:00, "12 giờ đêm" 0:00, "1 giờ chiều" 13:00. */
function inPartOfDay(hour: number, part: string): number {
  if (hour > 12 || part === '') return hour;
  if (part === 'sang' || part === 'am') return hour === 12 ? 0 : hour;
  if (part === 'dem' || part === 'khuya') return hour === 12 ? 0 : hour >= 9 ? hour + 12 : hour;
  if (part === 'trua') return hour <= 3 ? hour + 12 : hour;
  return hour === 12 ? 12 : hour + 12;
}

function timeOf(minutes: number): LocalTime {
  const hour = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${hour}:${String(minutes % 60).padStart(2, '0')}`;
}

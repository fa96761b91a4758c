import type { Instant } from '../news/time.ts';
import { withEnglishMonth, withoutHanDates } from './foreign-dates.ts';
import { ZONES } from './zone-names.ts';

export interface DateHabits {
  /** How `4/5/2026` is ordered; when absent, month first with AM/PM (as .NET prints), else day first as in Vietnam. */
  readonly order?: 'month-first' | 'day-first';
  /** Offset of dates without a zone, such as `+07:00`, the default. */
  readonly offset?: string;
}

/**
 * Reads a date as feeds and the Vietnamese press write them: RFC 822 with all its misspellings, ISO 8601, `GMT+7`,
 * `9/5/2026 1:30:00 PM`, `28/02/2026 12:56:16`, `Thứ Bảy, 28/2/2026, 12:56`, `ngày 28 tháng 2 năm 2026`, Unix seconds.
 * The time zone of the machine plays no part. Absent when it is no date, also when it is one that does not exist.
 */
export function parseDate(text: string, habits: DateHabits = {}): Instant | undefined {
  const raw = text.length > 200 ? text.slice(0, 200) : text;
  const usual = RFC822.exec(raw);
  if (usual !== null) return fromRfc822(usual);
  const folded = fold(withoutHanDates(raw));
  const stamp = STAMP.exec(folded);
  if (stamp?.[1] !== undefined) return Number(stamp[1]) * (stamp[1].length > 10 ? 1 : 1000);

  const clock = readClock(
    withEnglishMonth(folded.replace(ISO_JOINT, '$1 '))
      .replace(COMPACT, '$1-$2-$3 $4:$5:$6')
      .replace(SHORT_CLOCK, padClock),
  );
  const day = readDay(clock.around, habits.order ?? (clock.english12 ? 'month-first' : 'day-first'));
  if (day === undefined) return undefined;
  const offset = clock.offset ?? parseOffset(habits.offset) ?? VIETNAM_MINUTES;
  return instant(day, clock.time, offset);
}

/** Which way numeric dates of one publisher are written, seen from all of them; absent when none tells. */
export function orderOfDates(texts: readonly string[]): DateHabits['order'] {
  let order: DateHabits['order'];
  for (const text of texts) {
    const [, first, second] = /^\D{0,24}(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}/.exec(text) ?? [];
    if (first === undefined || second === undefined) continue;
    const found = Number(first) > 12 ? 'day-first' : Number(second) > 12 ? 'month-first' : undefined;
    if (found === undefined) continue;
    if (order !== undefined && order !== found) return undefined;
    order = found;
  }
  return order;
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

interface Time {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
}

interface Clock {
  readonly time: Time;
  /** Minutes east of Greenwich. */
  readonly offset?: number;
  readonly english12: boolean;
  /** The text without time and zone: where the day must be. */
  readonly around: string;
}

const VIETNAM_MINUTES = 7 * 60;
const MIDNIGHT: Time = { hour: 0, minute: 0, second: 0, ms: 0 };

/** The form nine of ten feeds use, read without detours. */
const RFC822 =
  /^\s*(?:[A-Za-z]{3},? )?(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (?:GMT|([+-])(\d{2}):?(\d{2}))\s*$/;

const STAMP = /^(\d{10}|\d{13})$/;
/** `9:8:1`, as some programs forget to pad. */
const SHORT_CLOCK = /(?<![\d:])(\d{1,2}):(\d{1,2}):(\d{1,2})(?![\d:])/;

function padClock(_all: string, ...parts: string[]): string {
  return parts
    .slice(0, 3)
    .map((part) => part.padStart(2, '0'))
    .join(':');
}

const ISO_JOINT = /(\d)t(?=\d)/;
const COMPACT = /^(\d{4})(\d{2})(\d{2}) ?(\d{2}):?(\d{2}):?(\d{2})(?!\d)/;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const VIETNAMESE_NUMBERS = [
  'mot|gieng',
  'hai',
  'ba',
  'tu|bon',
  'nam',
  'sau',
  'bay',
  'tam',
  'chin',
  'muoi',
  'muoi mot',
  'muoi hai|chap',
];
const MONTH_WORD = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/đ/g, 'd')
    .replace(/[\s\u00a0\u2000-\u200f\u202a-\u202f\ufeff]+/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .trim();
}

/** A time of day: `12:56:16.5`, `1:30 pm`, `12h56`, `7 gio 05`, `8 am`. */
const CLOCK =
  /(?<![\d:.,])(\d{1,2}) ?(?:(?::|h|gio) ?(\d{2})(?:(?: ?:|m) ?(\d{2})(?:[.,](\d{1,9}))?)?(?!\d)(?: ?([ap]\.?m|sa|ch)(?![a-z]))?|([ap]m)(?![a-z]))/;

function readClock(text: string): Clock {
  const found = CLOCK.exec(text);
  if (found === null) return { time: MIDNIGHT, english12: false, around: text };
  const [whole, hours, minute = '0', second = '0', fraction = '0', half = found[6]] = found;
  const before = text.slice(0, found.index);
  const after = text.slice(found.index + whole.length);
  const zone = readZone(after);
  return {
    time: {
      hour: half === undefined ? Number(hours) : hour24(Number(hours), /^(?:p|ch)/.test(half)),
      minute: Number(minute),
      second: Number(second),
      ms: Number(fraction.padEnd(3, '0').slice(0, 3)),
    },
    ...(zone !== undefined && { offset: zone.offset }),
    english12: half !== undefined && /^[ap]/.test(half),
    around: `${before} | ${zone?.rest ?? after}`,
  };
}

function hour24(hour: number, afternoon: boolean): number {
  if (hour > 12) return hour;
  return (hour % 12) + (afternoon ? 12 : 0);
}

const NUMERIC_ZONE = /^ ?\(?(?:[a-z]{1,4} ?)?([+-])(\d{1,2})(?::?(\d{2}))?(?![\d/.-])/;
const NAMED_ZONE = /^ ?\(?([a-z]{1,5})(?![a-z/])/;
const ZONE_CITY = /asia\/(?:ho_chi_minh|saigon|bangkok|hanoi)|gio (?:viet nam|ha noi)/;

function readZone(after: string): { readonly offset: number; readonly rest: string } | undefined {
  const numeric = NUMERIC_ZONE.exec(after);
  if (numeric !== null) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    if (minutes > 14 * 60) return undefined;
    return { offset: numeric[1] === '-' ? -minutes : minutes, rest: after.slice(numeric[0].length) };
  }
  const named = NAMED_ZONE.exec(after);
  const offset = ZONES.get(named?.[1] ?? '');
  if (named !== null && offset !== undefined) return { offset, rest: after.slice(named[0].length) };
  return ZONE_CITY.test(after) ? { offset: VIETNAM_MINUTES, rest: after.replace(ZONE_CITY, ' ') } : undefined;
}

const YEAR_FIRST = /(?<!\d)(\d{4}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{1,2})(?![\d/-])/;
/** W3C dates may leave out day and month, but nothing else stands there then. */
const YEAR_ALONE = /^(\d{4})(?:-(\d{2}))?(?: \|)? *$/;
const YEAR_FIRST_COMPACT = /(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/;
const DAY_OF_YEAR = /(?<!\d)(\d{4})-(\d{3})(?!\d)/;
const NUMERIC = /(?<![\d/.-])(\d{1,2}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{4}|\d{2})(?!\d)/;
const DAY_MONTH_WORD = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?[ .,-]*(?:of )?${MONTH_WORD}[ .,/-]*'?(\\d{4}|\\d{2})(?![\\d:])`,
);
const MONTH_WORD_DAY = new RegExp(
  `(?<![a-z])${MONTH_WORD}[ .]*(\\d{1,2})(?:st|nd|rd|th)?(?!\\d)[^\\d]*(\\d{4})(?!\\d)`,
);
const VIETNAMESE = new RegExp(
  `(?<!\\d)(\\d{1,2}) ?[,/.-]? ?(?:thang|thg|th)[ .]?(\\d{1,2}|${VIETNAMESE_NUMBERS.toReversed().join('|')})(?![a-z\\d])[ ,./-]*(?:nam )?(\\d{4})(?!\\d)`,
);

/** The ways to write a day, most telling first. */
function readDay(text: string, order: 'month-first' | 'day-first'): Day | undefined {
  let found = VIETNAMESE.exec(text);
  if (found !== null) return calendarDay(found[3], vietnameseMonth(found[2] ?? ''), found[1]);
  found = DAY_MONTH_WORD.exec(text);
  if (found !== null) return calendarDay(found[3], MONTHS.indexOf(found[2] ?? '') + 1, found[1]);
  found = MONTH_WORD_DAY.exec(text);
  if (found !== null) return calendarDay(found[3], MONTHS.indexOf(found[1] ?? '') + 1, found[2]);
  found = NUMERIC.exec(text);
  if (found !== null) return numericDay(found, order);
  found = DAY_OF_YEAR.exec(text);
  if (found !== null) return dayOfYear(Number(found[1]), Number(found[2]));
  found = YEAR_FIRST.exec(text) ?? YEAR_FIRST_COMPACT.exec(text) ?? YEAR_ALONE.exec(text);
  return found === null ? undefined : calendarDay(found[1], found[2] ?? '1', found[3] ?? '1');
}

/** One of the two that is above 12 is the day, whatever the habit. */
function numericDay(found: RegExpExecArray, order: 'month-first' | 'day-first'): Day | undefined {
  const [, first = '', second = '', year] = found;
  const monthFirst = Number(second) > 12 || (order === 'month-first' && Number(first) <= 12);
  return monthFirst ? calendarDay(year, first, second) : calendarDay(year, second, first);
}

function vietnameseMonth(word: string): number | string {
  if (/^\d/.test(word)) return word;
  return VIETNAMESE_NUMBERS.findIndex((names) => names.split('|').includes(word)) + 1;
}

function dayOfYear(year: number, ordinal: number): Day | undefined {
  const date = new Date(Date.UTC(year, 0, ordinal));
  return date.getUTCFullYear() === year
    ? { year, month: date.getUTCMonth() + 1, day: date.getUTCDate() }
    : undefined;
}

/** Absent when there is no such day in the calendar. Two-digit years: 70 and above are of the last century. */
function calendarDay(
  yearText: string | undefined,
  monthText: string | number,
  dayText: string | undefined,
): Day | undefined {
  const short = Number(yearText);
  const year = yearText?.length === 2 ? short + (short < 70 ? 2000 : 1900) : short;
  const month = Number(monthText);
  const date = Number(dayText);
  if (month < 1 || month > 12 || date < 1 || date > daysIn(year, month)) return undefined;
  return { year, month, day: date };
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function instant({ year, month, day: date }: Day, time: Time, offset: number): Instant | undefined {
  const { hour, minute, second, ms } = time;
  const leapSecond = second === 60;
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return undefined;
  return Date.UTC(year, month - 1, date, hour, minute - offset, leapSecond ? 59 : second, ms);
}

function fromRfc822(found: RegExpExecArray): Instant | undefined {
  const [, date, month = '', year, hour, minute, second, sign, zoneHours = '0', zoneMinutes = '0'] = found;
  const offset = (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === '-' ? -1 : 1);
  const at = calendarDay(year, MONTHS.indexOf(month.toLowerCase()) + 1, date);
  const time = { hour: Number(hour), minute: Number(minute), second: Number(second), ms: 0 };
  return at === undefined || Math.abs(offset) > 14 * 60 ? undefined : instant(at, time, offset);
}

function parseOffset(text: string | undefined): number | undefined {
  const found = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(text?.trim() ?? '');
  if (found === null) return undefined;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
  return found[1] === '-' ? -minutes : minutes;
}

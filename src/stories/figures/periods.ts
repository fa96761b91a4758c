import { readCardinal } from '../../text/numbers.ts';
import type { Token } from './tokens.ts';

/** A stretch of time as the text names it, before the missing year is settled. */
export type Period =
  | { readonly kind: 'year'; readonly year: Year }
  | { readonly kind: 'years'; readonly from: number; readonly to: number }
  | { readonly kind: 'quarter'; readonly quarter: number; readonly year?: Year }
  | { readonly kind: 'months'; readonly from: number; readonly to: number; readonly year?: Year }
  | { readonly kind: 'month'; readonly month: number; readonly year?: Year }
  | { readonly kind: 'half-month'; readonly half: 1 | 2; readonly month: number; readonly year?: Year }
  | {
      readonly kind: 'date';
      readonly day: number;
      readonly month: number;
      readonly year?: Year;
      readonly starts?: boolean;
    }
  | {
      readonly kind: 'dates';
      readonly from: { readonly day: number; readonly month: number };
      readonly to: { readonly day: number; readonly month: number };
      readonly year?: Year;
    }
  | { readonly kind: 'relative'; readonly name: Relative };

/** A printed year, or one counted from the year of the article: 0 is "năm nay", -1 "năm ngoái". */
export type Year = number | { readonly ago: number };
export type Relative =
  | 'this-month'
  | 'last-month'
  | 'this-quarter'
  | 'last-quarter'
  | 'today'
  | 'yesterday'
  | 'weekend'
  | 'year-to-date';

export interface PeriodMatch {
  readonly period: Period;
  /** Index of the token behind it. */
  readonly end: number;
}

/** Reads the period that begins at token `at`, if one does. `text` is the sentence the tokens were cut from. */
export function readPeriod(tokens: readonly Token[], at: number, text: string): PeriodMatch | undefined {
  const t = word(tokens, at);
  switch (t) {
    case 'từ':
    case 'kể':
    case 'tính':
    case 'lũy':
    case 'trong':
    case 'cả':
    case 'đến':
    case 'hết':
      return readLeadIn(tokens, at, text);
    case 'nửa':
    case 'kỳ':
      return readHalf(tokens, at);
    case 'tháng':
      return readMonth(tokens, at);
    case 'quý':
      return readQuarter(tokens, at);
    case 'năm':
      return readYear(tokens, at) ?? readCountedMonths(tokens, at, text);
    case 'đầu':
    case 'cuối': {
      const year = word(tokens, at + 1) === 'năm' ? readYear(tokens, at + 1) : undefined;
      if (year !== undefined) return year;
      return word(tokens, at + 1) === 'tháng' ? readMonth(tokens, at + 1) : undefined;
    }
    case 'ngày':
    case 'sáng':
    case 'tối':
    case 'chiều':
    case 'trưa':
    case 'đêm':
      return readDay(tokens, at);
    case 'hôm':
      if (word(tokens, at + 1) === 'nay') return relative('today', at + 2);
      return word(tokens, at + 1) === 'qua' ? relative('yesterday', at + 2) : undefined;
    default:
      break;
  }
  const token = tokens[at];
  if (token === undefined) return undefined;
  if (token.kind === 'number') {
    return readCountedMonths(tokens, at, text) ?? readBareDate(tokens, at) ?? readBareYear(tokens, at);
  }
  if (/^t\d{1,2}$/u.test(token.t)) return readShortMonth(tokens, at);
  return WORD_NUMBERS.has(token.t) ? readCountedMonths(tokens, at, text) : undefined;
}

/** "doanh thu 2017": a year right behind a word, with nothing counted behind it. */
function readBareYear(tokens: readonly Token[], at: number): PeriodMatch | undefined {
  const before = tokens[at - 1];
  const next = tokens[at + 1];
  if (!/^20[0-4]\d$/u.test(tokens[at]!.t) || tokens[at]!.number?.unit !== undefined) return undefined;
  if (before?.kind !== 'word' || next?.t === '-' || next?.t === '/' || tokens[at]!.number!.scale > 1)
    return undefined;
  return { period: { kind: 'year', year: Number(tokens[at]!.t) }, end: at + 1 };
}

const WORD_NUMBERS = new Set(['một', 'hai', 'ba', 'bốn', 'sáu', 'bảy', 'tám', 'chín', 'mười']);

function readLeadIn(tokens: readonly Token[], at: number, text: string): PeriodMatch | undefined {
  let i = at;
  const t = word(tokens, i);
  if (t === 'từ' && word(tokens, i + 1) === 'đầu') {
    const year = word(tokens, i + 2) === 'năm' ? readYear(tokens, i + 2) : undefined;
    if (word(tokens, i + 2) !== 'năm' && word(tokens, i + 2) !== 'tháng') return undefined;
    i = year?.end ?? i + 3;
    if (word(tokens, i) === 'tới' || word(tokens, i) === 'đến') {
      i++;
      if (word(tokens, i) === 'nay') return relative('year-to-date', i + 1);
      if (word(tokens, i) === 'hết' || word(tokens, i) === 'cuối' || word(tokens, i) === 'giữa') i++;
      const until = readPeriod(tokens, i, text);
      return until && { period: fromJanuary(until.period), end: until.end };
    }
    return year;
  }
  if (t === 'từ' || t === 'kể') {
    if (t === 'kể' && word(tokens, i + 1) === 'từ') i++;
    const range = readDateRange(tokens, i + 1);
    if (range !== undefined) return range;
    const day = word(tokens, i + 1) === 'ngày' ? readBareDate(tokens, i + 2) : readBareDate(tokens, i + 1);
    if (day?.period.kind === 'date') return { period: { ...day.period, starts: true }, end: day.end };
    const years = readYears(tokens, i + 1);
    if (years !== undefined) return years;
    // "từ tháng 1 đến tháng 10"
    const from = word(tokens, i + 1) === 'tháng' ? readMonth(tokens, i + 1) : undefined;
    if (
      from?.period.kind === 'month' &&
      (word(tokens, from.end) === 'đến' || word(tokens, from.end) === 'tới')
    ) {
      const to = readMonth(tokens, word(tokens, from.end + 1) === 'hết' ? from.end + 2 : from.end + 1);
      if (to?.period.kind === 'month') {
        return {
          period: months(from.period.month, to.period.month, to.period.year ?? from.period.year),
          end: to.end,
        };
      }
    }
    return undefined;
  }
  if (t === 'hết' || (t === 'đến' && word(tokens, i + 1) === 'hết')) {
    const until = readPeriod(tokens, t === 'hết' ? i + 1 : i + 2, text);
    return (
      until && {
        period: until.period.kind === 'month' ? fromJanuary(until.period) : until.period,
        end: until.end,
      }
    );
  }
  return undefined;
}

/** "năm 2010 đến (năm) 2013", behind "từ". */
function readYears(tokens: readonly Token[], at: number): PeriodMatch | undefined {
  if (word(tokens, at) !== 'năm' || !isYear(tokens[at + 1])) return undefined;
  if (word(tokens, at + 2) !== 'đến' && word(tokens, at + 2) !== 'tới') return undefined;
  const last = word(tokens, at + 3) === 'năm' ? at + 4 : at + 3;
  if (!isYear(tokens[last])) return undefined;
  return {
    period: { kind: 'years', from: Number(tokens[at + 1]!.t), to: Number(tokens[last]!.t) },
    end: last + 1,
  };
}

function readHalf(tokens: readonly Token[], at: number): PeriodMatch | undefined {
  const which = word(tokens, at + 1);
  let half: 1 | 2 | undefined;
  if (word(tokens, at) === 'kỳ')
    half = which === '1' || which === 'i' ? 1 : which === '2' || which === 'ii' ? 2 : undefined;
  else half = which === 'đầu' ? 1 : which === 'cuối' || which === 'sau' ? 2 : undefined;
  if (half === undefined) return undefined;
  const next = word(tokens, at + 2);
  if (next === 'tháng') {
    const month = readMonth(tokens, at + 2);
    if (month?.period.kind !== 'month') return undefined;
    return { period: { ...month.period, kind: 'half-month', half }, end: month.end };
  }
  if (word(tokens, at) === 'nửa' && next === 'năm') {
    const year = readYear(tokens, at + 2);
    return {
      period: half === 1 ? months(1, 6, yearOf(year)) : months(7, 12, yearOf(year)),
      end: year?.end ?? at + 3,
    };
  }
  return undefined;
}

function readMonth(tokens: readonly Token[], at: number): PeriodMatch | undefined {
  const next = word(tokens, at + 1);
  if (next === 'trước' || next === 'qua') return relative('last-month', at + 2);
  if (next === 'này') return relative('this-month', at + 2);
  if (next === 'đầu' && (word(tokens, at + 2) === 'năm' || word(tokens, at + 2) === 'tiên')) {
    const year = word(tokens, at + 2) === 'năm' ? readYear(tokens, at + 2) : undefined;
    return { period: month(1, yearOf(year)), end: year?.end ?? at + 3 };
  }
  if (next === 'cuối' && word(tokens, at + 2) === 'năm') {
    const year = readYear(tokens, at + 2);
    return { period: month(12, yearOf(year)), end: year?.end ?? at + 3 };
  }
  const named = readMonthName(tokens, at + 1);
  if (named === undefined) return undefined;
  if (
    word(tokens, named.end) === '-' &&
    isCount(tokens[named.end + 1], 12) &&
    !isYear(tokens[named.end + 1])
  ) {
    const to = Number(tokens[named.end + 1]!.t);
    const year = readYearSuffix(tokens, named.end + 2);
    if (to > named.month)
      return { period: months(named.month, to, year?.year), end: year?.end ?? named.end + 2 };
  }
  const year = readYearSuffix(tokens, named.end);
  return { period: month(named.month, year?.year), end: year?.end ?? named.end };
}

function readShortMonth(tokens: readonly Token[], at: number): PeriodMatch | undefined {
  const number = Number(word(tokens, at).slice(1));
  if (number < 1 || number > 12) return undefined;
  const year = readYearSuffix(tokens, at + 1);
  return { period: month(number, year?.year), end: year?.end ?? at + 1 };
}

const MONTH_NAMES: Readonly<Record<string, number>> = {
  giêng: 1,
  một: 1,
  hai: 2,
  ba: 3,
  tư: 4,
  năm: 5,
  sáu: 6,
  bảy: 7,
  tám: 8,
  chín: 9,
  mười: 10,
  chạp: 12,
};

function readMonthName(
  tokens: readonly Token[],
  at: number,
): { readonly month: number; readonly end: number } | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  if (token.kind === 'number') {
    return isCount(token, 12) && !glued(tokens, at) ? { month: Number(token.t), end: at + 1 } : undefined;
  }
  const named = MONTH_NAMES[token.t];
  if (named === undefined || (token.t === 'năm' && !token.capital)) return undefined;
  if (named !== 10) return { month: named, end: at + 1 };
  const more = { một: 11, hai: 12 }[word(tokens, at + 1)];
  return { month: more ?? 10, end: more === undefined ? at + 1 : at + 2 };
}

const QUARTERS: Readonly<Record<string, number>> = {
  '1': 1,
  '2': 2,
  '3': 3,
  '4': 4,
  i: 1,
  ii: 2,
  iii: 3,
  iv: 4,
  một: 1,
  hai: 2,
  ba: 3,
  tư: 4,
  bốn: 4,
  đầu: 1,
  cuối: 4,
};

function readQuarter(tokens: readonly Token[], at: number): PeriodMatch | undefined {
  const next = word(tokens, at + 1);
  if (next === 'trước') return relative('last-quarter', at + 2);
  if (next === 'này') return relative('this-quarter', at + 2);
  const quarter = QUARTERS[next];
  if (quarter === undefined) return undefined;
  if ((next === 'đầu' || next === 'cuối') && word(tokens, at + 2) !== 'năm') return undefined;
  const year = readYearSuffix(tokens, at + 2);
  return {
    period: { kind: 'quarter', quarter, ...(year === undefined ? {} : { year: year.year }) },
    end: year?.end ?? at + 2,
  };
}

/** "năm 2025", "năm nay", "năm ngoái"; undefined for the count "năm tháng". */
function readYear(tokens: readonly Token[], at: number): PeriodMatch | undefined {
  if (word(tokens, at) !== 'năm') return undefined;
  const token = tokens[at + 1];
  if (isYear(token)) {
    // A span of years is a plan period, not a reading's.
    if (word(tokens, at + 2) === '-' && isYear(tokens[at + 3])) return undefined;
    return { period: { kind: 'year', year: Number(token!.t) }, end: at + 2 };
  }
  const ago = YEARS_AGO[word(tokens, at + 1)];
  if (ago === undefined) return undefined;
  return { period: { kind: 'year', year: { ago } }, end: at + (word(tokens, at + 2) === 'đó' ? 3 : 2) };
}

const YEARS_AGO: Readonly<Record<string, number>> = {
  nay: 0,
  này: 0,
  ngoái: 1,
  trước: 1,
  qua: 1,
  tới: -1,
  sau: -1,
};

/** "10 tháng năm 2025", "6 tháng đầu năm", "hai quý đầu năm", "10T/2025", "11 tháng". */
function readCountedMonths(tokens: readonly Token[], at: number, text: string): PeriodMatch | undefined {
  const token = tokens[at]!;
  let count: number;
  let i: number;
  if (token.kind === 'number') {
    if (!/^\d{1,2}$/u.test(token.t)) return undefined;
    count = Number(token.t);
    i = at + 1;
  } else {
    const cardinal = readCardinal(text, token.start);
    if (cardinal === undefined) return undefined;
    count = cardinal.value;
    i = at + cardinal.words;
    if (cardinal.value === 10) i = at + 1;
  }
  if (word(tokens, i) === 't' && tokens[i]!.start === tokens[i - 1]!.end) {
    const year = readYearSuffix(tokens, i + 1);
    return year && count >= 2 && count <= 12
      ? { period: months(1, count, year.year), end: year.end }
      : undefined;
  }
  const t2025 = /^t(20\d\d)$/u.exec(word(tokens, i));
  if (t2025 !== null && tokens[i]!.start === tokens[i - 1]!.end) {
    return { period: months(1, count, Number(t2025[1])), end: i + 1 };
  }
  const unit = word(tokens, i);
  if (unit === 'ngày' && count === 15) {
    // "15 ngày đầu tháng 9"
    const half = { đầu: 1, cuối: 2 }[word(tokens, i + 1)] as 1 | 2 | undefined;
    const found = half && word(tokens, i + 2) === 'tháng' ? readMonth(tokens, i + 2) : undefined;
    if (half === undefined || found?.period.kind !== 'month') return undefined;
    return { period: { ...found.period, kind: 'half-month', half }, end: found.end };
  }
  if (unit !== 'tháng' && unit !== 'quý') return undefined;
  const size = unit === 'quý' ? 3 : 1;
  if (count < 1 || count * size > 12) return undefined;
  if (isSpanBefore(tokens, at)) return undefined;
  let end = i + 1;
  let last = false;
  if (word(tokens, end) === 'đầu' || word(tokens, end) === 'cuối') {
    last = word(tokens, end) === 'cuối';
    end++;
  } else if (AFTER_SPAN.has(word(tokens, end))) {
    return undefined;
  }
  if (count === 1 && end === i + 1) return undefined;
  if (count * size === 12 && !last && word(tokens, end) !== 'năm' && word(tokens, end) !== '/')
    return undefined;
  const year = readYearSuffix(tokens, end);
  if (year === undefined && word(tokens, end) === 'năm') end++;
  else if (year === undefined && word(tokens, end) === 'qua') end++;
  const n = count * size;
  const period = last
    ? months(13 - n, 12, year?.year)
    : n === 1
      ? month(1, year?.year)
      : months(1, n, year?.year);
  return { period, end: year?.end ?? end };
}

const SPAN_WORDS = new Set([
  'hạn',
  'vòng',
  'mỗi',
  'suốt',
  'thêm',
  'gần',
  'hơn',
  'sau',
  'khoảng',
  'tối',
  'dưới',
  'trên',
  'chậm',
  'kéo',
  'dài',
  'từng',
]);
const AFTER_SPAN = new Set([
  'liên',
  'tới',
  'tuổi',
  'nữa',
  'một',
  'tù',
  'trở',
  'liền',
  'kể',
  'để',
  'sau',
  '/',
  'lương',
  'thi',
]);

/** Words that make "6 tháng" a duration ("kỳ hạn 6 tháng"), save "sau 8 tháng năm 2025", which ends with its year. */
function isSpanBefore(tokens: readonly Token[], at: number): boolean {
  const before = word(tokens, at - 1);
  if (!SPAN_WORDS.has(before) || (before === 'thêm' && word(tokens, at - 2) === 'tăng')) return false;
  const behind = tokens[at + 2];
  const dated = behind === undefined || behind.kind === 'mark' || behind.t === 'năm' || behind.t === 'đầu';
  return !(before === 'sau' && dated);
}

function readDay(tokens: readonly Token[], at: number): PeriodMatch | undefined {
  const next = word(tokens, at + 1);
  if (next === 'nay') return relative('today', at + 2);
  if (next === 'qua') return relative('yesterday', at + 2);
  if (next === 'hôm') {
    const day = word(tokens, at + 2);
    return day === 'nay'
      ? relative('today', at + 3)
      : day === 'qua'
        ? relative('yesterday', at + 3)
        : undefined;
  }
  if (next === 'cuối' && word(tokens, at + 2) === 'tuần') return relative('weekend', at + 3);
  const from = next === 'ngày' ? at + 2 : at + 1;
  return readDateRange(tokens, from) ?? readBareDate(tokens, from) ?? readLongDate(tokens, from);
}

/** "28 tháng 5 năm 2025", behind "ngày". */
function readLongDate(tokens: readonly Token[], at: number): PeriodMatch | undefined {
  if (!isCount(tokens[at], 31) || word(tokens, at + 1) !== 'tháng') return undefined;
  const named = readMonthName(tokens, at + 2);
  if (named === undefined) return undefined;
  const year = readYearSuffix(tokens, named.end);
  return { period: date(Number(tokens[at]!.t), named.month, year?.year), end: year?.end ?? named.end };
}

/** "1 đến 15/10/2025", "ngày 1 đến ngày 15/10", "1-15/10". */
function readDateRange(tokens: readonly Token[], at: number): PeriodMatch | undefined {
  let i = word(tokens, at) === 'ngày' ? at + 1 : at;
  const first = readBareDate(tokens, i);
  const lone = first === undefined && isCount(tokens[i], 31) ? Number(tokens[i]!.t) : undefined;
  if (first === undefined && lone === undefined) return undefined;
  i = first?.end ?? i + 1;
  const link = word(tokens, i);
  if (link !== 'đến' && link !== '-' && link !== 'tới' && link !== 'và') return undefined;
  i++;
  if (word(tokens, i) === 'hết') i++;
  if (word(tokens, i) === 'ngày') i++;
  const second = readBareDate(tokens, i);
  if (second?.period.kind !== 'date') return undefined;
  const to = second.period;
  const from =
    first?.period.kind === 'date'
      ? { day: first.period.day, month: first.period.month }
      : { day: lone!, month: to.month };
  if (link === 'và' && to.day !== from.day + 1) return undefined;
  return {
    period: {
      kind: 'dates',
      from,
      to: { day: to.day, month: to.month },
      ...(to.year === undefined ? {} : { year: to.year }),
    },
    end: second.end,
  };
}

/** "28/5", "28/5/2024", "28.2", "30-4-2025", and "10/2025" as a month. A unit or a word such as "địa phương" behind makes it none. */
export function readBareDate(tokens: readonly Token[], at: number): PeriodMatch | undefined {
  const token = tokens[at];
  if (token?.kind !== 'number') return undefined;
  const dotted = /^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?$/u.exec(token.t);
  if (dotted !== null) {
    if (token.number?.unit !== undefined && dotted[3] === undefined) return undefined;
    const [, day, m, year] = dotted;
    return valid(Number(day), Number(m))
      ? { period: date(Number(day), Number(m), year === undefined ? undefined : Number(year)), end: at + 1 }
      : undefined;
  }
  const mark = word(tokens, at + 1);
  if (!/^\d{1,2}$/u.test(token.t) || (mark !== '/' && mark !== '-') || token.end !== tokens[at + 1]!.start) {
    return undefined;
  }
  const second = tokens[at + 2];
  if (second?.kind !== 'number' || second.start !== tokens[at + 1]!.end) return undefined;
  if (isYear(second) && mark === '/' && isCount(token, 12)) {
    return { period: month(Number(token.t), Number(second.t)), end: at + 3 };
  }
  if (!/^\d{1,2}$/u.test(second.t) || !valid(Number(token.t), Number(second.t))) return undefined;
  if (word(tokens, at + 3) === mark && isYear(tokens[at + 4])) {
    return { period: date(Number(token.t), Number(second.t), Number(tokens[at + 4]!.t)), end: at + 5 };
  }
  // "15-20%" is a range and "60/63 địa phương" a count; "30-4" alone stays a date only behind "ngày".
  if (mark === '-' || token.number?.of !== undefined || second.number?.unit !== undefined) {
    const bracketed = word(tokens, at - 1) === '(' && word(tokens, at + 3) === ')';
    return mark === '-' && (word(tokens, at - 1) === 'ngày' || bracketed) && second.number?.unit === undefined
      ? { period: date(Number(token.t), Number(second.t)), end: at + 3 }
      : undefined;
  }
  return { period: date(Number(token.t), Number(second.t)), end: at + 3 };
}

/** "/2025", "-2025", "năm 2025", "của năm ngoái", "năm nay" behind a month or quarter. */
function readYearSuffix(
  tokens: readonly Token[],
  at: number,
): { readonly year: Year; readonly end: number } | undefined {
  const mark = word(tokens, at);
  if ((mark === '/' || mark === '-' || mark === '.') && isYear(tokens[at + 1])) {
    return { year: Number(tokens[at + 1]!.t), end: at + 2 };
  }
  if (mark === '/' && word(tokens, at + 1) === 'năm' && isYear(tokens[at + 2])) {
    return { year: Number(tokens[at + 2]!.t), end: at + 3 };
  }
  let i = at;
  if (word(tokens, i) === 'của' || word(tokens, i) === 'trong' || word(tokens, i) === ',') i++;
  if (isYear(tokens[i]) && i === at) return { year: Number(tokens[i]!.t), end: i + 1 };
  const year = readYear(tokens, i);
  const found = yearOf(year);
  return year === undefined || found === undefined ? undefined : { year: found, end: year.end };
}

function yearOf(match: PeriodMatch | undefined): Year | undefined {
  return match?.period.kind === 'year' ? match.period.year : undefined;
}

function fromJanuary(period: Period): Period {
  switch (period.kind) {
    case 'month':
      return months(1, period.month, period.year);
    case 'half-month':
      return {
        kind: 'dates',
        from: { day: 1, month: 1 },
        to: { day: period.half === 1 ? 15 : 31, month: period.month },
        ...(period.year === undefined ? {} : { year: period.year }),
      };
    case 'date':
      return {
        kind: 'dates',
        from: { day: 1, month: 1 },
        to: { day: period.day, month: period.month },
        ...(period.year === undefined ? {} : { year: period.year }),
      };
    case 'quarter':
      return months(1, period.quarter * 3, period.year);
    case 'year':
    case 'months':
    case 'years':
    case 'dates':
    case 'relative':
      return period;
  }
}

function month(number: number, year: Year | undefined): Period {
  return { kind: 'month', month: number, ...(year === undefined ? {} : { year }) };
}

function months(from: number, to: number, year: Year | undefined): Period {
  if (from === to) return month(from, year);
  return { kind: 'months', from, to, ...(year === undefined ? {} : { year }) };
}

function date(day: number, number: number, year?: Year): Period {
  return { kind: 'date', day, month: number, ...(year === undefined ? {} : { year }) };
}

function relative(name: Relative, end: number): PeriodMatch {
  return { period: { kind: 'relative', name }, end };
}

function word(tokens: readonly Token[], at: number): string {
  return tokens[at]?.t ?? '';
}

function isYear(token: Token | undefined): boolean {
  return token !== undefined && /^(?:19|20)\d\d$/u.test(token.t);
}

function isCount(token: Token | undefined, most: number): boolean {
  return token !== undefined && /^\d{1,2}$/u.test(token.t) && Number(token.t) >= 1 && Number(token.t) <= most;
}

function glued(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return next?.kind === 'word' && next.start === tokens[at]!.end;
}

function valid(day: number, number: number): boolean {
  return day >= 1 && day <= 31 && number >= 1 && number <= 12;
}

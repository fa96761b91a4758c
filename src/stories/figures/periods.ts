import { readBareDate, readDateRange, readDay } from './days.ts';
import { readCountedMonths, readMonth, readQuarter, readShortMonth, readYear, readYears } from './months.ts';
import type { Period, PeriodMatch } from './period.ts';
import { months, relative, word, yearOf } from './period.ts';
import type { Token } from './tokens.ts';

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
      const week = t === 'cuối' && word(tokens, at + 1) === 'tuần';
      if (week && (word(tokens, at + 2) === 'qua' || word(tokens, at + 2) === 'vừa'))
        return relative('weekend', word(tokens, at + 2) === 'qua' ? at + 3 : at + 4);
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
      if (word(tokens, i) === 'nay') {
        const since = yearOf(year);
        return typeof since === 'number'
          ? { period: { kind: 'relative', name: 'year-to-date', year: since }, end: i + 1 }
          : relative('year-to-date', i + 1);
      }
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
  if (
    t === 'cả' &&
    word(tokens, i + 1) === 'năm' &&
    !OF_PLAN.has(word(tokens, i - 1)) &&
    readYear(tokens, i + 1) === undefined
  ) {
    return readCountedMonths(tokens, i + 1, text) === undefined ? relative('whole-year', i + 2) : undefined;
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

/** "90% kế hoạch cả năm": the plan's year, not the figure's. */
const OF_PLAN = new Set(['hoạch', 'tiêu', 'toán', 'ra', 'giao']);

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

/** "doanh thu 2017": a year right behind a word, with nothing counted behind it. */
function readBareYear(tokens: readonly Token[], at: number): PeriodMatch | undefined {
  const before = tokens[at - 1];
  const next = tokens[at + 1];
  if (!/^20[0-4]\d$/u.test(tokens[at]!.t) || tokens[at]!.number?.unit !== undefined) return undefined;
  if (before?.kind !== 'word' || next?.t === '-' || next?.t === '/' || tokens[at]!.number!.scale > 1)
    return undefined;
  return { period: { kind: 'year', year: Number(tokens[at]!.t) }, end: at + 1 };
}

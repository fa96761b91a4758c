import { readMonthName, readYearSuffix } from './months.ts';
import type { PeriodMatch } from './period.ts';
import { date, isCount, isYear, month, relative, valid, word } from './period.ts';
import type { Token } from './tokens.ts';

export function readDay(tokens: readonly Token[], at: number): PeriodMatch | undefined {
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
export function readDateRange(tokens: readonly Token[], at: number): PeriodMatch | undefined {
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

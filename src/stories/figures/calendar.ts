import type { LocalDate } from '../../news/time.ts';
import type { Period, Year } from './period.ts';

/**
 * The ISO-like form of a period (`2024-01`, `2024-Q1`, `2025-M01..M10`, `2024-05-28`). A month, quarter or day without
 * a year is the latest that had begun on the day of the article; with `ahead`, the first that had not.
 */
export function resolvePeriod(period: Period, refDate: LocalDate, ahead = false): string {
  const ref = {
    year: Number(refDate.slice(0, 4)),
    month: Number(refDate.slice(5, 7)),
    day: Number(refDate.slice(8, 10)),
  };
  const yearFor = (year: Year | undefined, month: number, day = 1): number => {
    if (typeof year === 'number') return year;
    if (year !== undefined) return ref.year - year.ago;
    const begun = month < ref.month || (month === ref.month && day <= ref.day);
    if (ahead) return begun && month < ref.month ? ref.year + 1 : ref.year;
    return begun ? ref.year : ref.year - 1;
  };
  switch (period.kind) {
    case 'year':
      return String(typeof period.year === 'number' ? period.year : ref.year - period.year.ago);
    case 'years':
      return `${period.from}..${period.to}`;
    case 'quarter':
      return `${yearFor(period.year, period.quarter * 3 - 2)}-Q${period.quarter}`;
    case 'month':
      return `${yearFor(period.year, period.month)}-${two(period.month)}`;
    case 'months': {
      const year = yearFor(period.year, period.from > 1 ? period.from : period.to);
      if (period.from === 1 && period.to === 3) return `${year}-Q1`;
      if (period.from === 1 && period.to === 12) return String(year);
      return `${year}-M${two(period.from)}..M${two(period.to)}`;
    }
    case 'half-month': {
      const year = yearFor(period.year, period.month, period.half === 1 ? 1 : 16);
      const stem = `${year}-${two(period.month)}`;
      return period.half === 1
        ? `${stem}-01..${stem}-15`
        : `${stem}-16..${stem}-${two(lastDay(year, period.month))}`;
    }
    case 'date': {
      // "từ ngày 15/11" in an article of the 12th announces.
      if (period.starts === true && period.year === undefined) {
        const coming = `${ref.year}-${two(period.month)}-${two(period.day)}`;
        if (coming <= addDays(refDate, 45)) return coming;
      }
      return `${yearFor(period.year, period.month, period.day)}-${two(period.month)}-${two(period.day)}`;
    }
    case 'dates': {
      const year = yearFor(period.year, period.from.month, period.from.day);
      const day = Math.min(period.to.day, lastDay(year, period.to.month));
      return `${year}-${two(period.from.month)}-${two(period.from.day)}..${year}-${two(period.to.month)}-${two(day)}`;
    }
    case 'relative':
      return period.year === undefined
        ? resolveRelative(period.name, refDate, ref)
        : `${period.year}-01-01..${refDate}`;
  }
}

function resolveRelative(
  name: Extract<Period, { kind: 'relative' }>['name'],
  refDate: LocalDate,
  ref: { readonly year: number; readonly month: number },
): string {
  switch (name) {
    case 'today':
      return refDate;
    case 'yesterday':
      return addDays(refDate, -1);
    case 'this-month':
      return `${ref.year}-${two(ref.month)}`;
    case 'last-month':
      return ref.month === 1 ? `${ref.year - 1}-12` : `${ref.year}-${two(ref.month - 1)}`;
    case 'this-quarter':
      return `${ref.year}-Q${Math.ceil(ref.month / 3)}`;
    case 'last-quarter': {
      const quarter = Math.ceil(ref.month / 3) - 1;
      return quarter === 0 ? `${ref.year - 1}-Q4` : `${ref.year}-Q${quarter}`;
    }
    case 'weekend': {
      const weekday = new Date(`${refDate}T00:00:00Z`).getUTCDay();
      const sunday = addDays(refDate, weekday === 0 ? 0 : -weekday);
      return `${addDays(sunday, -1)}..${sunday}`;
    }
    case 'whole-year':
      // In January the year told of is the one that has ended.
      return String(ref.month === 1 ? ref.year - 1 : ref.year);
    case 'year-to-date':
      return `${ref.year}-01-01..${refDate}`;
  }
}

/** Moves a resolved period by whole years: the base of "cùng kỳ". */
export function shiftYears(iso: string, years: number): string {
  return iso.replaceAll(/(?<![\d-])\d{4}(?=$|-)/gu, (year) => String(Number(year) + years));
}

/** The period of the same length just before; undefined where "before" means nothing definite. */
export function precedingPeriod(iso: string): string | undefined {
  const month = /^(\d{4})-(\d\d)$/u.exec(iso);
  if (month !== null) {
    return month[2] === '01' ? `${Number(month[1]) - 1}-12` : `${month[1]}-${two(Number(month[2]) - 1)}`;
  }
  const quarter = /^(\d{4})-Q(\d)$/u.exec(iso);
  if (quarter !== null) {
    return quarter[2] === '1' ? `${Number(quarter[1]) - 1}-Q4` : `${quarter[1]}-Q${Number(quarter[2]) - 1}`;
  }
  if (/^\d{4}$/u.test(iso)) return String(Number(iso) - 1);
  if (/^\d{4}-\d\d-\d\d$/u.test(iso)) return addDays(iso, -1);
  const half = /^(\d{4})-(\d\d)-(01|16)\.\./u.exec(iso);
  if (half !== null) {
    const year = Number(half[1]);
    const number = Number(half[2]);
    const stem = `${half[1]}-${half[2]}`;
    if (half[3] === '16') return `${stem}-01..${stem}-15`;
    const before = number === 1 ? `${year - 1}-12` : `${year}-${two(number - 1)}`;
    return `${before}-16..${before}-${two(lastDay(Number(before.slice(0, 4)), Number(before.slice(5))))}`;
  }
  return undefined;
}

/** The calendar day of an instant in Việt Nam (UTC+7, no daylight saving). */
export function localDate(instant: number): LocalDate {
  return new Date(instant + 7 * 3_600_000).toISOString().slice(0, 10);
}

export function addDays(day: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

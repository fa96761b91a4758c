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
  | { readonly kind: 'relative'; readonly name: Relative; readonly year?: number };

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
  | 'year-to-date'
  /** "cả năm": the year just spoken of. */
  | 'whole-year';

export interface PeriodMatch {
  readonly period: Period;
  /** Index of the token behind it. */
  readonly end: number;
}

export function month(number: number, year: Year | undefined): Period {
  return { kind: 'month', month: number, ...(year === undefined ? {} : { year }) };
}

export function months(from: number, to: number, year: Year | undefined): Period {
  if (from === to) return month(from, year);
  return { kind: 'months', from, to, ...(year === undefined ? {} : { year }) };
}

export function date(day: number, number: number, year?: Year): Period {
  return { kind: 'date', day, month: number, ...(year === undefined ? {} : { year }) };
}

export function relative(name: Relative, end: number): PeriodMatch {
  return { period: { kind: 'relative', name }, end };
}

export function word(tokens: readonly Token[], at: number): string {
  return tokens[at]?.t ?? '';
}

export function isYear(token: Token | undefined): boolean {
  return token !== undefined && /^(?:19|20)\d\d$/u.test(token.t);
}

export function isCount(token: Token | undefined, most: number): boolean {
  return token !== undefined && /^\d{1,2}$/u.test(token.t) && Number(token.t) >= 1 && Number(token.t) <= most;
}

export function glued(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return next?.kind === 'word' && next.start === tokens[at]!.end;
}

export function valid(day: number, number: number): boolean {
  return day >= 1 && day <= 31 && number >= 1 && number <= 12;
}

export function yearOf(match: PeriodMatch | undefined): Year | undefined {
  return match?.period.kind === 'year' ? match.period.year : undefined;
}

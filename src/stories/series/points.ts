import type { Claim, Grain, Series } from '../../news/series.ts';
import type { Instant } from '../../news/time.ts';
import { agree } from '../figures/conflict.ts';

/** One period of a series: the reading most publishers print, and those that contradict it. */
export interface Point {
  readonly period: string;
  readonly claim: Claim;
  /** Who prints this reading, first come first. */
  readonly publishers: readonly string[];
  /** Readings that differ by more than rounding, most publishers first; nobody is told who is right. */
  readonly others: readonly { readonly claim: Claim; readonly publishers: readonly string[] }[];
}

/** The points of a series, oldest first. Claims that appeared after `until` do not count. */
export function pointsOf(series: Series, until: Instant = Number.POSITIVE_INFINITY): readonly Point[] {
  const periods = new Map<string, Claim[]>();
  for (const claim of series.claims) {
    if (claim.publishedAt > until) continue;
    periods.set(claim.period, [...(periods.get(claim.period) ?? []), claim]);
  }
  return Array.from(periods, ([period, claims]) => pointOf(period, claims)).toSorted(
    (a, b) => ordinal(a.period) - ordinal(b.period),
  );
}

function pointOf(period: string, claims: readonly Claim[]): Point {
  const readings: { claim: Claim; publishers: string[] }[] = [];
  for (const claim of claims) {
    const same = readings.find((reading) => agree(reading.claim.figure, claim.figure));
    if (same === undefined) {
      readings.push({ claim, publishers: [claim.publisher] });
      continue;
    }
    if (!same.publishers.includes(claim.publisher)) same.publishers.push(claim.publisher);
    // "34,01 tỷ" says more than "34 tỷ".
    if (digits(claim.value) > digits(same.claim.value)) same.claim = claim;
  }
  // Of equals the later one: offices correct their estimates.
  const [first, ...others] = readings.toSorted(
    (a, b) => b.publishers.length - a.publishers.length || b.claim.publishedAt - a.claim.publishedAt,
  );
  if (first === undefined) throw new Error('a period without claims');
  return { period, ...first, others };
}

function digits(value: number): number {
  return String(Math.abs(value)).replaceAll(/^0+|\.|0+$/gu, '').length;
}

/** The place of a period in time, counted in its own grain from the year 0; periods of one grain follow each other by one. */
export function ordinal(period: string): number {
  const [, year = '0', rest = ''] = /^(\d{4})-?(.*)$/u.exec(period) ?? [];
  const y = Number(year);
  if (rest === '') return y;
  const quarter = /^Q(\d)$/u.exec(rest);
  if (quarter) return y * 4 + Number(quarter[1]) - 1;
  const months = /(?:M\d\d\.\.M)?(\d\d)$/u.exec(rest);
  if (/^\d\d$/u.test(rest) || rest.startsWith('M')) return y * 12 + Number(months?.[1]) - 1;
  if (period.includes('..')) {
    const [, month, day] = period.split('..')[0]!.split('-').map(Number);
    return (y * 12 + (month ?? 1) - 1) * 2 + (day === 1 ? 0 : 1);
  }
  return Math.round(Date.parse(`${period}T00:00:00Z`) / 86_400_000);
}

/** How many periods a picture or a table looks back, at most. */
export const lookBack: Readonly<Record<Grain, number>> = {
  day: 90,
  'half-month': 26,
  month: 25,
  ytd: 25,
  quarter: 13,
  year: 10,
};

/** The points near enough to the newest one to stand beside it. */
export function recent(points: readonly Point[], grain: Grain): readonly Point[] {
  const last = points.at(-1);
  if (last === undefined) return [];
  return points.filter((point) => ordinal(last.period) - ordinal(point.period) < lookBack[grain]);
}

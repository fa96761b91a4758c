import type { Figure } from './article.ts';
import type { Instant } from './time.ts';

/**
 * Chuỗi số liệu: one indicator over time, always measured the same way. A level and its movement, a month and the months since January,
 * the country and one of its provinces are series of their own: their numbers must never stand on one line.
 */
export interface SeriesName {
  readonly indicator: string;
  readonly item?: string;
  readonly place?: string;
  readonly market?: string;
  /** What the numbers are: a level in a kind of unit (`level-usd`), or a movement by its basis (`yoy`, `mom`). */
  readonly measure: string;
  readonly grain: Grain;
}

/** The length of the periods of a series. `ytd`: from January to a month. */
export type Grain = 'day' | 'half-month' | 'month' | 'ytd' | 'quarter' | 'year';

/** One statement for one period, as one publisher printed it. */
export interface Claim {
  readonly period: string;
  /** In the base unit of the series; movements in percent (or points), falls below zero. */
  readonly value: number;
  readonly figure: Figure;
  readonly publisher: string;
  readonly articleId: string;
  readonly link?: string;
  readonly publishedAt: Instant;
}

export interface Series {
  readonly id: string;
  readonly name: SeriesName;
  /** Every claim that is kept, oldest period first, within a period in order of publication. */
  readonly claims: readonly Claim[];
}

/** A claim with the series it belongs to. */
export interface SeriesClaim {
  readonly series: string;
  readonly claim: Claim;
}

/** `iip..bac-giang..yoy.month`: the parts in the order of `SeriesName`, absent ones empty. */
export function seriesId(name: SeriesName): string {
  const { indicator, item, place, market, measure, grain } = name;
  return [indicator, item ?? '', place ?? '', market ?? '', measure, grain].join('.');
}

/** The name behind an id; undefined for a text that is none. */
export function parseSeriesId(id: string): SeriesName | undefined {
  const parts = id.split('.');
  const [indicator, item, place, market, measure, grain] = parts;
  if (parts.length !== 6 || !parts.every((part) => /^[\w-]{0,48}$/u.test(part))) return undefined;
  if (!indicator || !measure || !isGrain(grain)) return undefined;
  return {
    indicator,
    measure,
    grain,
    ...(item ? { item } : {}),
    ...(place ? { place } : {}),
    ...(market ? { market } : {}),
  };
}

const grains: ReadonlySet<string> = new Set<Grain>(['day', 'half-month', 'month', 'ytd', 'quarter', 'year']);

function isGrain(text: string | undefined): text is Grain {
  return text !== undefined && grains.has(text);
}

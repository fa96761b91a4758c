import type { LocalDate } from '../../news/time.ts';
import type { Basis } from './bases.ts';
import type { Clause } from './clauses.ts';
import type { Role } from './roles.ts';
import type { Entry } from './words.ts';

/** What the numbers of a clause inherit when they do not say it themselves. */
export interface Frame {
  /** Indicators named, latest first; `weak` ones count only when nothing stronger fits. */
  readonly indicators: readonly Entry[];
  readonly items: readonly Entry[];
  /** A subject the lexicon does not know, as a slug ("xuat khau may tre dan"). */
  readonly slug?: string;
  readonly markets: readonly string[];
  readonly places: readonly { readonly id: string; readonly spot: boolean }[];
  readonly period?: string;
  readonly basis?: Basis;
  readonly estimated: boolean;
  readonly outlook?: 'forecast' | 'target';
  /** "bình quân 10 tháng", "CPI bình quân". */
  readonly average?: true;
  /** "tỷ trọng" was spoken of: a percentage is a share. */
  readonly share?: true;
  /** "mỗi ngày": what is counted of it is a day's too. */
  readonly daily?: true;
  /** Another country's economy is spoken of. */
  readonly foreign?: true;
}

export interface Context {
  readonly refDate: LocalDate;
  readonly sentence: string;
}

/** What holds for a whole sentence, computed once. */
export interface Whole extends Context {
  /** The period of the sentence when it has only one. */
  readonly period?: string;
  /** The sentence speaks of the index of industrial production. */
  readonly iip: boolean;
  /** The basis a number takes over from its neighbours. */
  readonly bases: ReadonlyMap<Clause, Basis>;
}

/** One number, read: its role, and everything it says or inherits. */
export interface Reading {
  readonly clause: Clause;
  readonly role: Role;
  readonly frame: Frame;
  /** Says something new of its own about what it measures. */
  readonly fresh: boolean;
  readonly basis?: Basis;
  /** The figure of the same term a year (or as named) before. */
  readonly basePeriod?: { readonly year?: number };
  readonly ownPeriod?: string;
}

export const EMPTY: Frame = { indicators: [], items: [], markets: [], places: [], estimated: false };

export function without<K extends keyof Frame>(frame: Frame, key: K): Frame {
  const { [key]: _, ...rest } = frame;
  return rest as Frame;
}

/** Figures of other countries' economies are not ours to report as Việt Nam's. */
export const MACRO = new Set([
  'iip',
  'pmi',
  'gdp',
  'cpi',
  'core-inflation',
  'ppi',
  'retail-sales',
  'unemployment-rate',
  'avg-income',
  'lending-rate',
  'deposit-rate',
  'credit-growth',
  'state-revenue',
  'public-investment',
  'power-output',
  'new-enterprises',
  'ecommerce-sales',
  'value-added',
  'rice-export-price',
]);

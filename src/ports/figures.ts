import type { Language } from '../news/chat.ts';
import type { Instant } from '../news/time.ts';

/** The desk of figures over time: finds what somebody means and lays it out, for every platform alike. */
export interface FiguresDesk {
  /** What somebody who types this wants to see. `until`: what appeared later does not count. */
  ask(typed: string, language: Language, until?: Instant): Promise<FiguresAnswer>;
  /** One series by its id, or the main one of an indicator by the indicator's. */
  sheet(id: string, language: Language, until?: Instant): Promise<FigureSheet | undefined>;
  /** The indicators we have figures of, by name. */
  indicators(language: Language): Promise<readonly IndicatorChoice[]>;
  /** The picture of a series as PNG. */
  picture(
    id: string,
    language: Language,
    look: 'light' | 'dark',
    until?: Instant,
  ): Promise<Uint8Array | undefined>;
}

export type FiguresAnswer =
  | { readonly kind: 'sheet'; readonly sheet: FigureSheet }
  /** Nothing was asked for, or nothing we have. `near`: what may have been meant. */
  | { readonly kind: 'choices'; readonly known: boolean; readonly near: readonly IndicatorChoice[] };

export interface IndicatorChoice {
  readonly id: string;
  readonly name: string;
  /** What to type for it. */
  readonly typed: string;
}

/** A series as readers see it. */
export interface FigureSheet {
  /** Of the series. */
  readonly id: string;
  readonly indicator: string;
  readonly title: string;
  readonly measure: string;
  /** Newest first. */
  readonly rows: readonly FigureRow[];
  /** Other series of the same indicator: other places, goods, measures. */
  readonly related: readonly { readonly id: string; readonly title: string; readonly typed: string }[];
}

export interface FigureRow {
  /** "Tháng 10/2026". */
  readonly period: string;
  /** "+10,8%". */
  readonly text: string;
  readonly estimated: boolean;
  readonly publishers: readonly string[];
  readonly link?: string;
  /** The sentence it was read in, verbatim. */
  readonly sentence: string;
  readonly publishedAt: Instant;
  /** Readings of other papers that contradict it. */
  readonly others: readonly { readonly text: string; readonly publishers: readonly string[] }[];
}

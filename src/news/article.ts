import type { Instant } from './time.ts';

/** Bài: an item together with the text we could read for it. */
export interface Article {
  readonly id: string;
  readonly sourceId: string;
  readonly publisher: string;
  readonly title: string;
  readonly link?: string;
  /** When it appeared; the time of arrival where the feed gives none, never later than that. */
  readonly publishedAt: Instant;
  readonly arrivedAt: Instant;
  /** Plain text, one paragraph a line. The teaser when the page could not be had. */
  readonly text: string;
}

/** What understanding adds to an article. */
export interface Understanding {
  /** Top topics and subtopics, primary first; empty means "none of ours". */
  readonly topics: readonly string[];
  /** Ids of places.json, most relevant first. */
  readonly places: readonly string[];
  readonly figures: readonly Figure[];
  /** Whole sentences of the text, verbatim, in reading order. */
  readonly summary: readonly string[];
}

/** An article and what we understood of it. */
export interface UnderstoodArticle extends Article, Understanding {}

/** Số liệu: one statement of a number, traceable to the sentence it came from. Fields follow `figure_schema` of the reference. */
export interface Figure {
  readonly indicator: string;
  /** Level as printed, scaled only by `unit`; null when only a movement is given. */
  readonly value: number | null;
  readonly unit: string | null;
  readonly direction: 'up' | 'down' | 'flat' | null;
  /** Size of the movement, at least 0, in `change_unit`. */
  readonly change: number | null;
  readonly change_unit?: string;
  readonly basis: string | null;
  /** ISO-like: `2024-01`, `2024-Q1`, `2025-M01..M10`, `2024-05-28`. */
  readonly period: string | null;
  /** Id of a place; absent means national. */
  readonly place?: string;
  readonly estimated: boolean;
  readonly kind?: FigureKind;
  readonly item?: string;
  readonly market?: string;
  readonly approx?: 'below' | 'above' | 'around';
  readonly value_max?: number;
  readonly change_max?: number;
  readonly from_value?: number;
  readonly from_period?: string;
  readonly of?: number;
  readonly subject?: string;
  readonly base_period?: string;
  /** The whole source sentence, verbatim. */
  readonly sentence: string;
}

export type FigureKind =
  | 'level'
  | 'change'
  | 'share'
  | 'contribution'
  | 'plan-ratio'
  | 'forecast'
  | 'target'
  | 'threshold'
  | 'count';

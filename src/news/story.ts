import type { Figure } from './article.ts';
import type { Instant } from './time.ts';

/** Chuyện: one event, told by one or several papers. */
export interface Story {
  readonly id: string;
  /** Headline of the article that tells it best. */
  readonly title: string;
  /** Members in order of publication. */
  readonly reports: readonly Report[];
  readonly topics: readonly string[];
  readonly places: readonly string[];
  readonly figures: readonly Figure[];
  /** Figures on which its papers differ by more than rounding; nobody is told who is right. */
  readonly disagreements?: readonly Disagreement[];
  /** Whole sentences, verbatim, each with the report it was taken from. */
  readonly summary: readonly Quote[];
  /** For places that the summary does not name, a sentence about each alone. */
  readonly local?: readonly Quote[];
  readonly firstAt: Instant;
  readonly updatedAt: Instant;
}

/** One claim as different papers print it, the reading of most papers first. */
export interface Disagreement {
  readonly readings: readonly { readonly figure: Figure; readonly articleIds: readonly string[] }[];
}

/** One paper's article within a story: what a reader needs to see and follow it. */
export interface Report {
  readonly articleId: string;
  readonly publisher: string;
  readonly title: string;
  readonly link?: string;
  readonly publishedAt: Instant;
}

/** A sentence and where it stands. */
export interface Quote {
  readonly sentence: string;
  readonly articleId: string;
}

import type { Figure } from '../../news/article.ts';
import { cosine, vectorOf, type Vector } from './vector.ts';

/** What the grouper reads of an article. */
export interface GroupingText {
  readonly title: string;
  readonly text: string;
  readonly places?: readonly string[];
  readonly figures?: readonly Figure[];
  readonly topics?: readonly string[];
}

/** An article as it is compared. */
export interface Read {
  readonly vector: Vector;
}

export function readForGrouping(article: GroupingText): Read {
  return { vector: vectorOf(article) };
}

/** How alike two articles are, 0 to 1; below 0 when they must not be one story. `gapMs` is the time between them. */
export function likenessOf(a: Read, b: Read, _gapMs: number): number {
  return cosine(a.vector, b.vector);
}

import type { UnderstoodArticle } from '../news/article.ts';
import type { Instant } from '../news/time.ts';

/** Search of the whole archive. Accents in the query sharpen the order but are never required. */
export interface SearchIndex {
  /** Adds an article or replaces its entry. Safe to repeat. */
  add(article: UnderstoodArticle): Promise<void>;
  /** Takes an article out. Safe to repeat. */
  remove(articleId: string): Promise<void>;
  search(query: SearchQuery): Promise<SearchResult>;
}

export interface SearchQuery {
  /** What the reader typed, at most 200 characters of it are used. Understands "quotes", -word, OR, tu:2026-11-01, nguon:vnexpress. */
  readonly text: string;
  readonly now: Instant;
  readonly offset: number;
  readonly limit: number;
}

export interface SearchResult {
  /** Article ids, best first. */
  readonly ids: readonly string[];
  /** All that match, not only those returned. */
  readonly total: number;
}

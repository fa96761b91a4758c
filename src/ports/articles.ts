import type { Article, UnderstoodArticle, Understanding } from '../news/article.ts';
import type { Item } from '../news/item.ts';
import type { Story } from '../news/story.ts';
import type { Instant } from '../news/time.ts';

/** The archive of articles. Everything in it is lost only by age. */
export interface ArticleArchive {
  /** Of these items, those whose article is not stored yet under any of their identities (id, canonical link, title within the source's publisher). */
  unseen(items: readonly Item[]): Promise<readonly Item[]>;
  /** Stores an article and puts it on the pile to be understood. Safe to repeat; `known` when any identity of it was there already. */
  save(article: Article): Promise<'new' | 'known'>;
  /** Articles on the pile, oldest first. They stay there until `understood` is called. */
  pile(limit: number): Promise<readonly Article[]>;
  /** Stores what was understood and takes the article off the pile. Safe to repeat. */
  understood(articleId: string, understanding: Understanding): Promise<void>;
  /** In the order asked for; those that are gone by age are left out. */
  get(ids: readonly string[]): Promise<readonly UnderstoodArticle[]>;
  /** The id of the article at a canonical link. */
  atLink(link: string): Promise<string | undefined>;
  /** Removes an article for good: its link is remembered, so that it is taken for known ever after. `articleId` absent: only the link. Safe to repeat. */
  takeDown(link: string, articleId?: string): Promise<void>;
  /** How many articles are stored. */
  count(): Promise<number>;
}

/** Stories of the recent past. */
export interface StoryArchive {
  get(ids: readonly string[]): Promise<readonly Story[]>;
  /** Stores or replaces stories, their articles filed under them, and removes stories that have become part of others. Safe to repeat. */
  put(stories: readonly Story[], ended: readonly string[]): Promise<void>;
  /** Stories updated in `[from, to)`, newest first. */
  between(from: Instant, to: Instant): Promise<readonly Story[]>;
  /** How many stories are stored. */
  count(): Promise<number>;
  /** The story an article belongs to. */
  ofArticle(articleId: string): Promise<string | undefined>;
}

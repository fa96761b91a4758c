import type { Article, UnderstoodArticle } from '../../src/news/article.ts';
import type { Story } from '../../src/news/story.ts';
import { createGrouper } from '../../src/stories/group/grouper.ts';
import { tellStory } from '../../src/stories/tell.ts';
import { understand } from '../../src/stories/understand.ts';

export interface DayArticle {
  readonly id: string;
  readonly publisher: string;
  readonly publishedAt: string;
  readonly title: string;
  readonly text: string;
}

/** The stories of a day's articles, through the real understanding and grouping, in the order in which they appeared. */
export function storiesOfDay(articles: readonly DayArticle[]): readonly Story[] {
  const grouper = createGrouper();
  const read = articles
    .map((each): Article => {
      const at = Date.parse(each.publishedAt);
      return { ...each, sourceId: each.publisher, publishedAt: at, arrivedAt: at };
    })
    .toSorted((a, b) => a.publishedAt - b.publishedAt)
    .map((article): UnderstoodArticle => ({ ...article, ...understand(article) }));
  for (const article of read) grouper.assign(article);
  const members = new Map<string, UnderstoodArticle[]>();
  for (const article of read) {
    const id = grouper.storyOf(article.id) ?? article.id;
    members.set(id, [...(members.get(id) ?? []), article]);
  }
  return Array.from(members, ([id, of]) => tellStory(id, of));
}

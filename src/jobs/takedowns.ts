import type { ArticleArchive, StoryArchive } from '../ports/articles.ts';
import type { Log } from '../ports/log.ts';
import type { SearchIndex } from '../ports/search.ts';
import type { SeriesBook } from '../ports/series.ts';
import type { Takedowns } from '../ports/takedowns.ts';
import { canonicalLink } from '../sources/web/canonical-link.ts';
import { typedAddress } from '../sources/web/source-address.ts';
import { claimsOf } from '../stories/series/claims.ts';
import { tellStory } from '../stories/tell.ts';

export interface TakedownNeeds {
  readonly articles: ArticleArchive;
  readonly stories: StoryArchive;
  readonly search: SearchIndex;
  readonly series: SeriesBook;
  readonly log: Log;
}

/** Removes articles at their publisher's request. */
export function createTakedowns({ articles, stories, search, series, log }: TakedownNeeds): Takedowns {
  return {
    async look(url) {
      const link = linkOf(url);
      if (link === undefined) return { kind: 'not-a-url' };
      const id = await articles.atLink(link);
      const [article] = id === undefined ? [] : await articles.get([id]);
      if (article === undefined) return { kind: 'unknown' };
      return { kind: 'article', title: article.title, publisher: article.publisher };
    },
    /** The article goes before its story is told anew: cut in between, the next telling leaves it out as well. */
    async remove(url) {
      const link = linkOf(url);
      if (link === undefined) return;
      const id = await articles.atLink(link);
      const storyId = id === undefined ? undefined : await stories.ofArticle(id);
      const [article] = id === undefined ? [] : await articles.get([id]);
      if (article !== undefined) await series.remove(claimsOf(article));
      await articles.takeDown(link, id);
      if (id !== undefined) await search.remove(id);
      if (storyId !== undefined) await tellWithout(storyId);
      log.info('article taken down', { known: id !== undefined });
    },
  };

  async function tellWithout(storyId: string): Promise<void> {
    const [story] = await stories.get([storyId]);
    const members = await articles.get(story?.reports.map(({ articleId }) => articleId) ?? []);
    if (members.length === 0) await stories.put([], [storyId]);
    else await stories.put([tellStory(storyId, members)], []);
  }
}

function linkOf(url: string): string | undefined {
  const typed = typedAddress(url);
  return typed === undefined ? undefined : canonicalLink(typed);
}

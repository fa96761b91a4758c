import type { Instant } from '../news/time.ts';
import type { StoryArchive } from '../ports/articles.ts';
import type { SearchIndex } from '../ports/search.ts';

/** Articles looked at to fill pages of stories. */
const reach = 200;

/** Ids of the stories whose articles answer a question, best first, each once. */
export async function findStories(
  { search, stories }: { readonly search: SearchIndex; readonly stories: StoryArchive },
  text: string,
  now: Instant,
): Promise<readonly string[]> {
  const found = await search.search({ text, now, offset: 0, limit: reach });
  const ids = await Promise.all(found.ids.map((id) => stories.ofArticle(id)));
  return [...new Set(ids.filter((id) => id !== undefined))];
}

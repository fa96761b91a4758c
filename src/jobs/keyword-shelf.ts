import { createFollowMatcher } from '../digest/follows/matcher.ts';
import type { Story } from '../news/story.ts';
import type { ArticleArchive } from '../ports/articles.ts';

/** The recent articles' texts at hand, to find what digests owe to keywords. */
export interface KeywordShelf {
  /** By query the ids of the stories of which one article at least meets it. */
  matches(
    stories: readonly Story[],
    queries: ReadonlySet<string>,
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
}

/** Texts kept: some days of a few hundred sources. */
const most = 6_000;
/** Stories read before others get their turn. */
const breath = 100;

interface Text {
  readonly title: string;
  readonly text: string;
}

/** Keeps the texts it has read; what a round does not need any more goes first. */
export function createKeywordShelf(articles: Pick<ArticleArchive, 'get'>): KeywordShelf {
  const shelf = new Map<string, Text>();

  async function fetch(stories: readonly Story[]): Promise<void> {
    const wanted = stories.flatMap((story) => story.reports.map((report) => report.articleId));
    const missing = wanted.filter((id) => !shelf.has(id));
    for (let at = 0; at < missing.length; at += breath) {
      for (const { id, title, text } of await articles.get(missing.slice(at, at + breath)))
        shelf.set(id, { title, text });
    }
    if (shelf.size <= most) return;
    const needed = new Set(wanted);
    for (const id of shelf.keys()) if (!needed.has(id)) shelf.delete(id);
  }

  return {
    async matches(stories, queries) {
      const found = new Map<string, Set<string>>();
      if (queries.size === 0) return found;
      await fetch(stories);
      const matcher = createFollowMatcher();
      for (const query of queries) matcher.add(query);
      for (const [at, story] of stories.entries()) {
        if (at % breath === breath - 1) await new Promise(setImmediate);
        for (const { articleId } of story.reports) {
          const text = shelf.get(articleId);
          if (text === undefined) continue;
          for (const query of matcher.match(text.title, text.text)) {
            const ids = found.get(query);
            if (ids === undefined) found.set(query, new Set([story.id]));
            else ids.add(story.id);
          }
        }
      }
      return found;
    },
  };
}

/** For one reader: his keywords by the stories that meet them. */
export function matchedBy(
  queries: readonly string[],
  found: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, readonly string[]> {
  const matched = new Map<string, string[]>();
  for (const query of queries)
    for (const id of found.get(query) ?? []) {
      const known = matched.get(id);
      if (known === undefined) matched.set(id, [query]);
      else known.push(query);
    }
  return matched;
}

import type { Article, Understanding } from '../news/article.ts';
import { withoutBoilerplate } from '../text/boilerplate.ts';
import { placeIds } from '../text/places.ts';
import { findFigures } from './figures/find.ts';
import { summarize } from './summary/summarize.ts';
import { findTopics } from './topics.ts';

/**
 * Reads one article: what it is about, where, with which figures, and the sentences that carry it. Pure and offline.
 *
 * @param maxSentences - of the summary
 */
export function understand(
  article: Pick<Article, 'title' | 'text' | 'publishedAt'>,
  maxSentences = 3,
): Understanding {
  const text = withoutBoilerplate(article.text);
  const read = { title: article.title, text, publishedAt: article.publishedAt };
  return {
    topics: findTopics(read),
    places: placeIds(text, { title: article.title, publishedAt: article.publishedAt }),
    figures: findFigures(read),
    summary: summarize(read, { maxSentences }),
  };
}

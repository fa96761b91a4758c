import type { Article, Understanding } from '../news/article.ts';
import { withoutBoilerplate } from '../text/boilerplate.ts';
import { nfc } from '../text/fold.ts';
import { readPlaces } from '../text/places.ts';
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
  const { title, publishedAt } = article;
  const text = withoutBoilerplate(article.text);
  // Mentions are found by their place in the composed text; sentences stay as the article wrote them.
  const composed = nfc(text);
  const places = readPlaces(composed, { title, publishedAt });
  return {
    topics: findTopics({ title, text }),
    places: places.ids,
    figures: findFigures({ title, text: composed, publishedAt, places: places.mentions }),
    summary: summarize({ title, text }, { maxSentences }),
  };
}

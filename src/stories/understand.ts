import type { Article, Understanding } from '../news/article.ts';
import { withoutBoilerplate } from '../text/boilerplate.ts';
import { placeIds } from '../text/places.ts';
import { findFigures } from './figures/find.ts';
import { summarize } from './summary/summarize.ts';
import { findTopics } from './topics.ts';

/** Sentences an article keeps of itself. */
const summarySentences = 3;

/** Reads one article: what it is about, where, with which figures, and the sentences that carry it. Pure and offline. */
export function understand(article: Pick<Article, 'title' | 'text' | 'publishedAt'>): Understanding {
  const text = withoutBoilerplate(article.text);
  const read = { title: article.title, text, publishedAt: article.publishedAt };
  return {
    topics: findTopics(read),
    places: placeIds(read),
    figures: findFigures(read),
    summary: summarize(read, { maxSentences: summarySentences }),
  };
}

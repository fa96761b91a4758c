import type { UnderstoodArticle } from '../news/article.ts';
import type { Quote } from '../news/story.ts';
import { withoutBoilerplate } from '../text/boilerplate.ts';
import { findPlaces } from '../text/places.ts';
import { sentenceSpans } from '../text/sentences.ts';
import { leaningOf } from './summary/alone.ts';

/** Places of a story that get a sentence of their own. */
const mostSentences = 12;
/** Reports that are read through: the first ones of the event. */
const mostReports = 4;
const longestWords = 60;
const shortestWords = 8;

/**
 * For places that a story's summary does not name: the first sentence about each alone, so that a reader there gets what an article on the
 * whole country says of his own. A sentence that lists provinces is about none of them.
 */
export function localQuotes(
  articles: readonly UnderstoodArticle[],
  summary: readonly Quote[],
): readonly Quote[] {
  const told = new Set(
    summary.flatMap(({ sentence }) => findPlaces(sentence).map(({ id, province }) => province ?? id)),
  );
  const found = new Map<string, Quote>();
  for (const article of articles.slice(0, mostReports)) {
    const text = withoutBoilerplate(article.text);
    const places = findPlaces(text, { title: article.title, publishedAt: article.publishedAt }).filter(
      ({ start, kind }) => start >= 0 && kind !== 'region',
    );
    for (const { start, end } of places.length < 1 ? [] : sentenceSpans(text)) {
      const here = places.filter((place) => place.start >= start && place.end <= end);
      const provinces = new Set(here.map((place) => place.province ?? place.id));
      const [only] = provinces;
      if (provinces.size !== 1 || only === undefined || told.has(only) || found.has(only)) continue;
      const sentence = text.slice(start, end);
      const words = sentence.split(/\s+/u).length;
      if (words >= shortestWords && words <= longestWords && standsAlone(sentence))
        found.set(only, { sentence, articleId: article.id });
    }
  }
  return [...found.values()].slice(0, mostSentences);
}

function standsAlone(sentence: string): boolean {
  const { pointing, ...others } = leaningOf(sentence);
  // "Ông Nguyễn Văn Mẫu, giám đốc …" names whom it speaks of.
  const isNamed = /^(?:Ông|Bà) \p{Lu}/u.test(sentence);
  return (pointing === 0 || isNamed) && Object.values(others).every((leaning) => leaning === 0);
}

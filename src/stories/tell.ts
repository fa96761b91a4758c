import type { Figure, UnderstoodArticle } from '../news/article.ts';
import type { Disagreement, Quote, Story } from '../news/story.ts';
import { withoutBoilerplate } from '../text/boilerplate.ts';
import { conflicts } from './figures/conflict.ts';
import { isPrintable } from './figures/wording.ts';
import { headline } from './group/headline.ts';
import { localQuotes } from './local.ts';
import { summarizeStory } from './summary/story.ts';

/** Sentences a story keeps; a digest shows one or two of them, its page all. */
const summary = { maxSentences: 4, maxSyllables: 160 } as const;

/** Topics and places that a story keeps: what several papers agree on comes first. */
const mostTopics = 6;
const mostPlaces = 12;

/** Tells one event from the articles that report it, in whatever order they arrived. Throws when there are none. */
export function tellStory(id: string, articles: readonly UnderstoodArticle[]): Story {
  const reports = articles.toSorted((a, b) => a.publishedAt - b.publishedAt || (a.id < b.id ? -1 : 1));
  const first = reports[0];
  const last = reports.at(-1);
  if (first === undefined || last === undefined) throw new Error('a story needs an article');
  const headed = headline(reports);
  const lead = reports.find((article) => article.title === headed) ?? first;
  const disagreements = disagreementsOf(reports);
  const told = quotesOf(lead, reports);
  const local = localQuotes(reports, told);
  return {
    id,
    title: headed,
    reports: reports.map(({ id: articleId, publisher, title, link, publishedAt }) => ({
      articleId,
      publisher,
      title,
      publishedAt,
      ...(link === undefined ? {} : { link }),
    })),
    topics: agreed(
      reports.map((article) => article.topics),
      mostTopics,
    ),
    places: agreed(
      reports.map((article) => article.places),
      mostPlaces,
    ),
    figures: distinctFigures(reports),
    ...(disagreements.length > 0 ? { disagreements } : {}),
    summary: told,
    ...(local.length > 0 ? { local } : {}),
    firstAt: first.publishedAt,
    updatedAt: last.publishedAt,
  };
}

/** The sentences of the article that the headline is from, in its own order, then what the others add. */
function quotesOf(lead: UnderstoodArticle, reports: readonly UnderstoodArticle[]): readonly Quote[] {
  const own = lead.summary.map((sentence) => ({ sentence, articleId: lead.id }));
  if (reports.length === 1) return own;
  const clean = reports.map(({ id, title, text }) => ({ id, title, text: withoutBoilerplate(text) }));
  return [...own, ...summarizeStory(clean, summary).filter((quote) => quote.articleId !== lead.id)];
}

/** What most lists name, each list's own order breaking ties: the primary topic of most papers stays the primary one. */
function agreed(lists: readonly (readonly string[])[], most: number): readonly string[] {
  const score = new Map<string, number>();
  for (const list of lists) {
    for (const [at, name] of list.entries()) score.set(name, (score.get(name) ?? 0) + 1 + 1 / (at + 2));
  }
  return [...score]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([name]) => name);
}

/** Most claims on which a story says that its papers differ. */
const mostDisagreements = 2;

/** Where papers print different numbers for one claim: different papers, for one that prints two has corrected itself. */
function disagreementsOf(reports: readonly UnderstoodArticle[]): readonly Disagreement[] {
  if (reports.length === 1) return [];
  const publishers = new Map(reports.map((article) => [article.id, article.publisher]));
  return conflicts(reports.map(({ id, figures }) => ({ report: id, figures: figures.filter(isPrintable) })))
    .filter(({ readings }) => {
      const papers = readings.flatMap((reading) => [
        ...new Set(reading.reports.map((id) => publishers.get(id))),
      ]);
      return new Set(papers).size === papers.length;
    })
    .slice(0, mostDisagreements)
    .map(({ readings }) => ({
      readings: readings.map(({ figure, reports: articleIds }) => ({ figure, articleIds })),
    }));
}

/** Figures of all reports, one for each statement; papers that disagree both keep theirs. */
function distinctFigures(articles: readonly UnderstoodArticle[]): readonly Figure[] {
  const seen = new Map<string, Figure>();
  for (const figure of articles.flatMap((article) => article.figures)) {
    const { sentence: _, approx: __, estimated: ___, ...claim } = figure;
    const key = JSON.stringify(claim);
    if (!seen.has(key)) seen.set(key, figure);
  }
  return [...seen.values()];
}

import type { Quote } from '../../news/story.ts';
import type { Instant } from '../../news/time.ts';
import { newVocabulary, read, type ReadSentence } from './reading.ts';
import { pairKey } from './terms.ts';
import { scoreSentences } from './summarize.ts';
import { trainedScorer, type Scorer } from './weights.ts';

/** An article as a story's summary reads it. */
export interface StoryArticle {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly publisher?: string;
  readonly publishedAt?: Instant;
}

export interface StoryLimits {
  readonly maxSentences?: number;
  /** At most so many syllables altogether. */
  readonly maxSyllables: number;
}

interface Candidate {
  readonly sentence: ReadSentence;
  readonly article: number;
  readonly index: number;
  readonly score: number;
}

/**
 * Summary of one event from several papers: whole sentences, verbatim, chosen so that together they hold as much as
 * possible of what the papers agree is the news, within the limits, without saying a thing twice.
 */
export function summarizeStory(
  articles: readonly StoryArticle[],
  limits: StoryLimits,
  scorer: Scorer = trainedScorer(),
): Quote[] {
  const vocabulary = newVocabulary();
  const candidates: Candidate[] = [];
  const words = new Map<number, number>();
  const pairs = new Map<number, number>();
  for (const [a, article] of articles.entries()) {
    const reading = read(article, vocabulary);
    if (reading.sentences.length === 0) continue;
    const { salience, scores } = scoreSentences(reading, vocabulary, scorer);
    for (const [key, chances] of salience.words) words.set(key, (words.get(key) ?? 0) + chances[0]!);
    for (const [key, chances] of salience.pairs) pairs.set(key, (pairs.get(key) ?? 0) + chances[0]!);
    for (const [index, sentence] of reading.sentences.entries()) {
      candidates.push({ sentence, article: a, index, score: scores[index]! });
    }
  }
  const chosen: Candidate[] = [];
  const covered = new Set<number>();
  let length = 0;
  while (chosen.length < (limits.maxSentences ?? Infinity)) {
    let best: Candidate | undefined;
    let top = 0;
    for (const candidate of candidates) {
      const { ids } = candidate.sentence;
      if (chosen.includes(candidate) || length + ids.length > limits.maxSyllables || ids.length < 6) continue;
      let gain = 0;
      const seen = new Set<number>();
      for (let i = 0; i < ids.length; i += 1) {
        const word = ids[i]!;
        if (!covered.has(-word - 1) && !seen.has(-word - 1)) gain += words.get(word)!;
        seen.add(-word - 1);
        if (i === 0) continue;
        const key = pairKey(ids[i - 1]!, word);
        if (!covered.has(key) && !seen.has(key)) gain += pairs.get(key)!;
        seen.add(key);
      }
      const value = gain / (ids.length + 8);
      if (value > top) {
        top = value;
        best = candidate;
      }
    }
    if (!best) break;
    chosen.push(best);
    const { ids } = best.sentence;
    length += ids.length;
    for (let i = 0; i < ids.length; i += 1) {
      covered.add(-ids[i]! - 1);
      if (i > 0) covered.add(pairKey(ids[i - 1]!, ids[i]!));
    }
  }
  return chosen
    .sort((x, y) => x.index - y.index || x.article - y.article)
    .map(({ sentence, article }) => ({ sentence: sentence.text, articleId: articles[article]!.id }));
}

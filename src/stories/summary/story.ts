import type { Quote } from '../../news/story.ts';
import { selectSentences } from './select.ts';
import { readStory, type StoryReading } from './story-reading.ts';
import { MOST_STORY_OCCURRENCES, weighStoryTerms, type StorySalience } from './story-salience.ts';
import { storySentences, type StorySentence } from './story-sentences.ts';
import { trainedScorer, type Scorer } from './weights.ts';

/** An article as a story's summary reads it. */
export interface StoryArticle {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export interface StoryLimits {
  readonly maxSentences?: number;
  /** At most so many syllables altogether. */
  readonly maxSyllables: number;
}

/** The most articles that are read: a tenth paper on the same event says nothing new. */
const MOST_ARTICLES = 12;
/** A shorter sentence is a heading or a scrap. */
const SHORTEST = 6;
/** What leaning on an unquoted sentence costs, as a share of the sentence's worth. */
const LEANING_COST = 0.15;

/**
 * Summary of one event from several papers: whole sentences, verbatim, that together hold as much as possible of what
 * a human would tell, within the limits, without saying a thing twice, in the order in which the papers tell it.
 * Empty when no article has a sentence that fits.
 */
export function summarizeStory(
  articles: readonly StoryArticle[],
  limits: StoryLimits,
  scorer: Scorer = trainedScorer(),
): Quote[] {
  const read = articles.slice(0, MOST_ARTICLES);
  const story = readStory(read, scorer);
  const salience = weighStoryTerms(story, scorer);
  const sentences = storySentences(story, salience).filter(({ ids }) => ids.length >= SHORTEST);
  const choices = sentences.map(({ ids, pairs, features }) => ({
    ids,
    pairs,
    worth:
      scorer.storySentence(features) -
      LEANING_COST * (features[19]! + features[20]! + features[21]! > 0 ? 1 : 0),
  }));
  const chosen = selectSentences(choices, salience, {
    maxSentences: limits.maxSentences ?? Infinity,
    maxSyllables: limits.maxSyllables,
  }).map((i) => sentences[i]!);
  return inTellingOrder(chosen, story, salience).map(({ text, doc }) => ({
    sentence: text,
    articleId: read[story.docs[doc]!.article]!.id,
  }));
}

/** Orders sentences by where they stand in their own article and where the papers on the whole say such things. */
function inTellingOrder(
  chosen: readonly StorySentence[],
  story: StoryReading,
  salience: StorySalience,
): StorySentence[] {
  const place = (sentence: StorySentence): number => {
    let sum = 0;
    let weight = 0;
    for (const id of sentence.ids) {
      const chance = salience.words[MOST_STORY_OCCURRENCES * id]!;
      sum += (chance * story.words.relativeSum[id]!) / story.words.docs[id]!;
      weight += chance;
    }
    return sentence.relative + (0.7 * sum) / (weight || 1);
  };
  return chosen
    .map((sentence) => ({ sentence, place: place(sentence) }))
    .toSorted((a, b) => a.place - b.place || a.sentence.doc - b.sentence.doc || a.sentence.at - b.sentence.at)
    .map(({ sentence }) => sentence);
}

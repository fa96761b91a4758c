import { readStory, type StoryReading } from '../src/stories/summary/story-reading.ts';
import {
  MOST_STORY_OCCURRENCES,
  STORY_PAIR_FEATURES,
  STORY_WORD_FEATURES,
  storyPairFeatures,
  storyWordFeatures,
  weighStoryTerms,
} from '../src/stories/summary/story-salience.ts';
import { STORY_SENTENCE_FEATURES, storySentences } from '../src/stories/summary/story-sentences.ts';
import { forestPredictor, type Forest, type Predict } from '../src/stories/summary/trees.ts';
import type { Scorer } from '../src/stories/summary/weights.ts';
import { docText, type EvalRecord } from './data.ts';
import { trainForest } from './forest.ts';
import { rougeOfTokens, rougeTokens } from './rouge.ts';
import { RowTable } from './rows.ts';

type ArticleScorer = Pick<Scorer, 'background' | 'word' | 'pair' | 'sentence'>;

/** An event read once, with how often each term stands in the human summaries. */
export interface StoryLesson {
  readonly story: StoryReading;
  readonly references: readonly (readonly string[])[];
  readonly words: RowTable;
  readonly pairCounts: readonly Map<string, number>[];
}

export interface StoryForests {
  readonly storyWord: Forest;
  readonly storyPair: Forest;
  readonly storySentence: Forest;
}

const TERM_OPTIONS = { trees: 80, leaves: 16, rate: 0.1, minRows: 100, rowShare: 0.5, featureShare: 0.6 };
const SENTENCE_OPTIONS = {
  trees: 100,
  leaves: 12,
  rate: 0.06,
  minRows: 40,
  rowShare: 0.5,
  featureShare: 0.4,
};

export function storyLessons(records: readonly EvalRecord[], scorer: ArticleScorer): StoryLesson[] {
  return records.map((record) => {
    const story = readStory(
      record.docs.map((doc) => ({ title: doc.title, text: docText(doc) })),
      scorer,
    );
    const references = record.summaries.map(rougeTokens);
    const wordCounts = references.map(counted);
    const words = new RowTable(STORY_WORD_FEATURES);
    const row = new Float64Array(STORY_WORD_FEATURES);
    for (const [w, word] of story.vocabulary.words.entries()) {
      for (let k = 0; k < Math.min(MOST_STORY_OCCURRENCES, story.words.count[w]!); k += 1) {
        storyWordFeatures(row, w, k, story);
        words.add(
          row,
          shareOf(wordCounts, (counts) => (counts.get(word) ?? 0) > k),
        );
      }
    }
    const pairCounts = references.map((tokens) =>
      counted(tokens.slice(1).map((token, i) => `${tokens[i]} ${token}`)),
    );
    return { story, references, words, pairCounts };
  });
}

/** Trains the story's forests. Sentences learn on term chances of stories the term forests have not seen (two folds). */
export function trainStory(lessons: readonly StoryLesson[]): StoryForests {
  const folds = [0, 1].map((fold) => trainTerms(lessons.filter((_, i) => i % 2 !== fold)));
  const rows = new RowTable(STORY_SENTENCE_FEATURES);
  for (const [i, { story, references }] of lessons.entries()) {
    const salience = weighStoryTerms(story, predictors(folds[i % 2]!));
    for (const { ids, features } of storySentences(story, salience)) {
      const tokens = Array.from(ids, (id) => story.vocabulary.words[id]!);
      rows.add(
        features,
        references.reduce((sum, reference) => sum + keptShare(tokens, reference), 0) / references.length,
      );
    }
  }
  return {
    ...trainTerms(lessons),
    storySentence: trainForest(rows.columns(), rows.targets(), SENTENCE_OPTIONS),
  };
}

function trainTerms(lessons: readonly StoryLesson[]): {
  readonly storyWord: Forest;
  readonly storyPair: Forest;
} {
  const words = RowTable.join(lessons.map((lesson) => lesson.words));
  const storyWord = trainForest(words.columns(), words.targets(), TERM_OPTIONS);
  const predictWord = forestPredictor(storyWord);
  const pairs = new RowTable(STORY_PAIR_FEATURES);
  const row = new Float64Array(STORY_PAIR_FEATURES);
  for (const { story, pairCounts } of lessons) {
    const { words: chances } = weighStoryTerms(story, { storyWord: predictWord, storyPair: () => 0 });
    const { words: syllables, firsts, seconds } = story.vocabulary;
    for (let p = 0; p < story.pairs.size; p += 1) {
      const pair = `${syllables[firsts[p]!]} ${syllables[seconds[p]!]}`;
      storyPairFeatures(row, p, story, chances);
      pairs.add(
        row,
        shareOf(pairCounts, (counts) => counts.has(pair)),
      );
    }
  }
  return { storyWord, storyPair: trainForest(pairs.columns(), pairs.targets(), TERM_OPTIONS) };
}

function predictors(forests: { readonly storyWord: Forest; readonly storyPair: Forest }): {
  readonly storyWord: Predict;
  readonly storyPair: Predict;
} {
  return { storyWord: forestPredictor(forests.storyWord), storyPair: forestPredictor(forests.storyPair) };
}

/** Share of a sentence that a reference has: the mean over syllables, pairs and the common subsequence. */
function keptShare(tokens: readonly string[], reference: readonly string[]): number {
  const { r1, r2, rl } = rougeOfTokens(tokens, reference);
  const scale = (tokens.length + reference.length) / (200 * tokens.length);
  return ((r1 + r2 + rl) * scale) / 3;
}

function shareOf<T>(all: readonly T[], holds: (each: T) => boolean): number {
  return all.filter(holds).length / all.length;
}

function counted(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

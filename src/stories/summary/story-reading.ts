import { newVocabulary, read, type Reading, type Vocabulary } from './reading.ts';
import type { Predict } from './salience.ts';
import { scoreSentences, type ScoredReading } from './summarize.ts';
import { pairKey, pairOf, type Term } from './terms.ts';
import type { Scorer } from './weights.ts';

/** A syllable or pair as several papers use it. */
export interface StoryTerm {
  readonly key: number;
  docs: number;
  /** Bit i: the i-th paper has it (papers beyond the 31st share the last bit). */
  inDocs: number;
  count: number;
  titles: number;
  /** Earliest sentence, and the mean over the papers that have it. */
  first: number;
  firstSum: number;
  relativeSum: number;
  chanceSum: number;
  chanceMax: number;
  capitals: number;
  titleLike: number;
  central: number;
  nearTitle: number;
  /** Best and summed score of the sentences it occurs in. */
  bestScore: number;
  scoreSum: number;
}

/** One event as several papers tell it. */
export interface StoryReading {
  readonly vocabulary: Vocabulary;
  readonly docs: readonly {
    readonly reading: Reading;
    readonly scored: ScoredReading;
    readonly article: number;
  }[];
  readonly words: Map<number, StoryTerm>;
  readonly pairs: Map<number, StoryTerm>;
  readonly length: number;
}

export const STORY_WORD_FEATURES = 24;
export const STORY_PAIR_FEATURES = 27;

/** Reads all articles of an event with one vocabulary and gathers their terms. */
export function readStory(
  articles: readonly { readonly title: string; readonly text: string }[],
  scorer: Pick<Scorer, 'background' | 'word' | 'pair' | 'sentence'>,
): StoryReading {
  const vocabulary = newVocabulary();
  const words = new Map<number, StoryTerm>();
  const pairs = new Map<number, StoryTerm>();
  const docs: { reading: Reading; scored: ScoredReading; article: number }[] = [];
  let length = 0;
  for (const [article, each] of articles.entries()) {
    const reading = read(each, vocabulary);
    if (reading.sentences.length === 0) continue;
    const scored = scoreSentences(reading, vocabulary, scorer);
    docs.push({ reading, scored, article });
    length += scored.terms.length;
    gather(words, scored.terms.words, scored.salience.words, reading, docs.length - 1);
    gather(pairs, scored.terms.pairs, scored.salience.pairs, reading, docs.length - 1);
    for (const [s, { ids }] of reading.sentences.entries()) {
      const score = scored.scores[s]!;
      for (let i = 0; i < ids.length; i += 1) {
        noteScore(words.get(ids[i]!)!, score);
        if (i > 0) noteScore(pairs.get(pairKey(ids[i - 1]!, ids[i]!))!, score);
      }
    }
  }
  return { vocabulary, docs, words, pairs, length };
}

function gather(
  into: Map<number, StoryTerm>,
  terms: Map<number, Term>,
  chances: Map<number, Float64Array>,
  reading: Reading,
  doc: number,
): void {
  const n = reading.sentences.length;
  for (const term of terms.values()) {
    let known = into.get(term.key);
    if (!known) {
      known = {
        key: term.key,
        docs: 0,
        inDocs: 0,
        count: 0,
        titles: 0,
        first: term.first,
        firstSum: 0,
        relativeSum: 0,
        chanceSum: 0,
        chanceMax: 0,
        capitals: 0,
        titleLike: 0,
        central: 0,
        nearTitle: 0,
        bestScore: 0,
        scoreSum: 0,
      };
      into.set(term.key, known);
    }
    const chance = chances.get(term.key)?.[0] ?? 0;
    known.docs += 1;
    known.inDocs |= 1 << Math.min(doc, 31);
    known.count += term.count;
    known.titles += term.titleCount > 0 ? 1 : 0;
    known.first = Math.min(known.first, term.first);
    known.firstSum += term.first;
    known.relativeSum += term.first / n;
    known.chanceSum += chance;
    known.chanceMax = Math.max(known.chanceMax, chance);
    known.capitals += term.capitals;
    known.titleLike = Math.max(known.titleLike, term.titleLike);
    known.central = Math.max(known.central, term.central);
    known.nearTitle += term.nearTitle;
  }
}

function noteScore(term: StoryTerm, score: number): void {
  term.bestScore = Math.max(term.bestScore, score);
  term.scoreSum += score;
}

function commonFeatures(into: Float64Array, term: StoryTerm, k: number, story: StoryReading): void {
  const n = story.docs.length;
  into[0] = k;
  into[1] = term.docs;
  into[2] = term.docs / n;
  into[3] = n;
  into[4] = term.count;
  into[5] = term.count / n;
  into[6] = (100 * term.count) / story.length;
  into[7] = term.titles / n;
  into[8] = term.first;
  into[9] = term.firstSum / term.docs;
  into[10] = term.relativeSum / term.docs;
  into[11] = term.chanceSum / n;
  into[12] = term.chanceMax;
  into[13] = term.capitals / term.count;
  into[14] = term.titleLike;
  into[15] = term.central;
  into[16] = term.nearTitle / term.count;
  into[17] = term.bestScore;
  into[18] = term.scoreSum / term.count;
  into[19] = term.scoreSum / n;
  into[20] = story.length / n;
}

/** Features of the (k+1)-th occurrence of a syllable in a human summary of the story. */
export function storyWordFeatures(
  into: Float64Array,
  term: StoryTerm,
  k: number,
  story: StoryReading,
  scorer: Pick<Scorer, 'background'>,
): void {
  commonFeatures(into, term, k, story);
  const word = story.vocabulary.words[term.key]!;
  into[21] = scorer.background.idf(word);
  into[22] = scorer.background.affinity(word);
  into[23] = /^\d/u.test(word) ? 1 : 0;
}

/** The same for a pair; `chances` are those of the syllables. */
export function storyPairFeatures(
  into: Float64Array,
  term: StoryTerm,
  story: StoryReading,
  scorer: Pick<Scorer, 'background'>,
  chances: Map<number, Float64Array>,
): void {
  commonFeatures(into, term, 0, story);
  const [a, b] = pairOf(term.key);
  const known = scorer.background.pair(story.vocabulary.words[a]!, story.vocabulary.words[b]!);
  const chanceA = chances.get(a)?.[0] ?? 0;
  const chanceB = chances.get(b)?.[0] ?? 0;
  into[0] = known?.idf ?? 10;
  into[21] = known?.affinity ?? 0;
  into[22] = Math.min(chanceA, chanceB);
  into[23] = chanceA * chanceB;
  into[24] = Math.max(chanceA, chanceB);
  into[25] = term.count / story.words.get(a)!.count;
  into[26] = term.count / story.words.get(b)!.count;
}

/** The most occurrences of one syllable a summary of a story is asked about. */
export const MOST_STORY_OCCURRENCES = 4;

/** How likely a human summary holds each term of a story, once, twice … */
export interface StorySalience {
  readonly words: Map<number, Float64Array>;
  readonly pairs: Map<number, Float64Array>;
}

export function weighStoryTerms(
  story: StoryReading,
  scorer: Pick<Scorer, 'background'>,
  predict: { readonly storyWord: Predict; readonly storyPair: Predict },
): StorySalience {
  const words = new Map<number, Float64Array>();
  const features = new Float64Array(STORY_WORD_FEATURES);
  for (const term of story.words.values()) {
    const chances = new Float64Array(Math.min(MOST_STORY_OCCURRENCES, term.count));
    for (let k = 0; k < chances.length; k += 1) {
      storyWordFeatures(features, term, k, story, scorer);
      const chance = Math.min(1, Math.max(0, predict.storyWord(features)));
      chances[k] = k === 0 ? chance : Math.min(chance, chances[k - 1]!);
    }
    words.set(term.key, chances);
  }
  const pairs = new Map<number, Float64Array>();
  const pairValues = new Float64Array(STORY_PAIR_FEATURES);
  for (const term of story.pairs.values()) {
    storyPairFeatures(pairValues, term, story, scorer, words);
    pairs.set(term.key, Float64Array.of(Math.min(1, Math.max(0, predict.storyPair(pairValues)))));
  }
  return { words, pairs };
}

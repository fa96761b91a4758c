import type { Background } from './background.ts';
import type { Reading, Vocabulary } from './reading.ts';
import { pairKey, pairOf, type Term, type Terms } from './terms.ts';

/** The most occurrences of one term an abstract is asked about. */
export const MOST_OCCURRENCES = 2;

/** How likely an abstract holds a term at least once, at least twice. */
export interface Salience {
  readonly words: Map<number, Float64Array>;
  readonly pairs: Map<number, Float64Array>;
  /** Sums over all terms: how much of an abstract the article offers. */
  readonly wordMass: number;
  readonly pairMass: number;
}

export const WORD_FEATURES = 18;
export const PAIR_FEATURES = 19;

export type Predict = (features: ArrayLike<number>) => number;

/** Weighs every term of an article. */
export function weighTerms(
  reading: Reading,
  terms: Terms,
  vocabulary: Vocabulary,
  background: Background,
  predict: { readonly word: Predict; readonly pair: Predict },
): Salience {
  const words = new Map<number, Float64Array>();
  let wordMass = 0;
  const features = new Float64Array(WORD_FEATURES);
  for (const term of terms.words.values()) {
    const chances = new Float64Array(Math.min(MOST_OCCURRENCES, term.count));
    const word = vocabulary.words[term.key]!;
    for (let k = 0; k < chances.length; k += 1) {
      wordFeatures(features, term, k, { reading, terms, word, affinity: background.affinity(word) });
      chances[k] = clamp(predict.word(features));
      wordMass += chances[k]!;
    }
    words.set(term.key, chances);
  }
  const pairs = new Map<number, Float64Array>();
  let pairMass = 0;
  const pairValues = new Float64Array(PAIR_FEATURES);
  for (const term of terms.pairs.values()) {
    pairFeatures(pairValues, term, { reading, terms, vocabulary, background, words });
    const chances = Float64Array.of(clamp(predict.pair(pairValues)));
    pairMass += chances[0]!;
    pairs.set(term.key, chances);
  }
  return { words, pairs, wordMass, pairMass };
}

function clamp(chance: number): number {
  return Math.min(1, Math.max(0.001, chance));
}

/** Fills `into` with the features of the (k+1)-th occurrence of a syllable in an abstract. */
export function wordFeatures(
  into: Float64Array,
  term: Term,
  k: number,
  about: {
    readonly reading: Reading;
    readonly terms: Terms;
    readonly word: string;
    readonly affinity: number;
  },
): void {
  const { reading, terms, word, affinity } = about;
  const n = reading.sentences.length;
  into[0] = k;
  into[1] = term.count;
  into[2] = (100 * term.count) / terms.length;
  into[3] = terms.idf[term.key]!;
  into[4] = affinity;
  into[5] = term.titleCount;
  into[6] = term.first;
  into[7] = term.first / n;
  into[8] = term.sentences / n;
  into[9] = term.last / n;
  into[10] = term.capitals / term.count;
  into[11] = isDigit(word) ? 1 : 0;
  into[12] = terms.length;
  into[13] = n;
  into[14] = term.titleLike;
  into[15] = term.central;
  into[16] = term.nearTitle / term.count;
  into[17] = term.titleCount > k ? 1 : 0;
}

/** Fills `into` with the features of a pair of syllables. */
export function pairFeatures(
  into: Float64Array,
  term: Term,
  about: {
    readonly reading: Reading;
    readonly terms: Terms;
    readonly vocabulary: Vocabulary;
    readonly background: Background;
    readonly words: Map<number, Float64Array>;
  },
): void {
  const { reading, terms, vocabulary, background, words } = about;
  const [a, b] = pairOf(term.key);
  const n = reading.sentences.length;
  const first = vocabulary.words[a]!;
  const second = vocabulary.words[b]!;
  const known = background.pair(first, second);
  const chanceA = words.get(a)?.[0] ?? 0;
  const chanceB = words.get(b)?.[0] ?? 0;
  into[0] = term.count;
  into[1] = (100 * term.count) / terms.length;
  into[2] = known?.idf ?? 10;
  into[3] = known?.affinity ?? 0;
  into[4] = Math.min(chanceA, chanceB);
  into[5] = Math.max(chanceA, chanceB);
  into[6] = chanceA * chanceB;
  into[7] = term.titleCount;
  into[8] = term.first;
  into[9] = term.first / n;
  into[10] = term.sentences / n;
  into[11] = term.capitals / term.count;
  into[12] = term.count / terms.words.get(a)!.count;
  into[13] = term.count / terms.words.get(b)!.count;
  into[14] = terms.length;
  into[15] = term.titleLike;
  into[16] = term.central;
  into[17] = term.nearTitle / term.count;
  into[18] = Math.min(terms.idf[a]!, terms.idf[b]!);
}

function isDigit(word: string): boolean {
  const c = word.charCodeAt(0);
  return c >= 48 && c <= 57;
}

/** What a set of sentences is expected to share with an abstract: syllables and pairs. */
export interface Expected {
  readonly words: number;
  readonly pairs: number;
  readonly length: number;
}

/** Expected clipped overlap of sentences, taken together, with an abstract. */
export function expectedOverlap(sentences: readonly Int32Array[], salience: Salience): Expected {
  const usedWords = new Map<number, number>();
  const usedPairs = new Set<number>();
  let words = 0;
  let pairs = 0;
  let length = 0;
  for (const ids of sentences) {
    length += ids.length;
    for (let i = 0; i < ids.length; i += 1) {
      const id = ids[i]!;
      const used = usedWords.get(id) ?? 0;
      usedWords.set(id, used + 1);
      words += salience.words.get(id)?.[used] ?? 0;
      if (i === 0) continue;
      const key = pairKey(ids[i - 1]!, id);
      if (usedPairs.has(key)) continue;
      usedPairs.add(key);
      pairs += salience.pairs.get(key)?.[0] ?? 0;
    }
  }
  return { words, pairs, length };
}

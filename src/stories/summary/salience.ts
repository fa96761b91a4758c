import type { ReadSentence, Reading } from './reading.ts';
import type { Terms } from './terms.ts';
import type { Predict } from './trees.ts';

/** The most occurrences of one syllable an abstract is asked about. */
export const MOST_OCCURRENCES = 2;

/** How likely an abstract holds a term. */
export interface Salience {
  /** Of syllable `w` the chances of a first and a second occurrence at `2w` and `2w + 1`. */
  readonly words: Float64Array;
  readonly pairs: Float64Array;
  /** Sums over all terms: how much of an abstract the article offers. */
  readonly wordMass: number;
  readonly pairMass: number;
}

export const WORD_FEATURES = 18;
export const PAIR_FEATURES = 19;

/** Weighs every term of an article. */
export function weighTerms(
  reading: Reading,
  terms: Terms,
  predict: { readonly word: Predict; readonly pair: Predict },
): Salience {
  const words = new Float64Array(MOST_OCCURRENCES * terms.words.size);
  let wordMass = 0;
  const features = new Float64Array(WORD_FEATURES);
  for (let w = 0; w < terms.words.size; w += 1) {
    for (let k = 0; k < Math.min(MOST_OCCURRENCES, terms.words.count[w]!); k += 1) {
      wordFeatures(features, w, k, reading, terms);
      const chance = clamp(predict.word(features));
      words[MOST_OCCURRENCES * w + k] = chance;
      wordMass += chance;
    }
  }
  const pairs = new Float64Array(terms.pairs.size);
  let pairMass = 0;
  const pairValues = new Float64Array(PAIR_FEATURES);
  for (let p = 0; p < pairs.length; p += 1) {
    pairFeatures(pairValues, p, reading, terms, words);
    const chance = clamp(predict.pair(pairValues));
    pairs[p] = chance;
    pairMass += chance;
  }
  return { words, pairs, wordMass, pairMass };
}

function clamp(chance: number): number {
  return Math.min(1, Math.max(0.001, chance));
}

/** Fills `into` with the features of the (k+1)-th occurrence of a syllable in an abstract. */
export function wordFeatures(
  into: Float64Array,
  w: number,
  k: number,
  reading: Reading,
  { words, length }: Terms,
): void {
  const n = reading.sentences.length;
  const count = words.count[w]!;
  into[0] = k;
  into[1] = count;
  into[2] = (100 * count) / length;
  into[3] = words.idf[w]!;
  into[4] = words.affinity[w]!;
  into[5] = words.titleCount[w]!;
  into[6] = words.first[w]!;
  into[7] = words.first[w]! / n;
  into[8] = words.sentences[w]! / n;
  into[9] = words.last[w]! / n;
  into[10] = words.capitals[w]! / count;
  into[11] = isDigit(reading.vocabulary.words[w]!) ? 1 : 0;
  into[12] = length;
  into[13] = n;
  into[14] = words.titleLike[w]!;
  into[15] = words.central[w]!;
  into[16] = words.nearTitle[w]! / count;
  into[17] = words.titleCount[w]! > k ? 1 : 0;
}

/** Fills `into` with the features of a pair of syllables; `chances` are those of the syllables. */
export function pairFeatures(
  into: Float64Array,
  p: number,
  reading: Reading,
  { words, pairs, length }: Terms,
  chances: Float64Array,
): void {
  const a = reading.vocabulary.firsts[p]!;
  const b = reading.vocabulary.seconds[p]!;
  const n = reading.sentences.length;
  const chanceA = chances[MOST_OCCURRENCES * a]!;
  const chanceB = chances[MOST_OCCURRENCES * b]!;
  const count = pairs.count[p]!;
  into[0] = count;
  into[1] = (100 * count) / length;
  into[2] = pairs.idf[p]!;
  into[3] = pairs.affinity[p]!;
  into[4] = Math.min(chanceA, chanceB);
  into[5] = Math.max(chanceA, chanceB);
  into[6] = chanceA * chanceB;
  into[7] = pairs.titleCount[p]!;
  into[8] = pairs.first[p]!;
  into[9] = pairs.first[p]! / n;
  into[10] = pairs.sentences[p]! / n;
  into[11] = pairs.capitals[p]! / count;
  into[12] = count / words.count[a]!;
  into[13] = count / words.count[b]!;
  into[14] = length;
  into[15] = pairs.titleLike[p]!;
  into[16] = pairs.central[p]!;
  into[17] = pairs.nearTitle[p]! / count;
  into[18] = Math.min(words.idf[a]!, words.idf[b]!);
}

function isDigit(word: string): boolean {
  const c = word.charCodeAt(0);
  return c >= 48 && c <= 57;
}

/** What sentences are expected to share with an abstract: syllables and pairs. */
export interface Expected {
  readonly words: number;
  readonly pairs: number;
  readonly length: number;
}

/** Makes the judge of an article's sentences: their expected clipped overlap, taken together, with an abstract. */
export function overlapExpecter(salience: Salience): (sentences: readonly ReadSentence[]) => Expected {
  const used = new Uint8Array(salience.words.length / MOST_OCCURRENCES);
  const usedPairs = new Uint8Array(salience.pairs.length);
  return (sentences) => {
    let words = 0;
    let pairs = 0;
    let length = 0;
    for (const { ids, pairs: own } of sentences) {
      length += ids.length;
      for (let i = 0; i < ids.length; i += 1) {
        const id = ids[i]!;
        const times = used[id]!;
        if (times === MOST_OCCURRENCES) continue;
        used[id] = times + 1;
        words += salience.words[MOST_OCCURRENCES * id + times]!;
      }
      for (let i = 0; i < own.length; i += 1) {
        const pair = own[i]!;
        if (usedPairs[pair] === 1) continue;
        usedPairs[pair] = 1;
        pairs += salience.pairs[pair]!;
      }
    }
    for (const { ids, pairs: own } of sentences) {
      for (let i = 0; i < ids.length; i += 1) used[ids[i]!] = 0;
      for (let i = 0; i < own.length; i += 1) usedPairs[own[i]!] = 0;
    }
    return { words, pairs, length };
  };
}

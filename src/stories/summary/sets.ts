import type { Reading } from './reading.ts';
import { overlapExpecter, type Salience } from './salience.ts';
import { likenessOf } from './sentence-features.ts';
import type { Terms } from './terms.ts';

export const SET_FEATURES = 32;

/** Sentences by their index, ascending. */
export type SentenceSet = readonly number[];

/** How many of the best sentences are tried alone, and how many in pairs. */
const ALONE = 9;
const PAIRED = 7;

/** Sets worth comparing: the best sentences alone and in pairs. */
export function candidateSets(scores: ArrayLike<number>, most: number): SentenceSet[] {
  const order = Array.from({ length: scores.length }, (_, s) => s).toSorted(
    (a, b) => scores[b]! - scores[a]! || a - b,
  );
  const sets: number[][] = order.slice(0, ALONE).map((s) => [s]);
  if (most >= 2) {
    const top = order.slice(0, PAIRED);
    for (const [i, a] of top.entries()) for (const b of top.slice(i + 1)) sets.push(a < b ? [a, b] : [b, a]);
  }
  return sets;
}

export interface ScoredArticle {
  readonly reading: Reading;
  readonly terms: Terms;
  readonly salience: Salience;
  /** The sentences' own features, and their scores. */
  readonly rows: readonly Float64Array[];
  readonly scores: ArrayLike<number>;
}

/** Makes the function that gives the features of a set of sentences as a summary. Its row is used again. */
export function setDescriber(about: ScoredArticle): (set: SentenceSet) => Float64Array {
  const { reading, terms, salience, rows, scores } = about;
  const { sentences } = reading;
  const expect = overlapExpecter(salience);
  const like = likenessOf(terms.words.size);
  const f = new Float64Array(SET_FEATURES);
  let best = -Infinity;
  for (let s = 0; s < scores.length; s += 1) best = Math.max(best, scores[s]!);
  let titleWeight = 0;
  for (const idf of terms.titleIdf) titleWeight += idf;

  return (set) => {
    const first = set[0]!;
    const last = set.at(-1)!;
    const expected = expect(first === last ? [sentences[first]!] : [sentences[first]!, sentences[last]!]);
    const strong = scores[last]! > scores[first]! ? last : first;
    const weak = strong === first ? last : first;
    const pair = first !== last;
    const weighted = (s: number): number => scores[s]! * sentences[s]!.ids.length;
    f[0] = set.length;
    f[1] = expected.length;
    f[2] = expected.words;
    f[3] = expected.pairs;
    f[4] = (2 * expected.words) / (expected.length + 35);
    f[5] = (2 * expected.pairs) / (expected.length + 33);
    f[6] = expected.words / expected.length;
    f[7] = expected.pairs / expected.length;
    f[8] = scores[strong]!;
    f[9] = scores[weak]!;
    f[10] = scores[strong]! - best;
    f[11] = (weighted(first) + (pair ? weighted(last) : 0)) / expected.length;
    f[12] = pair ? like(sentences[first]!.ids, sentences[last]!.ids) : 0;
    f[13] = first;
    f[14] = last;
    f[15] = last - first;
    f[16] = sentences.length;
    f[17] = terms.length;
    f[18] = salience.wordMass;
    f[19] = salience.pairMass;
    f[20] =
      titleWeight === 0
        ? 0
        : titleShare(terms, terms.titleBits[first]! | terms.titleBits[last]!) / titleWeight;
    f[21] = sentences[strong]!.ids.length;
    f[22] = sentences[weak]!.ids.length;
    f[23] = rows[strong]![10]!;
    f[24] = rows[weak]![10]!;
    f[25] = (rows[first]![19]! + rows[first]![20]!) * (pair && last - first === 1 ? 1 : 2);
    f[26] = rows[strong]![18]!;
    f[27] = rows[weak]![18]!;
    f[28] = rows[strong]![14]!;
    f[29] = rows[weak]![14]!;
    f[30] = rows[first]![17]! + (pair ? rows[last]![17]! : 0);
    f[31] = reading.title.length;
    return f;
  };
}

function titleShare({ titleIdf }: Terms, bits: number): number {
  let found = 0;
  for (let t = 0; t < titleIdf.length && t < 31; t += 1) if ((bits & (1 << t)) !== 0) found += titleIdf[t]!;
  return found;
}

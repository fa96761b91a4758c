import type { Reading } from './reading.ts';
import { expectedOverlap, type Salience } from './salience.ts';
import { overlap } from './sentence-features.ts';
import type { Terms } from './terms.ts';

export const SET_FEATURES = 32;

/** Sentences by their index, ascending. */
export type SentenceSet = readonly number[];

/** How many of the best sentences are tried alone, and how many in pairs. */
const ALONE = 12;
const PAIRED = 8;

/** Sets worth comparing: the best sentences alone, in pairs and, where three are allowed, the best few triples. */
export function candidateSets(scores: ArrayLike<number>, most: number): SentenceSet[] {
  const order = Array.from({ length: scores.length }, (_, s) => s).toSorted(
    (a, b) => scores[b]! - scores[a]! || a - b,
  );
  const sets: number[][] = order.slice(0, ALONE).map((s) => [s]);
  if (most >= 2) {
    const top = order.slice(0, PAIRED);
    for (const [i, a] of top.entries())
      for (const b of top.slice(i + 1)) sets.push([a, b].toSorted((x, y) => x - y));
  }
  return sets;
}

/** Features of a set of sentences as a summary. `rows` are the sentences' own features, `scores` their scores. */
export function setFeatures(
  set: SentenceSet,
  about: {
    readonly reading: Reading;
    readonly terms: Terms;
    readonly salience: Salience;
    readonly rows: readonly Float64Array[];
    readonly scores: ArrayLike<number>;
    readonly best: number;
  },
): Float64Array {
  const { reading, terms, salience, rows, scores, best } = about;
  const f = new Float64Array(SET_FEATURES);
  const ids = set.map((s) => reading.sentences[s]!.ids);
  const expected = expectedOverlap(ids, salience);
  const first = set[0]!;
  const last = set.at(-1)!;
  const strong = set.reduce((a, b) => (scores[b]! > scores[a]! ? b : a), first);
  const weak = set.reduce((a, b) => (scores[b]! < scores[a]! ? b : a), first);
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
  f[11] = set.reduce((sum, s) => sum + scores[s]! * reading.sentences[s]!.ids.length, 0) / expected.length;
  f[12] = set.length > 1 ? overlap(ids[0]!, ids[1]!) : 0;
  f[13] = first;
  f[14] = last;
  f[15] = last - first;
  f[16] = reading.sentences.length;
  f[17] = terms.length;
  f[18] = salience.wordMass;
  f[19] = salience.pairMass;
  f[20] = titleCoverage(reading, terms, ids);
  f[21] = reading.sentences[strong]!.ids.length;
  f[22] = reading.sentences[weak]!.ids.length;
  f[23] = rows[strong]![10]!;
  f[24] = rows[weak]![10]!;
  f[25] = (rows[first]![19]! + rows[first]![20]!) * (set.length > 1 && last - first === 1 ? 1 : 2);
  f[26] = rows[strong]![18]!;
  f[27] = rows[weak]![18]!;
  f[28] = rows[strong]![14]!;
  f[29] = rows[weak]![14]!;
  f[30] = set.reduce((sum, s) => sum + rows[s]![17]!, 0);
  f[31] = reading.title.length;
  return f;
}

function titleCoverage(reading: Reading, terms: Terms, ids: readonly Int32Array[]): number {
  const present = new Set<number>();
  for (const each of ids) for (const id of each) present.add(id);
  let found = 0;
  let all = 0;
  for (const id of new Set(reading.title)) {
    all += terms.idf[id]!;
    if (present.has(id)) found += terms.idf[id]!;
  }
  return all === 0 ? 0 : found / all;
}

import { SENTENCE_FEATURES } from './sentence-features.ts';
import type { StoryReading } from './story-reading.ts';
import { MOST_STORY_OCCURRENCES, type StorySalience } from './story-salience.ts';

export const STORY_SENTENCE_FEATURES = SENTENCE_FEATURES + 19;

/** A sentence of one of the papers. */
export interface StorySentence {
  readonly ids: Int32Array;
  readonly pairs: Int32Array;
  readonly text: string;
  /** Index into `story.docs`, and the sentence's index in it. */
  readonly doc: number;
  readonly at: number;
  /** Where it stands in its article, 0 to 1. */
  readonly relative: number;
  readonly features: Float64Array;
}

/** All sentences of a story with their features: as in their own article, and against the other papers. */
export function storySentences(story: StoryReading, salience: StorySalience): StorySentence[] {
  const { docs } = story;
  const found: StorySentence[] = [];
  const mass = docs.map(() => ({ pairs: 0, length: 0 }));
  let bestWords = 0;
  let bestPairs = 0;
  const overlap = plainOverlap(salience);
  for (const [doc, { reading, scored, ids: ownIds, pairs: ownPairs }] of docs.entries()) {
    for (const [at, sentence] of reading.sentences.entries()) {
      const f = new Float64Array(STORY_SENTENCE_FEATURES);
      f.set(scored.rows[at]!);
      const ids = ownIds[at]!;
      const pairIds = ownPairs[at]!;
      const { words, pairs } = overlap(ids, pairIds);
      mass[doc]!.pairs += pairs;
      mass[doc]!.length += ids.length;
      f[40] = words / ids.length;
      f[41] = pairs / ids.length;
      f[42] = words;
      f[43] = pairs;
      f[44] = scored.scores[at]!;
      if (ids.length > 7) {
        bestWords = Math.max(bestWords, words / ids.length);
        bestPairs = Math.max(bestPairs, pairs / ids.length);
      }
      toldElsewhere(f, pairIds, story, doc);
      const relative = at / reading.sentences.length;
      found.push({ ids, pairs: pairIds, text: sentence.text, doc, at, relative, features: f });
    }
  }
  const rank = mass
    .map(({ pairs, length }, doc) => ({ doc, value: pairs / Math.max(1, length) }))
    .toSorted((a, b) => b.value - a.value || a.doc - b.doc)
    .map(({ doc }) => doc);
  const wordMass = total(salience.words);
  const pairMass = total(salience.pairs);
  for (const { features: f, doc } of found) {
    f[45] = docs.length;
    f[46] = rank.indexOf(doc);
    f[47] = mass[doc]!.pairs / Math.max(1, mass[doc]!.length);
    f[48] = mass[doc]!.length;
    f[53] = f[40]! / Math.max(1e-6, bestWords);
    f[54] = f[41]! / Math.max(1e-6, bestPairs);
    f[55] = wordMass;
    f[56] = pairMass;
    f[57] = story.length;
    f[58] = f[28]! / Math.max(1, f[30]!);
  }
  return found;
}

function total(chances: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < chances.length; i += 1) sum += chances[i]!;
  return sum;
}

function plainOverlap(
  salience: StorySalience,
): (ids: Int32Array, pairIds: Int32Array) => { words: number; pairs: number } {
  const used = new Uint8Array(salience.words.length / MOST_STORY_OCCURRENCES);
  return (ids, pairIds) => {
    let words = 0;
    let pairs = 0;
    for (let i = 0; i < ids.length; i += 1) {
      const times = used[ids[i]!]!;
      if (times === MOST_STORY_OCCURRENCES) continue;
      used[ids[i]!] = times + 1;
      words += salience.words[MOST_STORY_OCCURRENCES * ids[i]! + times]!;
    }
    for (let i = 0; i < ids.length; i += 1) used[ids[i]!] = 0;
    for (let i = 0; i < pairIds.length; i += 1) pairs += salience.pairs[pairIds[i]!]!;
    return { words, pairs };
  };
}

/** How much of a sentence the other papers have too: the best of them, their mean, how many have a third of it. */
function toldElsewhere(f: Float64Array, pairIds: Int32Array, story: StoryReading, doc: number): void {
  const others = Math.min(story.docs.length, 32);
  const shared = new Float64Array(others);
  for (let i = 0; i < pairIds.length; i += 1) {
    const mask = story.pairs.inDocs[pairIds[i]!]!;
    for (let d = 0; d < others; d += 1) if (mask & (1 << d)) shared[d] = shared[d]! + 1;
  }
  let most = 0;
  let sum = 0;
  let third = 0;
  for (let d = 0; d < others; d += 1) {
    if (d === doc) continue;
    const part = shared[d]! / Math.max(4, pairIds.length);
    most = Math.max(most, part);
    sum += part;
    if (part > 1 / 3) third += 1;
  }
  f[49] = most;
  f[50] = sum / Math.max(1, others - 1);
  f[51] = third;
  f[52] = doc;
}

import type { StoryReading, StoryTable } from './story-reading.ts';
import type { Predict } from './trees.ts';

export const STORY_WORD_FEATURES = 24;
export const STORY_PAIR_FEATURES = 27;

function commonFeatures(
  into: Float64Array,
  table: StoryTable,
  t: number,
  k: number,
  story: StoryReading,
): void {
  const n = story.docs.length;
  const docs = table.docs[t]!;
  const count = table.count[t]!;
  into[0] = k;
  into[1] = docs;
  into[2] = docs / n;
  into[3] = n;
  into[4] = count;
  into[5] = count / n;
  into[6] = (100 * count) / story.length;
  into[7] = table.titles[t]! / n;
  into[8] = table.first[t]!;
  into[9] = table.firstSum[t]! / docs;
  into[10] = table.relativeSum[t]! / docs;
  into[11] = table.chanceSum[t]! / n;
  into[12] = table.chanceMax[t]!;
  into[13] = table.capitals[t]! / count;
  into[14] = table.titleLike[t]!;
  into[15] = table.central[t]!;
  into[16] = table.nearTitle[t]! / count;
  into[17] = table.bestScore[t]!;
  into[18] = table.scoreSum[t]! / count;
  into[19] = table.scoreSum[t]! / n;
  into[20] = story.length / n;
}

/** Features of the (k+1)-th occurrence of a syllable in a human summary of the story. */
export function storyWordFeatures(into: Float64Array, w: number, k: number, story: StoryReading): void {
  commonFeatures(into, story.words, w, k, story);
  into[21] = story.words.idf[w]!;
  into[22] = story.words.affinity[w]!;
  const first = story.vocabulary.words[w]!.charCodeAt(0);
  into[23] = first >= 48 && first <= 57 ? 1 : 0;
}

/** The same for a pair; `chances` are those of the syllables. */
export function storyPairFeatures(
  into: Float64Array,
  p: number,
  story: StoryReading,
  chances: Float64Array,
): void {
  const { pairs, words, vocabulary } = story;
  commonFeatures(into, pairs, p, 0, story);
  const a = vocabulary.firsts[p]!;
  const b = vocabulary.seconds[p]!;
  const chanceA = chances[MOST_STORY_OCCURRENCES * a]!;
  const chanceB = chances[MOST_STORY_OCCURRENCES * b]!;
  into[0] = pairs.idf[p]!;
  into[21] = pairs.affinity[p]!;
  into[22] = Math.min(chanceA, chanceB);
  into[23] = chanceA * chanceB;
  into[24] = Math.max(chanceA, chanceB);
  into[25] = pairs.count[p]! / words.count[a]!;
  into[26] = pairs.count[p]! / words.count[b]!;
}

/** The most occurrences of one syllable a summary of a story is asked about. */
export const MOST_STORY_OCCURRENCES = 4;

/** How likely a human summary holds each term of a story. */
export interface StorySalience {
  /** Of syllable `w` the chances of the first to fourth occurrence from `4w` on; falling. */
  readonly words: Float64Array;
  readonly pairs: Float64Array;
}

export function weighStoryTerms(
  story: StoryReading,
  predict: { readonly storyWord: Predict; readonly storyPair: Predict },
): StorySalience {
  const most = MOST_STORY_OCCURRENCES;
  const words = new Float64Array(most * story.words.size);
  const features = new Float64Array(STORY_WORD_FEATURES);
  for (let w = 0; w < story.words.size; w += 1) {
    let before = 1;
    for (let k = 0; k < Math.min(most, story.words.count[w]!); k += 1) {
      storyWordFeatures(features, w, k, story);
      before = Math.min(before, Math.max(0, predict.storyWord(features)));
      words[most * w + k] = before;
    }
  }
  const pairs = new Float64Array(story.pairs.size);
  const pairValues = new Float64Array(STORY_PAIR_FEATURES);
  for (let p = 0; p < pairs.length; p += 1) {
    storyPairFeatures(pairValues, p, story, words);
    pairs[p] = Math.min(1, Math.max(0, predict.storyPair(pairValues)));
  }
  return { words, pairs };
}

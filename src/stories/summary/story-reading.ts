import { read, type Reading } from './reading.ts';
import { MOST_OCCURRENCES } from './salience.ts';
import { scoreSentences, type ScoredReading } from './summarize.ts';
import type { TermTable } from './terms.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';
import type { Scorer } from './weights.ts';

/** The syllables, or the pairs, as several papers use them: a value each by its number in the story's vocabulary. */
export interface StoryTable {
  readonly size: number;
  /** Papers that have it; bit i: the i-th paper does (papers beyond the 31st share the last bit). */
  readonly docs: Int32Array;
  readonly inDocs: Int32Array;
  readonly count: Int32Array;
  readonly titles: Int32Array;
  /** Earliest sentence, and sums over the papers that have it. */
  readonly first: Int32Array;
  readonly firstSum: Int32Array;
  readonly relativeSum: Float64Array;
  readonly chanceSum: Float64Array;
  readonly chanceMax: Float64Array;
  readonly capitals: Int32Array;
  readonly titleLike: Float64Array;
  readonly central: Float64Array;
  readonly nearTitle: Int32Array;
  /** Best and summed score of the sentences it occurs in. */
  readonly bestScore: Float64Array;
  readonly scoreSum: Float64Array;
  readonly idf: Float64Array;
  readonly affinity: Float64Array;
}

/** One paper of a story; its sentences are numbered in the story's vocabulary here. */
export interface StoryDoc {
  readonly reading: Reading;
  readonly scored: ScoredReading;
  readonly article: number;
  readonly ids: readonly Int32Array[];
  readonly pairs: readonly Int32Array[];
}

/** One event as several papers tell it. */
export interface StoryReading {
  readonly vocabulary: Vocabulary;
  readonly docs: readonly StoryDoc[];
  readonly words: StoryTable;
  readonly pairs: StoryTable;
  readonly length: number;
}

/** Reads all articles of an event and gathers their terms under numbers of the story. */
export function readStory(
  articles: readonly { readonly title: string; readonly text: string }[],
  scorer: Pick<Scorer, 'background' | 'word' | 'pair' | 'sentence'>,
): StoryReading {
  const vocabulary = createVocabulary();
  const docs: StoryDoc[] = [];
  const numbered: { readonly words: Int32Array; readonly pairs: Int32Array }[] = [];
  let length = 0;
  for (const [article, each] of articles.entries()) {
    const reading = read(each);
    if (reading.sentences.length === 0) continue;
    const own = reading.vocabulary;
    const words = Int32Array.from({ length: reading.words }, (_, w) => vocabulary.word(own.words[w]!));
    const pairs = Int32Array.from({ length: reading.pairs }, (_, p) =>
      vocabulary.pair(words[own.firsts[p]!]!, words[own.seconds[p]!]!),
    );
    const scored = scoreSentences(reading, scorer);
    length += scored.terms.length;
    numbered.push({ words, pairs });
    docs.push({
      reading,
      scored,
      article,
      ids: reading.sentences.map(({ ids }) => ids.map((w) => words[w]!)),
      pairs: reading.sentences.map((sentence) => sentence.pairs.map((p) => pairs[p]!)),
    });
  }
  const words = emptyTable(vocabulary.words.length);
  const pairs = emptyTable(vocabulary.firsts.length);
  for (const [d, doc] of docs.entries()) {
    const { terms, salience, scores } = doc.scored;
    const n = doc.reading.sentences.length;
    const about = { doc: d, n };
    gather(words, terms.words, numbered[d]!.words, {
      ...about,
      chances: salience.words,
      step: MOST_OCCURRENCES,
    });
    gather(pairs, terms.pairs, numbered[d]!.pairs, { ...about, chances: salience.pairs, step: 1 });
    for (let s = 0; s < n; s += 1) {
      noteScore(words, doc.ids[s]!, scores[s]!);
      noteScore(pairs, doc.pairs[s]!, scores[s]!);
    }
  }
  return { vocabulary, docs, words, pairs, length };
}

function emptyTable(size: number): StoryTable {
  return {
    size,
    docs: new Int32Array(size),
    inDocs: new Int32Array(size),
    count: new Int32Array(size),
    titles: new Int32Array(size),
    first: new Int32Array(size),
    firstSum: new Int32Array(size),
    relativeSum: new Float64Array(size),
    chanceSum: new Float64Array(size),
    chanceMax: new Float64Array(size),
    capitals: new Int32Array(size),
    titleLike: new Float64Array(size),
    central: new Float64Array(size),
    nearTitle: new Int32Array(size),
    bestScore: new Float64Array(size),
    scoreSum: new Float64Array(size),
    idf: new Float64Array(size),
    affinity: new Float64Array(size),
  };
}

function gather(
  into: StoryTable,
  terms: TermTable,
  numbers: Int32Array,
  about: { readonly doc: number; readonly n: number; readonly chances: Float64Array; readonly step: number },
): void {
  const { doc, n, chances, step } = about;
  const bit = 1 << Math.min(doc, 31);
  for (let t = 0; t < terms.size; t += 1) {
    const id = numbers[t]!;
    const chance = chances[step * t]!;
    const first = terms.first[t]!;
    into.first[id] = into.docs[id] === 0 ? first : Math.min(into.first[id]!, first);
    into.docs[id] = into.docs[id]! + 1;
    into.inDocs[id] = into.inDocs[id]! | bit;
    into.count[id] = into.count[id]! + terms.count[t]!;
    if (terms.titleCount[t]! > 0) into.titles[id] = into.titles[id]! + 1;
    into.firstSum[id] = into.firstSum[id]! + first;
    into.relativeSum[id] = into.relativeSum[id]! + first / n;
    into.chanceSum[id] = into.chanceSum[id]! + chance;
    into.chanceMax[id] = Math.max(into.chanceMax[id]!, chance);
    into.capitals[id] = into.capitals[id]! + terms.capitals[t]!;
    into.titleLike[id] = Math.max(into.titleLike[id]!, terms.titleLike[t]!);
    into.central[id] = Math.max(into.central[id]!, terms.central[t]!);
    into.nearTitle[id] = into.nearTitle[id]! + terms.nearTitle[t]!;
    into.idf[id] = terms.idf[t]!;
    into.affinity[id] = terms.affinity[t]!;
  }
}

function noteScore(table: StoryTable, ids: Int32Array, score: number): void {
  for (let i = 0; i < ids.length; i += 1) {
    const id = ids[i]!;
    if (table.bestScore[id]! < score) table.bestScore[id] = score;
    table.scoreSum[id] = table.scoreSum[id]! + score;
  }
}

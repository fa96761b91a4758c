import type { Background } from './background.ts';
import type { Reading, Vocabulary } from './reading.ts';

/** A syllable or a pair of neighbouring syllables of one article, with where it stands. */
export interface Term {
  readonly key: number;
  count: number;
  /** Sentences it occurs in. */
  sentences: number;
  first: number;
  last: number;
  capitals: number;
  /** Occurrences next to a syllable of the title. */
  nearTitle: number;
  titleCount: number;
  /** Best title overlap and best centrality of the sentences it occurs in. */
  titleLike: number;
  central: number;
}

/** The terms of an article and what its sentences look like from afar. */
export interface Terms {
  readonly words: Map<number, Term>;
  readonly pairs: Map<number, Term>;
  /** Per sentence: share of the title's weight found in it; cosine with the whole article; cosine with the first sentence. */
  readonly titleLike: Float64Array;
  readonly central: Float64Array;
  readonly leadLike: Float64Array;
  readonly length: number;
  readonly idf: Float64Array;
}

/** The largest number of syllables one vocabulary tells apart in pairs. */
const PAIR = 1 << 20;

export function pairKey(a: number, b: number): number {
  return a * PAIR + b;
}

export function pairOf(key: number): readonly [number, number] {
  return [Math.floor(key / PAIR), key % PAIR];
}

/** Counts the terms of a reading. */
export function countTerms(reading: Reading, vocabulary: Vocabulary, background: Background): Terms {
  const { sentences, title } = reading;
  const idf = Float64Array.from(vocabulary.words, (word) => background.idf(word));
  const inTitle = new Map<number, number>();
  for (const id of title) inTitle.set(id, (inTitle.get(id) ?? 0) + 1);
  let titleWeight = 0;
  for (const id of inTitle.keys()) titleWeight += idf[id]!;

  const words = new Map<number, Term>();
  const pairs = new Map<number, Term>();
  const titleLike = new Float64Array(sentences.length);
  let length = 0;
  for (const [s, sentence] of sentences.entries()) {
    const { ids, capitals } = sentence;
    length += ids.length;
    for (let i = 0; i < ids.length; i += 1) {
      const id = ids[i]!;
      const near = (i > 0 && inTitle.has(ids[i - 1]!)) || (i + 1 < ids.length && inTitle.has(ids[i + 1]!));
      const word = touch(words, id, s, near, capitals[i]!);
      if (word.count === 1) word.titleCount = inTitle.get(id) ?? 0;
      if (i > 0) touch(pairs, pairKey(ids[i - 1]!, id), s, near, capitals[i]! & capitals[i - 1]!);
    }
    const seen = new Set<number>();
    for (const id of ids) if (inTitle.has(id)) seen.add(id);
    let found = 0;
    for (const id of seen) found += idf[id]!;
    titleLike[s] = titleWeight === 0 ? 0 : found / titleWeight;
  }
  for (let i = 1; i < title.length; i += 1) {
    const pair = pairs.get(pairKey(title[i - 1]!, title[i]!));
    if (pair) pair.titleCount += 1;
  }

  const weight = (id: number): number => (1 + Math.log(words.get(id)?.count ?? 1)) * idf[id]!;
  let norm = 0;
  for (const id of words.keys()) norm += weight(id) ** 2;
  norm = Math.sqrt(norm) || 1;
  const first = new Set(sentences[0]?.ids);
  let firstNorm = 0;
  for (const id of first) firstNorm += idf[id]! ** 2;
  const central = new Float64Array(sentences.length);
  const leadLike = new Float64Array(sentences.length);
  function raise(term: Term | undefined, s: number): void {
    if (!term) return;
    term.titleLike = Math.max(term.titleLike, titleLike[s]!);
    term.central = Math.max(term.central, central[s]!);
  }
  for (const [s, sentence] of sentences.entries()) {
    let dot = 0;
    let own = 0;
    let shared = 0;
    let plain = 0;
    for (const id of new Set(sentence.ids)) {
      dot += idf[id]! * weight(id);
      own += idf[id]! ** 2;
      plain += idf[id]! ** 2;
      if (first.has(id)) shared += idf[id]! ** 2;
    }
    central[s] = dot / (norm * (Math.sqrt(own) || 1));
    leadLike[s] = shared / (Math.sqrt(plain * firstNorm) || 1);
    const { ids } = sentence;
    for (let i = 0; i < ids.length; i += 1) {
      raise(words.get(ids[i]!), s);
      if (i > 0) raise(pairs.get(pairKey(ids[i - 1]!, ids[i]!)), s);
    }
  }
  return { words, pairs, titleLike, central, leadLike, length, idf };
}

function touch(
  terms: Map<number, Term>,
  key: number,
  sentence: number,
  near: boolean,
  capital: number,
): Term {
  let term = terms.get(key);
  if (!term) {
    term = {
      key,
      count: 0,
      sentences: 0,
      first: sentence,
      last: -1,
      capitals: 0,
      nearTitle: 0,
      titleCount: 0,
      titleLike: 0,
      central: 0,
    };
    terms.set(key, term);
  }
  term.count += 1;
  if (term.last !== sentence) term.sentences += 1;
  term.last = sentence;
  if (near) term.nearTitle += 1;
  term.capitals += capital;
  return term;
}

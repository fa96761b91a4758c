import type { Background } from './background.ts';
import type { Reading } from './reading.ts';

/** The syllables, or the pairs of neighbouring syllables, of one article: a value each by its number. */
export interface TermTable {
  readonly size: number;
  readonly count: Int32Array;
  /** Sentences it occurs in; the first and the last of them. */
  readonly sentences: Int32Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly capitals: Int32Array;
  /** Occurrences next to a syllable of the title; times it stands in the title. */
  readonly nearTitle: Int32Array;
  readonly titleCount: Int32Array;
  /** Best title overlap and best centrality of the sentences it occurs in. */
  readonly titleLike: Float64Array;
  readonly central: Float64Array;
  readonly idf: Float64Array;
  readonly affinity: Float64Array;
}

/** The terms of an article and what its sentences look like from afar. */
export interface Terms {
  readonly words: TermTable;
  readonly pairs: TermTable;
  /** Per sentence: share of the title's weight found in it; cosine with the whole article; cosine with the first sentence. */
  readonly titleLike: Float64Array;
  readonly central: Float64Array;
  readonly leadLike: Float64Array;
  /** Syllables of the article. */
  readonly length: number;
  /** Different syllables of the title, their idf, and per sentence which of the first 31 it has, a bit each. */
  readonly titleWords: Int32Array;
  readonly titleIdf: Float64Array;
  readonly titleBits: Int32Array;
}

/** The idf of a pair that is not in the table. */
const RARE_PAIR = 10;

function emptyTable(size: number): TermTable {
  return {
    size,
    count: new Int32Array(size),
    sentences: new Int32Array(size),
    first: new Int32Array(size),
    last: new Int32Array(size).fill(-1),
    capitals: new Int32Array(size),
    nearTitle: new Int32Array(size),
    titleCount: new Int32Array(size),
    titleLike: new Float64Array(size),
    central: new Float64Array(size),
    idf: new Float64Array(size),
    affinity: new Float64Array(size),
  };
}

/** Counts the terms of a reading. */
export function countTerms(reading: Reading, background: Background): Terms {
  const { sentences, title, titlePairs, vocabulary } = reading;
  const words = emptyTable(reading.words);
  const pairs = emptyTable(reading.pairs);
  const knownWords = vocabulary.words.map((word) => background.word(word));
  for (let w = 0; w < words.size; w += 1) {
    const known = knownWords[w]!;
    words.idf[w] = known.idf;
    words.affinity[w] = known.affinity;
  }
  for (let p = 0; p < pairs.size; p += 1) {
    const known = background.pairOf(knownWords[vocabulary.firsts[p]!]!, knownWords[vocabulary.seconds[p]!]!);
    pairs.idf[p] = known?.idf ?? RARE_PAIR;
    pairs.affinity[p] = known?.affinity ?? 0;
  }
  const inTitle = new Uint8Array(vocabulary.words.length);
  for (const id of title) inTitle[id] = 1;
  for (const id of title) if (id < words.size) words.titleCount[id] = words.titleCount[id]! + 1;
  for (const p of titlePairs) if (p < pairs.size) pairs.titleCount[p] = pairs.titleCount[p]! + 1;

  let length = 0;
  for (let s = 0; s < sentences.length; s += 1) {
    const { ids, pairs: own, capitals } = sentences[s]!;
    length += ids.length;
    for (let i = 0; i < ids.length; i += 1) {
      const near =
        (i > 0 && inTitle[ids[i - 1]!] === 1) || (i + 1 < ids.length && inTitle[ids[i + 1]!] === 1) ? 1 : 0;
      note(words, ids[i]!, s, near, capitals[i]!);
      if (i > 0) note(pairs, own[i - 1]!, s, near, capitals[i]! & capitals[i - 1]!);
    }
  }
  const titleWords = Int32Array.from(new Set(title));
  const titleIdf = Float64Array.from(titleWords, (id) => knownWords[id]!.idf);
  const table = { words, pairs, length, titleWords, titleIdf };
  return { ...table, ...sentenceLooks(reading, table) };
}

function note(table: TermTable, id: number, s: number, near: number, capital: number): void {
  if (table.last[id] !== s) {
    if (table.last[id] === -1) table.first[id] = s;
    table.sentences[id] = table.sentences[id]! + 1;
    table.last[id] = s;
  }
  table.count[id] = table.count[id]! + 1;
  table.nearTitle[id] = table.nearTitle[id]! + near;
  table.capitals[id] = table.capitals[id]! + capital;
}

/** Title overlap, centrality and likeness to the first sentence of each sentence; terms learn the best of theirs. */
function sentenceLooks(
  { sentences }: Reading,
  about: Pick<Terms, 'words' | 'pairs' | 'titleWords' | 'titleIdf'>,
): Pick<Terms, 'titleLike' | 'central' | 'leadLike' | 'titleBits'> {
  const { words, pairs, titleWords, titleIdf } = about;
  const n = sentences.length;
  const looks = {
    titleLike: new Float64Array(n),
    central: new Float64Array(n),
    leadLike: new Float64Array(n),
    titleBits: new Int32Array(n),
  };
  const titlePlace = new Int32Array(words.size).fill(-1);
  let titleWeight = 0;
  for (let t = 0; t < titleWords.length; t += 1) {
    titleWeight += titleIdf[t]!;
    if (titleWords[t]! < words.size) titlePlace[titleWords[t]!] = t;
  }
  const inFirst = new Uint8Array(words.size);
  for (const id of sentences[0]?.ids ?? []) inFirst[id] = 1;
  const weight = new Float64Array(words.size);
  let norm = 0;
  let firstNorm = 0;
  for (let w = 0; w < words.size; w += 1) {
    const idf = words.idf[w]!;
    weight[w] = (1 + Math.log(words.count[w]!)) * idf;
    norm += weight[w]! ** 2;
    if (inFirst[w] === 1) firstNorm += idf * idf;
  }
  norm = Math.sqrt(norm) || 1;
  const seen = new Int32Array(words.size).fill(-1);
  for (let s = 0; s < n; s += 1) {
    const { ids, pairs: own } = sentences[s]!;
    let dot = 0;
    let plain = 0;
    let shared = 0;
    let titled = 0;
    for (let i = 0; i < ids.length; i += 1) {
      const id = ids[i]!;
      if (seen[id] === s) continue;
      seen[id] = s;
      const idf = words.idf[id]!;
      dot += idf * weight[id]!;
      plain += idf * idf;
      if (inFirst[id] === 1) shared += idf * idf;
      const place = titlePlace[id]!;
      if (place < 0) continue;
      titled += titleIdf[place]!;
      if (place < 31) looks.titleBits[s] = looks.titleBits[s]! | (1 << place);
    }
    const titleLike = titleWeight === 0 ? 0 : titled / titleWeight;
    const central = dot / (norm * (Math.sqrt(plain) || 1));
    looks.titleLike[s] = titleLike;
    looks.central[s] = central;
    looks.leadLike[s] = shared / (Math.sqrt(plain * firstNorm) || 1);
    for (const id of ids) raise(words, id, titleLike, central);
    for (const id of own) raise(pairs, id, titleLike, central);
  }
  return looks;
}

function raise(table: TermTable, id: number, titleLike: number, central: number): void {
  if (table.titleLike[id]! < titleLike) table.titleLike[id] = titleLike;
  if (table.central[id]! < central) table.central[id] = central;
}

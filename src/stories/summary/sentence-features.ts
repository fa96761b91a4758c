import { leaningOf } from './alone.ts';
import type { ReadSentence, Reading } from './reading.ts';
import { overlapExpecter, type Salience } from './salience.ts';
import type { Terms } from './terms.ts';

export const SENTENCE_FEATURES = 40;

/** Syllables of an average newspaper abstract. */
const ABSTRACT = 35;

/** Features of every sentence of an article, one row each. */
export function sentenceFeatures(reading: Reading, terms: Terms, salience: Salience): Float64Array[] {
  const { sentences, vocabulary } = reading;
  const n = sentences.length;
  const inTitle = flags(vocabulary.words.length, reading.title);
  const titlePair = flags(vocabulary.firsts.length, reading.titlePairs);
  const titlePairs = Math.max(1, new Set(reading.titlePairs).size);
  const lastParagraph = sentences.at(-1)?.paragraph ?? 0;
  const expect = overlapExpecter(salience);
  const like = likenessOf(terms.words.size);
  let before = 0;
  const rows = sentences.map((sentence, s) => {
    const f = new Float64Array(SENTENCE_FEATURES);
    const { ids, text } = sentence;
    const length = ids.length;
    const expected = expect([sentence]);
    const lean = leaningOf(text);
    f[0] = s;
    f[1] = s / n;
    f[2] = n;
    f[3] = length;
    f[4] = expected.words;
    f[5] = expected.words / length;
    f[6] = expected.pairs;
    f[7] = expected.pairs / Math.max(1, length - 1);
    f[8] = (2 * expected.words) / (length + ABSTRACT);
    f[9] = (2 * expected.pairs) / (length + ABSTRACT - 2);
    f[10] = terms.titleLike[s]!;
    f[11] = hits(ids, inTitle) / length;
    f[12] = hits(sentence.pairs, titlePair) / titlePairs;
    f[13] = commonSubsequence(ids, reading.title, inTitle) / Math.max(1, reading.title.length);
    f[14] = terms.central[s]!;
    f[15] = terms.leadLike[s]!;
    f[16] = n - s;
    f[17] = digits(text);
    f[18] = quotedShare(text);
    f[19] = lean.connective;
    f[20] = lean.pointing;
    f[21] = lean.orphanQuote;
    f[22] = lean.unfinished;
    f[23] = sum(sentence.capitals) / length;
    f[24] = sentence.paragraph;
    f[25] = sentence.inParagraph;
    f[26] = lastParagraph - sentence.paragraph;
    f[27] = sentence.lastInParagraph ? 1 : 0;
    f[28] = salience.wordMass;
    f[29] = before / terms.length;
    f[30] = terms.length;
    f[31] = salience.pairMass;
    f[32] = /\?["”]?$/u.test(text) ? 1 : 0;
    f[33] = mark(sentence);
    before += length;
    return f;
  });
  let best8 = 0;
  let best9 = 0;
  for (const f of rows) {
    best8 = Math.max(best8, f[8]!);
    best9 = Math.max(best9, f[9]!);
  }
  const order = rows.map((_, s) => s).toSorted((a, b) => value(rows[b]!) - value(rows[a]!));
  for (const [rank, s] of order.entries()) rows[s]![36] = rank;
  for (const [s, f] of rows.entries()) {
    f[34] = f[8]! - best8;
    f[35] = f[9]! - best9;
    f[37] = s > 0 ? value(rows[s - 1]!) : 0;
    f[38] = s + 1 < n ? value(rows[s + 1]!) : 0;
    f[39] = s > 0 ? like(sentences[s - 1]!.ids, sentences[s]!.ids) : 0;
  }
  return rows;
}

function value(f: Float64Array): number {
  return f[8]! + f[9]!;
}

function flags(size: number, ids: Int32Array): Uint8Array {
  const set = new Uint8Array(size);
  for (const id of ids) set[id] = 1;
  return set;
}

function hits(ids: Int32Array, set: Uint8Array): number {
  let found = 0;
  for (let i = 0; i < ids.length; i += 1) found += set[ids[i]!]!;
  return found;
}

function sum(values: Uint8Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i += 1) total += values[i]!;
  return total;
}

/** Makes the measure of two sentences: share of the shorter one's different syllables that the other has too. */
export function likenessOf(words: number): (a: Int32Array, b: Int32Array) => number {
  const seen = new Uint8Array(words);
  return (a, b) => {
    let left = 0;
    let right = 0;
    let shared = 0;
    for (let i = 0; i < a.length; i += 1) {
      if (seen[a[i]!] !== 0) continue;
      seen[a[i]!] = 1;
      left += 1;
    }
    for (let i = 0; i < b.length; i += 1) {
      const was = seen[b[i]!]!;
      if (was >= 2) continue;
      seen[b[i]!] = 2 + was;
      right += 1;
      shared += was;
    }
    for (let i = 0; i < a.length; i += 1) seen[a[i]!] = 0;
    for (let i = 0; i < b.length; i += 1) seen[b[i]!] = 0;
    return shared / Math.max(1, Math.min(left, right));
  };
}

function commonSubsequence(a: Int32Array, b: Int32Array, inB: Uint8Array): number {
  const row = new Int32Array(b.length + 1);
  for (let i = 0; i < a.length; i += 1) {
    const id = a[i]!;
    if (inB[id] === 0) continue;
    let diagonal = 0;
    for (let j = 1; j <= b.length; j += 1) {
      const above = row[j]!;
      const left = row[j - 1]!;
      row[j] = id === b[j - 1] ? diagonal + 1 : above > left ? above : left;
      diagonal = above;
    }
  }
  return row[b.length]!;
}

function digits(text: string): number {
  return text.match(/\d+(?:[.,]\d+)*/gu)?.length ?? 0;
}

function quotedShare(text: string): number {
  if (!/["“]/u.test(text)) return 0;
  const quoted = text.match(/["“][^"”]*["”]?/gu)?.join('').length ?? 0;
  return quoted / text.length;
}

/** Signs of what is no news text: captions, credits, addresses. */
function mark(sentence: ReadSentence): number {
  if (!sentence.text.includes(':')) return 0;
  return /(?:^|[\s(])(?:ảnh|nguồn|video|clip|hotline|điện thoại|website|email|xem thêm|theo)\s*:/iu.test(
    sentence.text,
  )
    ? 1
    : 0;
}

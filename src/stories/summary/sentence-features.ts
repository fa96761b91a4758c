import { leaningOf } from './alone.ts';
import type { ReadSentence, Reading } from './reading.ts';
import { expectedOverlap, type Salience } from './salience.ts';
import { pairKey, type Terms } from './terms.ts';

export const SENTENCE_FEATURES = 40;

/** Syllables of an average newspaper abstract. */
const ABSTRACT = 35;

/** Features of every sentence of an article, one row each. */
export function sentenceFeatures(reading: Reading, terms: Terms, salience: Salience): Float64Array[] {
  const { sentences } = reading;
  const n = sentences.length;
  const title = new Set(reading.title);
  const titlePairs = new Set<number>();
  for (let i = 1; i < reading.title.length; i += 1)
    titlePairs.add(pairKey(reading.title[i - 1]!, reading.title[i]!));
  const lastParagraph = sentences.at(-1)?.paragraph ?? 0;
  let before = 0;
  const rows = sentences.map((sentence, s) => {
    const f = new Float64Array(SENTENCE_FEATURES);
    const { ids } = sentence;
    const length = ids.length;
    const expected = expectedOverlap([ids], salience);
    const lean = leaningOf(sentence.text);
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
    f[11] = share(ids, title);
    f[12] = pairShare(ids, titlePairs);
    f[13] = commonSubsequence(ids, reading.title) / Math.max(1, reading.title.length);
    f[14] = terms.central[s]!;
    f[15] = terms.leadLike[s]!;
    f[16] = n - s;
    f[17] = digits(sentence.text);
    f[18] = quotedShare(sentence.text);
    f[19] = lean.connective;
    f[20] = lean.pointing;
    f[21] = lean.orphanQuote;
    f[22] = lean.unfinished;
    f[23] = sentence.capitals.reduce((a, b) => a + b, 0) / length;
    f[24] = sentence.paragraph;
    f[25] = sentence.inParagraph;
    f[26] = lastParagraph - sentence.paragraph;
    f[27] = sentence.lastInParagraph ? 1 : 0;
    f[28] = salience.wordMass;
    f[29] = before / terms.length;
    f[30] = terms.length;
    f[31] = salience.pairMass;
    f[32] = /\?["”]?$/u.test(sentence.text) ? 1 : 0;
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
    f[39] = s > 0 ? overlap(sentences[s - 1]!.ids, sentences[s]!.ids) : 0;
  }
  return rows;
}

function value(f: Float64Array): number {
  return f[8]! + f[9]!;
}

function share(ids: Int32Array, set: ReadonlySet<number>): number {
  let hits = 0;
  for (const id of ids) if (set.has(id)) hits += 1;
  return hits / ids.length;
}

function pairShare(ids: Int32Array, set: ReadonlySet<number>): number {
  let hits = 0;
  for (let i = 1; i < ids.length; i += 1) if (set.has(pairKey(ids[i - 1]!, ids[i]!))) hits += 1;
  return hits / Math.max(1, set.size);
}

/** Share of the shorter one's distinct syllables that the other has too. */
export function overlap(a: Int32Array, b: Int32Array): number {
  const left = new Set(a);
  const right = new Set(b);
  let hits = 0;
  for (const id of left) if (right.has(id)) hits += 1;
  return hits / Math.max(1, Math.min(left.size, right.size));
}

function commonSubsequence(a: Int32Array, b: Int32Array): number {
  const row = new Int32Array(b.length + 1);
  for (const id of a) {
    let diagonal = 0;
    for (let j = 1; j <= b.length; j += 1) {
      const above = row[j]!;
      row[j] = id === b[j - 1] ? diagonal + 1 : Math.max(above, row[j - 1]!);
      diagonal = above;
    }
  }
  return row[b.length]!;
}

function digits(text: string): number {
  return text.match(/\p{Nd}+(?:[.,]\p{Nd}+)*/gu)?.length ?? 0;
}

function quotedShare(text: string): number {
  const quoted = text.match(/["“][^"”]*["”]?/gu)?.join('').length ?? 0;
  return quoted / text.length;
}

/** Signs of what is no news text: captions, credits, addresses. */
function mark(sentence: ReadSentence): number {
  return /(?:^|[\s(])(?:ảnh|nguồn|video|clip|hotline|điện thoại|website|email|xem thêm|theo)\s*:/iu.test(
    sentence.text,
  )
    ? 1
    : 0;
}

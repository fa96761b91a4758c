import { tokens } from '../../text/tokens.ts';
import { trainedScorer } from '../summary/weights.ts';

/** Weighted terms, unit length, keys ascending. */
export interface Vector {
  readonly keys: Uint32Array;
  readonly weights: Float32Array;
}

/** Idf of a pair of syllables that is not in the table: rarer than every pair in it. */
const RARE_PAIR = 6.5;
/** Below, a term is in every other article. */
const COMMON = 0.7;

/** Counts syllables and pairs of syllables of a text, `amount` each, into `counts`. */
export function countInto(counts: Map<string, number>, words: readonly string[], amount: number): void {
  for (let i = 0; i < words.length; i += 1) {
    counts.set(words[i]!, (counts.get(words[i]!) ?? 0) + amount);
    if (i === 0) continue;
    const pair = `${words[i - 1]} ${words[i]}`;
    counts.set(pair, (counts.get(pair) ?? 0) + amount);
  }
}

/** Sublinear term frequency × idf of newspaper text; the heaviest `most` terms are kept. */
export function vectorFrom(counts: ReadonlyMap<string, number>, most: number): Vector {
  const { background } = trainedScorer();
  const terms: { key: number; weight: number }[] = [];
  for (const [term, count] of counts) {
    const gap = term.indexOf(' ');
    const idf =
      gap < 0
        ? background.word(term).idf
        : (background.pair(term.slice(0, gap), term.slice(gap + 1))?.idf ?? RARE_PAIR);
    if (idf < COMMON) continue;
    terms.push({ key: hash(term), weight: (1 + Math.log(count)) * idf });
  }
  return unitVector(terms, most);
}

/** The vector of a short text, such as a title. */
export function vectorOfText(text: string): Vector {
  const counts = new Map<string, number>();
  countInto(counts, tokens(text), 1);
  return vectorFrom(counts, Infinity);
}

export function unitVector(terms: { readonly key: number; readonly weight: number }[], most: number): Vector {
  terms.sort((a, b) => b.weight - a.weight || a.key - b.key);
  const kept = terms.slice(0, most).toSorted((a, b) => a.key - b.key);
  const norm = Math.sqrt(kept.reduce((sum, { weight }) => sum + weight * weight, 0)) || 1;
  return {
    keys: Uint32Array.from(kept, ({ key }) => key),
    weights: Float32Array.from(kept, ({ weight }) => weight / norm),
  };
}

/** Cosine of two vectors. */
export function cosine(a: Vector, b: Vector): number {
  let dot = 0;
  let i = 0;
  let j = 0;
  const { keys: left, weights: leftWeights } = a;
  const { keys: right, weights: rightWeights } = b;
  while (i < left.length && j < right.length) {
    const l = left[i]!;
    const r = right[j]!;
    if (l === r) dot += leftWeights[i++]! * rightWeights[j++]!;
    else if (l < r) i += 1;
    else j += 1;
  }
  return dot;
}

/** FNV-1a, 32 bits: terms need no shared vocabulary that grows with the archive. */
export function hash(term: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < term.length; i += 1) {
    h ^= term.charCodeAt(i);
    h = Math.imul(h, 0x01000193);
  }
  return h >>> 0;
}

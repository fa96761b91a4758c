import { tokens } from '../../text/tokens.ts';
import { trainedScorer } from '../summary/weights.ts';

/** An article as weighted terms (syllables and pairs of syllables), unit length, keys ascending. */
export interface Vector {
  readonly keys: Uint32Array;
  readonly weights: Float32Array;
}

export interface VectorOptions {
  /** Syllables of the text that are read; the event is told early. */
  readonly syllables: number;
  /** Terms that are kept, the heaviest. */
  readonly terms: number;
  readonly titleBoost: number;
  readonly pairBoost: number;
}

export const VECTOR_OPTIONS: VectorOptions = { syllables: 400, terms: 160, titleBoost: 2, pairBoost: 1 };

/** Idf of a pair that is not in the table: rarer than every pair in it. */
const RARE_PAIR = 6.5;

/** Turns an article into its vector: sublinear term frequency × idf of newspaper text, the title counted more. */
export function vectorOf(
  article: { readonly title: string; readonly text: string },
  options: VectorOptions = VECTOR_OPTIONS,
): Vector {
  const { background } = trainedScorer();
  const counts = new Map<string, number>();
  const add = (words: readonly string[], amount: number): void => {
    for (let i = 0; i < words.length; i += 1) {
      counts.set(words[i]!, (counts.get(words[i]!) ?? 0) + amount);
      if (i === 0) continue;
      const pair = `${words[i - 1]} ${words[i]}`;
      counts.set(pair, (counts.get(pair) ?? 0) + amount);
    }
  };
  add(tokens(article.title), options.titleBoost);
  add(tokens(article.text.slice(0, options.syllables * 8)).slice(0, options.syllables), 1);
  const terms: { key: number; weight: number }[] = [];
  for (const [term, count] of counts) {
    const isPair = term.includes(' ');
    const idf = isPair ? (background.pair(term)?.idf ?? RARE_PAIR) : background.idf(term);
    if (idf < 0.7) continue;
    terms.push({ key: hash(term), weight: (1 + Math.log(count)) * idf * (isPair ? options.pairBoost : 1) });
  }
  terms.sort((a, b) => b.weight - a.weight || a.key - b.key);
  const kept = terms.slice(0, options.terms).sort((a, b) => a.key - b.key);
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
  while (i < a.keys.length && j < b.keys.length) {
    const left = a.keys[i]!;
    const right = b.keys[j]!;
    if (left === right) dot += a.weights[i++]! * b.weights[j++]!;
    else if (left < right) i += 1;
    else j += 1;
  }
  return dot;
}

/** FNV-1a, 32 bits: terms need no shared vocabulary that grows with the archive. */
function hash(term: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < term.length; i += 1) {
    h ^= term.charCodeAt(i);
    h = Math.imul(h, 0x01000193);
  }
  return h >>> 0;
}

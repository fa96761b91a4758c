import { sentences } from '../src/text/sentences.ts';
import { tokens } from '../src/text/tokens.ts';

/** Simple ways to choose sentences, to measure ours against. */
export type Baseline = 'LEAD' | 'TextRank' | 'LexRank' | 'centroid-MMR';
export const BASELINES: readonly Baseline[] = ['LEAD', 'TextRank', 'LexRank', 'centroid-MMR'];

export interface Budget {
  readonly maxSentences: number;
  readonly maxSyllables: number;
}

interface Candidate {
  readonly text: string;
  readonly words: readonly string[];
  readonly vector: ReadonlyMap<string, number>;
  readonly at: number;
}

/** Summary of one article, or of several on one event, by a baseline. */
export function baselineSummary(name: Baseline, texts: readonly string[], budget: Budget): string {
  const candidates = candidatesOf(texts);
  const order = ORDERS[name](candidates);
  const chosen: Candidate[] = [];
  let length = 0;
  for (const candidate of order) {
    if (chosen.length === budget.maxSentences) break;
    if (length + candidate.words.length > budget.maxSyllables) continue;
    chosen.push(candidate);
    length += candidate.words.length;
  }
  return chosen
    .toSorted((a, b) => a.at - b.at)
    .map(({ text }) => text)
    .join(' ');
}

const ORDERS: Readonly<Record<Baseline, (candidates: readonly Candidate[]) => readonly Candidate[]>> = {
  LEAD: (candidates) => candidates,
  TextRank: (candidates) => byRank(candidates, wordOverlap, 0),
  LexRank: (candidates) => byRank(candidates, cosine, 0.1),
  'centroid-MMR': marginalRelevance,
};

function candidatesOf(texts: readonly string[]): Candidate[] {
  const split = texts.map((text) => sentences(text).map((text_) => ({ text: text_, words: tokens(text_) })));
  const all = split.flat();
  const documents = new Map<string, number>();
  for (const { words } of all)
    for (const word of new Set(words)) documents.set(word, (documents.get(word) ?? 0) + 1);
  // Round by round: the first sentence of every article, then the second of every article …
  const rounds = split.flatMap((list, doc) => list.map((sentence, at) => ({ ...sentence, at, doc })));
  rounds.sort((a, b) => a.at - b.at || a.doc - b.doc);
  return rounds
    .filter(({ words }) => words.length >= 4)
    .map(({ text, words }, at) => {
      const vector = new Map<string, number>();
      for (const word of words)
        vector.set(word, (vector.get(word) ?? 0) + Math.log(1 + all.length / documents.get(word)!));
      return { text, words, vector, at };
    });
}

function cosine(a: Candidate, b: Candidate): number {
  return cosineOf(a.vector, b.vector);
}

function cosineOf(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let dot = 0;
  for (const [word, weight] of a) dot += weight * (b.get(word) ?? 0);
  return dot / (norm(a) * norm(b) || 1);
}

function norm(vector: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const weight of vector.values()) sum += weight * weight;
  return Math.sqrt(sum);
}

/** Shared words over the logarithms of the lengths (Mihalcea and Tarau 2004). */
function wordOverlap(a: Candidate, b: Candidate): number {
  let shared = 0;
  for (const word of a.vector.keys()) if (b.vector.has(word)) shared += 1;
  return shared / (Math.log(a.words.length) + Math.log(b.words.length) || 1);
}

/** PageRank over the graph of likeness, edges below `floor` left out (Erkan and Radev 2004). */
function byRank(
  candidates: readonly Candidate[],
  likeness: (a: Candidate, b: Candidate) => number,
  floor: number,
): Candidate[] {
  const n = candidates.length;
  const edges = candidates.map((a, i) =>
    candidates.map((b, j) => {
      const weight = i === j ? 0 : likeness(a, b);
      return weight >= floor ? weight : 0;
    }),
  );
  const sums = edges.map((row) => row.reduce((x, y) => x + y, 0));
  let rank = candidates.map(() => 1 / n);
  for (let round = 0; round < 30; round += 1) {
    const next = candidates.map(() => 0.15 / n);
    for (const [i, row] of edges.entries()) {
      if (sums[i] === 0) continue;
      for (const [j, weight] of row.entries()) next[j]! += (0.85 * rank[i]! * weight) / sums[i]!;
    }
    rank = next;
  }
  return candidates.toSorted(
    (a, b) => rank[candidates.indexOf(b)]! - rank[candidates.indexOf(a)]! || a.at - b.at,
  );
}

/** Likeness to the centroid less likeness to what is chosen (Carbonell and Goldstein 1998), λ = 0.7. */
function marginalRelevance(candidates: readonly Candidate[]): Candidate[] {
  const centroid = new Map<string, number>();
  for (const { vector } of candidates) {
    for (const [word, weight] of vector) centroid.set(word, (centroid.get(word) ?? 0) + weight);
  }
  const relevance = new Map(candidates.map((candidate) => [candidate, cosineOf(candidate.vector, centroid)]));
  const nearest = new Map(candidates.map((candidate) => [candidate, 0]));
  const left = new Set(candidates);
  const order: Candidate[] = [];
  while (left.size > 0 && order.length < 20) {
    let best: Candidate | undefined;
    let top = -Infinity;
    for (const candidate of left) {
      const value = 0.7 * relevance.get(candidate)! - 0.3 * nearest.get(candidate)!;
      if (value <= top) continue;
      top = value;
      best = candidate;
    }
    if (!best) break;
    order.push(best);
    left.delete(best);
    for (const candidate of left)
      nearest.set(candidate, Math.max(nearest.get(candidate)!, cosine(best, candidate)));
  }
  return order;
}

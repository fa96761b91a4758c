import { pairKey } from './terms.ts';
import type { StorySalience } from './story-reading.ts';

/** A sentence that may be chosen. */
export interface Choice {
  readonly ids: Int32Array;
  /** What the sentence is worth by itself, in shared syllables for each of its syllables. */
  readonly worth: number;
}

export interface SelectionLimits {
  readonly maxSentences: number;
  readonly maxSyllables: number;
  /** Syllables of the summary a human would write. */
  readonly humanLength: number;
  /** Weight of the sentences' own worth beside that of their terms. */
  readonly worthWeight: number;
  /** Weight of pairs against syllables. */
  readonly pairWeight: number;
}

/**
 * Chooses sentences whose terms, taken together, are expected to share most with a human summary: greedy by gain for
 * length, then exchanges while they help. Returns indices in the order of `choices`.
 */
export function selectSentences(
  choices: readonly Choice[],
  salience: StorySalience,
  limits: SelectionLimits,
): number[] {
  const value = (set: readonly number[]): number => expectedF(set.map((i) => choices[i]!), salience, limits);
  const lengthOf = (set: readonly number[]): number => set.reduce((sum, i) => sum + choices[i]!.ids.length, 0);
  let chosen: number[] = [];
  let current = 0;
  while (chosen.length < limits.maxSentences) {
    const room = limits.maxSyllables - lengthOf(chosen);
    let best = -1;
    let top = 0;
    let bestValue = current;
    for (let i = 0; i < choices.length; i += 1) {
      const { length } = choices[i]!.ids;
      if (length > room || chosen.includes(i)) continue;
      const with_ = value([...chosen, i]);
      const gain = (with_ - current) / Math.sqrt(length);
      if (gain > top) {
        top = gain;
        best = i;
        bestValue = with_;
      }
    }
    if (best < 0) break;
    chosen.push(best);
    current = bestValue;
  }
  for (let round = 0; round < 6; round += 1) {
    let improved = false;
    for (let at = 0; at < chosen.length; at += 1) {
      const rest = chosen.filter((_, k) => k !== at);
      const room = limits.maxSyllables - lengthOf(rest);
      let best = -1;
      for (let i = 0; i < choices.length; i += 1) {
        if (choices[i]!.ids.length > room || chosen.includes(i)) continue;
        const with_ = value([...rest, i]);
        if (with_ > current + 1e-9) {
          current = with_;
          best = i;
        }
      }
      if (best < 0) continue;
      chosen = [...rest.slice(0, at), best, ...rest.slice(at)];
      improved = true;
    }
    if (!improved) break;
  }
  return chosen.sort((a, b) => a - b);
}

/** Expected mean of ROUGE-1 and ROUGE-2 F1, as a share, plus the sentences' own worth. */
function expectedF(set: readonly Choice[], salience: StorySalience, limits: SelectionLimits): number {
  const used = new Map<number, number>();
  const usedPairs = new Set<number>();
  let words = 0;
  let pairs = 0;
  let length = 0;
  let worth = 0;
  for (const { ids, worth: own } of set) {
    length += ids.length;
    worth += own * ids.length;
    for (let i = 0; i < ids.length; i += 1) {
      const id = ids[i]!;
      const times = used.get(id) ?? 0;
      used.set(id, times + 1);
      words += salience.words.get(id)?.[times] ?? 0;
      if (i === 0) continue;
      const key = pairKey(ids[i - 1]!, id);
      if (usedPairs.has(key)) continue;
      usedPairs.add(key);
      pairs += salience.pairs.get(key)?.[0] ?? 0;
    }
  }
  return (2 * (words + limits.pairWeight * pairs + limits.worthWeight * worth)) / (length + limits.humanLength);
}

import { MOST_STORY_OCCURRENCES, type StorySalience } from './story-salience.ts';

/** A sentence that may be chosen. */
export interface Choice {
  readonly ids: Int32Array;
  readonly pairs: Int32Array;
  /** What the sentence is worth by itself, in shared syllables for each of its syllables. */
  readonly worth: number;
}

export interface SelectionLimits {
  readonly maxSentences: number;
  readonly maxSyllables: number;
}

/** Syllables of the summary a human would write of an event. */
const HUMAN_LENGTH = 210;
const PAIR_WEIGHT = 1.5;
const WORTH_WEIGHT = 0.5;
/** Exchanges are tried among the best so many sentences. */
const EXCHANGED = 60;

/**
 * Chooses sentences whose terms, taken together, are expected to share most with a human summary (the clipped overlap
 * of ROUGE, with learned chances in place of counts): greedy by gain for length, then exchanges while they help.
 * Returns indices of `choices`, ascending.
 */
export function selectSentences(
  choices: readonly Choice[],
  salience: StorySalience,
  limits: SelectionLimits,
): number[] {
  const bag = createBag(choices, salience);
  let chosen: number[] = [];
  let density: { readonly i: number; readonly gain: number }[] = [];
  while (chosen.length < limits.maxSentences) {
    const current = bag.value();
    let best = -1;
    let top = 0;
    const round: { i: number; gain: number }[] = [];
    for (let i = 0; i < choices.length; i += 1) {
      const { length } = choices[i]!.ids;
      if (chosen.includes(i) || bag.length() + length > limits.maxSyllables) continue;
      const gain = (bag.with(i) - current) / Math.sqrt(length);
      round.push({ i, gain });
      if (gain <= top) continue;
      top = gain;
      best = i;
    }
    if (chosen.length === 0) density = round.toSorted((a, b) => b.gain - a.gain || a.i - b.i);
    if (best < 0) break;
    bag.add(best);
    chosen.push(best);
  }
  const pool = density.slice(0, EXCHANGED).map(({ i }) => i);
  for (let round = 0; round < 3; round += 1) {
    let improved = false;
    for (let at = 0; at < chosen.length; at += 1) {
      const out = chosen[at]!;
      let current = bag.value();
      bag.remove(out);
      let best = out;
      for (const i of pool) {
        if (chosen.includes(i) || bag.length() + choices[i]!.ids.length > limits.maxSyllables) continue;
        const value = bag.with(i);
        if (value <= current + 1e-9) continue;
        current = value;
        best = i;
      }
      bag.add(best);
      if (best === out) continue;
      chosen = chosen.with(at, best);
      improved = true;
    }
    if (!improved) break;
  }
  return chosen.toSorted((a, b) => a - b);
}

interface Bag {
  add(i: number): void;
  remove(i: number): void;
  /** The value if sentence `i` were added. */
  with(i: number): number;
  value(): number;
  length(): number;
}

/** A growing and shrinking set of sentences that knows its expected overlap; each step costs one sentence. */
function createBag(choices: readonly Choice[], salience: StorySalience): Bag {
  const most = MOST_STORY_OCCURRENCES;
  const words = new Uint16Array(salience.words.length / most);
  const pairs = new Uint16Array(salience.pairs.length);
  let overlap = 0;
  let length = 0;

  function change(i: number, step: 1 | -1): void {
    const { ids, pairs: own, worth } = choices[i]!;
    // The occurrence that comes or goes.
    const nth = step > 0 ? 0 : 1;
    length += step * ids.length;
    overlap += step * WORTH_WEIGHT * worth * ids.length;
    for (let k = 0; k < ids.length; k += 1) {
      const id = ids[k]!;
      const times = words[id]! - nth;
      if (times < most) overlap += step * salience.words[most * id + times]!;
      words[id] = times + 1 - nth;
    }
    for (let k = 0; k < own.length; k += 1) {
      const pair = own[k]!;
      const times = pairs[pair]! - nth;
      if (times === 0) overlap += step * PAIR_WEIGHT * salience.pairs[pair]!;
      pairs[pair] = times + 1 - nth;
    }
  }

  const value = (): number => overlap / (length + HUMAN_LENGTH);
  return {
    add: (i) => {
      change(i, 1);
    },
    remove: (i) => {
      change(i, -1);
    },
    with(i) {
      const before = overlap;
      change(i, 1);
      const result = value();
      change(i, -1);
      overlap = before;
      return result;
    },
    value,
    length: () => length,
  };
}

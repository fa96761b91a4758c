import { surroundings } from './place-context.ts';
import { placeTrie } from './place-lexicon.ts';
import type { Meaning } from './place-lexicon.ts';
import { stepKey } from './reading.ts';
import type { Reading } from './reading.ts';
import { walk } from './syllable-trie.ts';

/** A name of the lexicon as it stands in a text: syllables `[from, to)` and all it may mean. */
export interface Name {
  readonly from: number;
  readonly to: number;
  readonly meanings: readonly Meaning[];
}

/** The names in a text, longest first at each syllable, written with the capitals they need. */
export function findNames(reading: Reading): Name[] {
  const root = placeTrie(reading.plain);
  const names: Name[] = [];
  let zoneUntil = -1;
  const key = (from: number) => (i: number) =>
    i === from ? reading.keys[i]! : stepKey(reading.gaps[i]!, reading.keys[i]!);
  for (let i = 0; i < reading.count; i++) {
    if (!root.next.has(reading.keys[i]!)) continue;
    for (const { length, values } of walk(root, i, Math.min(reading.count, i + 12), key(i))) {
      let meanings = values.filter(({ form }) => isWrittenSo(reading, i, form));
      const inZone = zoneUntil === i || surroundings(reading, i).zone;
      if (!inZone) meanings = meanings.filter((meaning) => meaning.kind !== 'zone' || meaning.safe);
      if (meanings.length === 0) continue;
      names.push({ from: i, to: i + length, meanings });
      // "các KCN Yên Phong, Quế Võ và VSIP": the word holds for the whole list.
      if (inZone) zoneUntil = nextInList(reading, i + length);
      i += length - 1;
      break;
    }
  }
  return names;
}

function nextInList(reading: Reading, to: number): number {
  if (to >= reading.count) return -1;
  if (reading.gaps[to] === ',') return to;
  return /^(?:và|va)$/u.test(reading.keys[to]!) ? to + 1 : -1;
}

function isWrittenSo(reading: Reading, from: number, form: readonly (0 | 1 | 2)[]): boolean {
  return form.every((how, k) => {
    if (how === 0) return true;
    if (!reading.capital[from + k]!) return /^\p{Nd}/u.test(reading.raw[from + k]!);
    return how === 1 || reading.raw[from + k] === reading.raw[from + k]!.toUpperCase();
  });
}

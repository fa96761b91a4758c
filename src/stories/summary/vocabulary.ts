/** Numbers for the syllables and pairs of neighbouring syllables of one text, from 0 in order of appearance. */
export interface Vocabulary {
  /** Syllables in lower case, by number. */
  readonly words: readonly string[];
  /** First and second syllable of each pair, by number. */
  readonly firsts: readonly number[];
  readonly seconds: readonly number[];
  read(text: string): { readonly ids: Int32Array; readonly capitals: Uint8Array };
  pairsOf(ids: Int32Array): Int32Array;
  word(syllable: string): number;
  pair(first: number, second: number): number;
}

/** The most syllables told apart; no text has more, and pairs need room. */
const MOST_WORDS = 1 << 15;

export function createVocabulary(): Vocabulary {
  const words: string[] = [];
  const firsts: number[] = [];
  const seconds: number[] = [];
  const byWord = new Map<string, number>();
  // As written, twice the number and 1 for a capital: most syllables have been seen before and need no lower case.
  const byForm = new Map<string, number>();
  const byPair = new Map<number, number>();

  function word(syllable: string): number {
    let id = byWord.get(syllable);
    if (id === undefined) {
      if (words.length === MOST_WORDS) return MOST_WORDS - 1;
      id = words.push(syllable) - 1;
      byWord.set(syllable, id);
    }
    return id;
  }

  function form(syllable: string): number {
    const first = syllable.charAt(0);
    const known = 2 * word(syllable.toLowerCase()) + (first !== first.toLowerCase() ? 1 : 0);
    byForm.set(syllable, known);
    return known;
  }

  function pair(first: number, second: number): number {
    const key = first * MOST_WORDS + second;
    let id = byPair.get(key);
    if (id === undefined) {
      id = firsts.push(first) - 1;
      seconds.push(second);
      byPair.set(key, id);
    }
    return id;
  }

  return {
    words,
    firsts,
    seconds,
    word,
    pair,
    read(text) {
      const found = text.normalize('NFC').match(/[\p{L}\p{M}\p{Nd}]+/gu) ?? [];
      const ids = new Int32Array(found.length);
      const capitals = new Uint8Array(found.length);
      for (let i = 0; i < found.length; i += 1) {
        const known = byForm.get(found[i]!) ?? form(found[i]!);
        ids[i] = known >> 1;
        capitals[i] = known & 1;
      }
      return { ids, capitals };
    },
    pairsOf(ids) {
      const pairs = new Int32Array(Math.max(0, ids.length - 1));
      for (let i = 0; i < pairs.length; i += 1) pairs[i] = pair(ids[i]!, ids[i + 1]!);
      return pairs;
    },
  };
}

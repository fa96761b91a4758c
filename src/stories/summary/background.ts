/** What is known of a syllable or pair before reading. */
export interface Known {
  /** Inverse document frequency, natural logarithm. */
  readonly idf: number;
  /** Log-odds that an abstract keeps it when its article has it, against the average. */
  readonly affinity: number;
}

/** A syllable's, with its number in the table; 0 when it is not there. */
export interface Numbered extends Known {
  readonly id: number;
}

export interface Background {
  /** Of a syllable; one that is not in the table counts as the rarest. */
  word(word: string): Numbered;
  /** Of a pair of syllables; undefined when it is not in the table. */
  pair(first: string, second: string): Known | undefined;
  /** The same of syllables asked for before. */
  pairOf(first: Numbered, second: Numbered): Known | undefined;
}

/** As stored: words of equal idf and affinity (both in tenths) share a line `idf affinity word word …`. */
export interface PackedBackground {
  readonly rarest: number;
  readonly words: readonly string[];
  readonly pairs: readonly string[];
}

export function unpackBackground(packed: PackedBackground): Background {
  const words = new Map<string, Numbered>();
  unpackLines(packed.words, ' ', (word, known) => words.set(word, { ...known, id: words.size + 1 }));
  const rare: Numbered = { idf: packed.rarest, affinity: 0, id: 0 };
  // By number, so that asking builds no string: every pair of every article is asked for.
  const pairs = new Map<number, Known>();
  const numbered = (word: string): Numbered => {
    const known = words.get(word) ?? { ...rare, id: words.size + 1 };
    words.set(word, known);
    return known;
  };
  unpackLines(packed.pairs, ',', (pair, known) => {
    const [first = '', second = ''] = pair.split(' ');
    pairs.set(numbered(first).id * MOST_WORDS + numbered(second).id, known);
  });
  const word = (text: string): Numbered => words.get(text) ?? rare;
  return {
    word,
    pair: (first, second) => pairs.get(word(first).id * MOST_WORDS + word(second).id),
    pairOf: (first, second) => pairs.get(first.id * MOST_WORDS + second.id),
  };
}

const MOST_WORDS = 1 << 15;

function unpackLines(
  lines: readonly string[],
  separator: string,
  keep: (text: string, known: Known) => void,
): void {
  for (const line of lines) {
    const [idf = '0', affinity = '0', ...texts] = line.split(separator);
    for (const text of texts) keep(text, { idf: Number(idf) / 10, affinity: Number(affinity) / 10 });
  }
}

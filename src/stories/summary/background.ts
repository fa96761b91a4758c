/** What is known of a syllable or pair before reading. */
export interface Known {
  /** Inverse document frequency, natural logarithm. */
  readonly idf: number;
  /** Log-odds that an abstract keeps it when its article has it, against the average. */
  readonly affinity: number;
}

export interface Background {
  /** Of a syllable; one that is not in the table counts as the rarest. */
  word(word: string): Known;
  /** Of a pair of syllables; undefined when it is not in the table. */
  pair(first: string, second: string): Known | undefined;
}

/** As stored: words of equal idf and affinity (both in tenths) share a line `idf affinity word word …`. */
export interface PackedBackground {
  readonly rarest: number;
  readonly words: readonly string[];
  readonly pairs: readonly string[];
}

export function unpackBackground(packed: PackedBackground): Background {
  const words = unpackLines(packed.words, ' ');
  const rare: Known = { idf: packed.rarest, affinity: 0 };
  // Nested, so that asking builds no string: every pair of every article is asked for.
  const bySecond = new Map<string, Map<string, Known>>();
  for (const [pair, known] of unpackLines(packed.pairs, ',')) {
    const [first = '', second = ''] = pair.split(' ');
    const inner = bySecond.get(second) ?? new Map<string, Known>();
    bySecond.set(second, inner.set(first, known));
  }
  return {
    word: (word) => words.get(word) ?? rare,
    pair: (first, second) => bySecond.get(second)?.get(first),
  };
}

function unpackLines(lines: readonly string[], separator: string): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const line of lines) {
    const [idf = '0', affinity = '0', ...words] = line.split(separator);
    const value = { idf: Number(idf) / 10, affinity: Number(affinity) / 10 };
    for (const word of words) known.set(word, value);
  }
  return known;
}

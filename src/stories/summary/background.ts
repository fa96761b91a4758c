/** What is known of a syllable (or pair of syllables) before reading: how rare it is and how often human abstracts keep it. */
export interface Background {
  /** Inverse document frequency, natural logarithm. */
  idf(word: string): number;
  /** Log-odds that an abstract keeps a syllable of its article, against the average syllable. */
  affinity(word: string): number;
  /** The same two for a pair of syllables; undefined when the pair is not in the table. */
  pair(pair: string): { readonly idf: number; readonly affinity: number } | undefined;
}

/** As stored: words of equal idf and affinity (both in tenths) share a line `idf affinity word word …`. */
export interface PackedBackground {
  readonly rarest: number;
  readonly words: readonly string[];
  readonly pairs: readonly string[];
}

export function unpackBackground(packed: PackedBackground): Background {
  const words = unpackLines(packed.words, ' ');
  const pairs = unpackLines(packed.pairs, ',');
  return {
    idf: (word) => words.get(word)?.idf ?? packed.rarest,
    affinity: (word) => words.get(word)?.affinity ?? 0,
    pair: (pair) => pairs.get(pair),
  };
}

function unpackLines(
  lines: readonly string[],
  separator: string,
): Map<string, { readonly idf: number; readonly affinity: number }> {
  const known = new Map<string, { readonly idf: number; readonly affinity: number }>();
  for (const line of lines) {
    const [idf = '0', affinity = '0', ...words] = line.split(separator);
    const value = { idf: Number(idf) / 10, affinity: Number(affinity) / 10 };
    for (const word of words) known.set(word, value);
  }
  return known;
}

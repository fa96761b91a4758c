/** What is known of a syllable (or pair of syllables) before reading: how rare it is and how often human abstracts keep it. */
export interface Background {
  /** Inverse document frequency, natural logarithm. */
  idf(word: string): number;
  /** Log-odds that an abstract keeps a syllable of its article, against the average syllable. */
  affinity(word: string): number;
  /** The same two for a pair of syllables; undefined when the pair is not in the table. */
  pair(first: string, second: string): { readonly idf: number; readonly affinity: number } | undefined;
}

/** As stored: words of equal idf and affinity (both in tenths) share a line `idf affinity word word …`. */
export interface PackedBackground {
  readonly rarest: number;
  readonly words: readonly string[];
  readonly pairs: readonly string[];
}

export function unpackBackground(packed: PackedBackground): Background {
  const words = unpackLines(packed.words, ' ');
  // Nested, so that asking builds no string: every pair of every article is asked for.
  const bySecond = new Map<string, Map<string, { readonly idf: number; readonly affinity: number }>>();
  for (const [pair, known] of unpackLines(packed.pairs, ',')) {
    const [first = '', second = ''] = pair.split(' ');
    const inner =
      bySecond.get(second) ?? new Map<string, { readonly idf: number; readonly affinity: number }>();
    bySecond.set(second, inner.set(first, known));
  }
  return {
    idf: (word) => words.get(word)?.idf ?? packed.rarest,
    affinity: (word) => words.get(word)?.affinity ?? 0,
    pair: (first, second) => bySecond.get(second)?.get(first),
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

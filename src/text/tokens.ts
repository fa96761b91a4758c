/** Scoring tokens: composed, lower case, every run of letters, marks or digits. "Tăng 18,3%" gives tăng, 18, 3. */
export function tokens(s: string): string[] {
  return (
    s
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{Nd}]+/gu) ?? []
  );
}

export interface Syllable {
  /** As written. */
  readonly text: string;
  /** Offset of the first character. */
  readonly start: number;
  /** Offset behind the last character. */
  readonly end: number;
}

/** Runs of letters, marks and digits as they stand in the text, with offsets: "cá" is one, and "các" another. */
export function syllables(s: string): Syllable[] {
  const found: Syllable[] = [];
  for (const match of s.matchAll(/[\p{L}\p{M}\p{Nd}]+/gu)) {
    found.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  }
  return found;
}

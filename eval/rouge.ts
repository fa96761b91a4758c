/** ROUGE-1, ROUGE-2 and ROUGE-L as F1 in percent. */
export interface Rouge {
  readonly r1: number;
  readonly r2: number;
  readonly rl: number;
}

/**
 * ROUGE of a candidate against one or several references (Lin 2004), as the mean over the references.
 * A token is a run of letters, marks or digits of the NFC text in lower case, counts are clipped,
 * ROUGE-L works on the whole token sequences.
 */
export function rouge(candidate: string, references: readonly string[]): Rouge {
  const tokens = rougeTokens(candidate);
  const each = references.map((reference) => rougeOfTokens(tokens, rougeTokens(reference)));
  const mean = (key: keyof Rouge): number =>
    each.reduce((sum, r) => sum + r[key], 0) / Math.max(1, each.length);
  return { r1: mean('r1'), r2: mean('r2'), rl: mean('rl') };
}

export function rougeTokens(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{Nd}]+/gu) ?? []
  );
}

export function rougeOfTokens(candidate: readonly string[], reference: readonly string[]): Rouge {
  return {
    r1: f1(overlap(candidate, reference), candidate.length, reference.length),
    r2: f1(
      overlap(pairs(candidate), pairs(reference)),
      Math.max(0, candidate.length - 1),
      Math.max(0, reference.length - 1),
    ),
    rl: f1(longestCommonSubsequence(candidate, reference), candidate.length, reference.length),
  };
}

export function meanRouge(r: Rouge): number {
  return (r.r1 + r.r2 + r.rl) / 3;
}

function f1(hits: number, candidate: number, reference: number): number {
  return hits === 0 ? 0 : (200 * hits) / (candidate + reference);
}

function pairs(tokens: readonly string[]): string[] {
  return tokens.slice(1).map((token, i) => `${tokens[i]} ${token}`);
}

function overlap(candidate: readonly string[], reference: readonly string[]): number {
  const left = new Map<string, number>();
  for (const token of reference) left.set(token, (left.get(token) ?? 0) + 1);
  let hits = 0;
  for (const token of candidate) {
    const count = left.get(token) ?? 0;
    if (count === 0) continue;
    left.set(token, count - 1);
    hits += 1;
  }
  return hits;
}

function longestCommonSubsequence(a: readonly string[], b: readonly string[]): number {
  const row = new Int32Array(b.length + 1);
  for (const token of a) {
    let diagonal = 0;
    for (let j = 1; j <= b.length; j += 1) {
      const above = row[j] ?? 0;
      row[j] = token === b[j - 1] ? diagonal + 1 : Math.max(above, row[j - 1] ?? 0);
      diagonal = above;
    }
  }
  return row[b.length] ?? 0;
}

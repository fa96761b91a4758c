import type { Posting } from './postings.ts';
import type { Term } from './search-terms.ts';

/** An article that is in the index but not in its postings yet. */
export interface PendingArticle {
  readonly number: number;
  /** `kind name` → variant. */
  readonly terms: ReadonlyMap<string, number>;
}

const KINDS = ['word', 'title', 'pair'] as const;

/** Terms as a line per kind, each term its name and the digit of its variant. */
export function writeTerms(terms: readonly Term[]): string {
  return KINDS.map((wanted) =>
    terms
      .filter(({ kind }) => kind === wanted)
      .map(({ name, variant }) => `${name}${variant}`)
      .join(' '),
  ).join('\n');
}

/** Reads what `index-article.lua` put on the list: the number and the lines of terms. */
export function readPending(record: string): PendingArticle {
  const [number, ...lines] = record.split('\n');
  const terms = new Map<string, number>();
  for (const [at, kind] of KINDS.entries())
    for (const text of (lines[at] ?? '').split(' '))
      if (text !== '') terms.set(`${kind} ${text.slice(0, -1)}`, Number(text.slice(-1)));
  return { number: Number(number), terms };
}

/** The posting up to `merged`, followed by the pending articles that have the term. */
export function withPending(
  { numbers, variants }: Posting,
  term: string,
  merged: number,
  pending: readonly PendingArticle[],
): Posting {
  let kept = numbers.length;
  while (kept > 0 && numbers[kept - 1]! > merged) kept -= 1;
  const more = pending.filter(({ terms }) => terms.has(term));
  if (more.length === 0)
    return {
      numbers: numbers.subarray(0, kept),
      ...(variants ? { variants: variants.subarray(0, kept) } : {}),
    };
  const all = new Int32Array(kept + more.length);
  const ways = new Uint8Array(kept + more.length);
  all.set(numbers.subarray(0, kept));
  if (variants) ways.set(variants.subarray(0, kept));
  for (const [at, { number, terms }] of more.entries()) {
    all[kept + at] = number;
    ways[kept + at] = terms.get(term) ?? 0;
  }
  return { numbers: all, variants: ways };
}

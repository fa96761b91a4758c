import type { Redis } from 'ioredis';
import type { SearchKeys } from './keys.ts';
import { decodePosting, EMPTY, type Posting } from './postings.ts';
import type { SearchTerms } from './search-query.ts';
import type { IndexedArticles } from './search-mirror.ts';
import { withPending } from './search-pending.ts';
import { pairBucket } from './search-terms.ts';

export interface QueryPostings {
  word(folded: string): Posting;
  title(folded: string): Posting;
  pair(first: string, second: string): Posting;
}

/**
 * Fetches and decodes all postings of a query in one round trip. `refreshed` must have been asked before: then the postings are
 * at least as new as it says.
 */
export async function readPostings(
  redis: Redis,
  keys: SearchKeys,
  { groups, excluded, neighbours }: SearchTerms,
  refreshed: Promise<IndexedArticles>,
): Promise<QueryPostings> {
  const wanted = new Map<string, { readonly kind: 'word' | 'title' | 'pair'; readonly name: string }>();
  function want(kind: 'word' | 'title' | 'pair', name: string): void {
    wanted.set(`${kind} ${name}`, { kind, name });
  }
  for (const clause of [...groups.flat(), ...excluded]) {
    for (const { folded } of clause.words) want('word', folded);
    for (const pair of clause.pairs) want('pair', pairName(...pair));
  }
  for (const clause of groups.flat()) for (const { folded } of clause.words) want('title', folded);
  for (const pair of neighbours) want('pair', pairName(...pair));

  const terms = [...wanted.values()];
  const values =
    terms.length === 0
      ? []
      : await redis.mgetBuffer(
          terms.flatMap(({ kind, name }) => [keys.main(kind, name), keys.head(kind, name)]),
        );
  const { merged, pending } = await refreshed;
  const postings = new Map<string, Posting>();
  for (const [at, { kind, name }] of terms.entries())
    postings.set(
      `${kind} ${name}`,
      withPending(
        decodePosting(values[2 * at] ?? null, values[2 * at + 1] ?? null, kind !== 'pair'),
        `${kind} ${name}`,
        merged,
        pending,
      ),
    );
  return {
    word: (folded) => postings.get(`word ${folded}`) ?? EMPTY,
    title: (folded) => postings.get(`title ${folded}`) ?? EMPTY,
    pair: (first, second) => postings.get(`pair ${pairName(first, second)}`) ?? EMPTY,
  };
}

function pairName(first: string, second: string): string {
  return pairBucket(first, second).toString(36);
}

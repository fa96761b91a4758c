import { intersect, type Posting } from './postings.ts';
import type { IndexedArticles } from './search-mirror.ts';
import type { QueryPostings } from './search-postings.ts';
import type { Clause, SearchTerms } from './search-query.ts';
import { variantOf } from './search-terms.ts';

export interface Ranked {
  /** Numbers of articles, best first. */
  readonly numbers: readonly number[];
  readonly total: number;
}

const TITLE_WEIGHT = 1.5;
const PAIR_WEIGHT = 1.2;
/** What a word counts that is accented otherwise than it was typed, and one that occurs in several ways. */
const OTHER_ACCENTS = 0.45;
const MIXED_ACCENTS = 0.85;
/** Of several words this share must match when no article has all. */
const SHARE_REQUIRED = 0.6;

/**
 * Articles that match, best first. What speaks for an article: rare words, words in its title, neighbours of the query that are
 * neighbours in it, accents as typed; and its freshness, which can at most nearly double the rest.
 */
export function rank(
  query: SearchTerms,
  postings: QueryPostings,
  articles: IndexedArticles,
  today: number,
  offset: number,
  limit: number,
): Ranked {
  const { floor, end } = articles;
  const size = end - floor;
  if (size <= 0) return { numbers: [], total: 0 };
  const matched = new Uint8Array(size);
  const scores = new Float32Array(size);

  // A query of filters alone matches everything they let through.
  if (query.groups.length === 0 && hasFilters(query)) matched.fill(1);
  for (const group of query.groups) countGroup(group);
  for (const clause of query.excluded)
    for (const number of hitsOf(clause, postings).numbers) if (number >= floor) matched[number - floor] = 0;

  const required = requiredMatches(query, matched);
  if (required === undefined) return { numbers: [], total: 0 };
  const typed = new Map(query.groups.flat().flatMap(({ words }) => words.map((word) => [word.folded, word])));
  for (const { folded, accented } of typed.values()) addScore(postings.title(folded), TITLE_WEIGHT, accented);
  for (const [first, second] of query.neighbours)
    addScore(postings.pair(first, second), PAIR_WEIGHT, undefined);
  return best();

  function countGroup(group: readonly Clause[]): void {
    const seen = group.length > 1 ? new Uint8Array(size) : undefined;
    for (const clause of group) {
      const { numbers, variants } = hitsOf(clause, postings);
      const weight = rarity(numbers.length, size) * clause.words.length;
      const factors = accentFactors(clause.words.length === 1 ? clause.words[0]?.accented : undefined);
      for (let at = 0; at < numbers.length; at += 1) {
        const place = numbers[at]! - floor;
        if (place < 0 || place >= size) continue;
        if (seen?.[place] === 0 || !seen) matched[place]! += 1;
        if (seen) seen[place] = 1;
        scores[place]! += weight * factors[variants?.[at] ?? 0]!;
      }
    }
  }

  function addScore({ numbers, variants }: Posting, factor: number, accented: string | undefined): void {
    const weight = rarity(numbers.length, size) * factor;
    const factors = accentFactors(accented);
    for (let at = 0; at < numbers.length; at += 1) {
      const place = numbers[at]! - floor;
      if (place >= 0 && place < size) scores[place]! += weight * factors[variants?.[at] ?? 0]!;
    }
  }

  function best(): Ranked {
    const sources = query.sources.length > 0 ? articles.sourcesLike(query.sources) : undefined;
    const from = query.fromDay ?? 1;
    const to = query.toDay ?? Infinity;
    const kept = Math.max(0, offset + limit);
    const top: { readonly number: number; readonly score: number }[] = [];
    let total = 0;
    let least = -Infinity;
    // Newest first: of equals the newer one is kept.
    for (let place = size - 1; place >= 0; place -= 1) {
      if (matched[place]! < required!) continue;
      const number = place + floor;
      const day = articles.day(number);
      if (day === 0 || day < from || day > to) continue;
      if (sources && !sources.has(articles.source(number))) continue;
      total += 1;
      const score = (scores[place]! + 1) * (1 + freshness(today - day)) * (matched[place]! / required!);
      if (kept === 0 || (top.length === kept && score <= least)) continue;
      if (top.length === kept) top.pop();
      let at = top.length;
      while (at > 0 && top[at - 1]!.score < score) at -= 1;
      top.splice(at, 0, { number, score });
      least = top.length === kept ? top.at(-1)!.score : -Infinity;
    }
    return { numbers: top.slice(offset).map(({ number }) => number), total };
  }
}

/** How many groups an article must match; undefined when none matches enough. */
function requiredMatches({ groups }: SearchTerms, matched: Uint8Array): number | undefined {
  const all = Math.max(1, groups.length);
  let most = 0;
  for (const count of matched) if (count > most) most = count;
  if (most === all) return all;
  const quoted = groups.some((group) => group.some(({ words }) => words.length > 1));
  return !quoted && all > 2 && most >= Math.ceil(all * SHARE_REQUIRED) ? most : undefined;
}

/** What a word counts by how an article accents it, given how it was typed. Typed without accents, all ways are the same. */
function accentFactors(accented: string | undefined): readonly number[] {
  if (accented === undefined) return ALL_THE_SAME;
  const factors = Array<number>(8).fill(OTHER_ACCENTS);
  factors[0] = MIXED_ACCENTS;
  factors[variantOf(accented)] = 1;
  return factors;
}
const ALL_THE_SAME: readonly number[] = Array<number>(8).fill(1);

function hasFilters({ fromDay, toDay, sources }: SearchTerms): boolean {
  return fromDay !== undefined || toDay !== undefined || sources.length > 0;
}

function hitsOf({ words, pairs }: Clause, postings: QueryPostings): Posting {
  const all = [
    ...words.map(({ folded }) => postings.word(folded)),
    ...pairs.map(([first, second]) => postings.pair(first, second)),
  ];
  return all.length === 1 ? all[0]! : intersect(all.toSorted((a, b) => a.numbers.length - b.numbers.length));
}

/** Inverse document frequency as in BM25, never below a tenth. */
function rarity(matches: number, size: number): number {
  return Math.max(0.1, Math.log(1 + (size - matches + 0.5) / (matches + 0.5)));
}

/** From 0.9 today to 0: halves within a week, a slow part within two months. */
function freshness(ageDays: number): number {
  const age = Math.max(0, ageDays);
  return 0.6 * 2 ** (-age / 7) + 0.3 * 2 ** (-age / 60);
}

import { tokens } from '../../text/tokens.ts';
import { exactKey, looseKey, parseFollow } from './query.ts';
import type { Phrase } from './query.ts';

/** Canonical queries, found by the texts that meet them. */
export interface FollowMatcher {
  /** Adding twice is fine. What cannot be read is never met. */
  add(canonical: string): void;
  remove(canonical: string): void;
  /** The queries that a text meets. `title` and `text` are read as two: no phrase reaches from one into the other. */
  match(title: string, text: string): readonly string[];
}

/** A query in numbers: every syllable has one, with its accents and without. */
interface Wanted {
  readonly canonical: string;
  readonly groups: readonly (readonly Int32Array[])[];
  readonly without: readonly Int32Array[];
  /** Syllables of which a text must have one. */
  readonly anchors: readonly number[];
}

/**
 * An inverted index of queries: each lies under one syllable (or one for each alternative) that a text must have to meet it, chosen so
 * that no syllable has many. Matching looks only at the queries under the text's own syllables, so its cost does not grow with the
 * number of readers and hardly with that of the queries.
 */
export function createFollowMatcher(): FollowMatcher {
  const numbers = new Map<string, number>();
  const wanted = new Map<string, Wanted>();
  const under = new Map<number, Set<Wanted>>();
  const keys = new Map<string, readonly [exact: string, loose: string]>();

  function numberOf(name: string): number {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, numbers.size);
    return numbers.size - 1;
  }

  function add(canonical: string): void {
    if (wanted.has(canonical)) return;
    const parsed = parseFollow(canonical);
    if (parsed.kind !== 'query') return;
    const { groups, without, accented } = parsed.query;
    const inNumbers = (phrase: Phrase): Int32Array =>
      Int32Array.from(phrase, (syllable) =>
        numberOf(accented ? exactKey(syllable) : `~${looseKey(syllable)}`),
      );
    const numbered = groups.map((group) => group.map(inNumbers));
    const query: Wanted = {
      canonical,
      groups: numbered,
      without: without.map(inNumbers),
      anchors: anchorsOf(numbered),
    };
    wanted.set(canonical, query);
    for (const anchor of query.anchors) {
      const there = under.get(anchor);
      if (there === undefined) under.set(anchor, new Set([query]));
      else there.add(query);
    }
  }

  /** Of the groups, the one whose alternatives' rarest syllables have the fewest queries so far. */
  function anchorsOf(groups: readonly (readonly Int32Array[])[]): readonly number[] {
    let best: readonly number[] = [];
    let least = Infinity;
    for (const group of groups) {
      const anchors = group.map((phrase) => {
        let rarest = phrase[0] ?? 0;
        for (const syllable of phrase) if (load(syllable) < load(rarest)) rarest = syllable;
        return rarest;
      });
      const sum = anchors.reduce((all, anchor) => all + load(anchor), 0);
      if (sum < least) {
        least = sum;
        best = anchors;
      }
    }
    return best;
  }

  function load(syllable: number): number {
    return under.get(syllable)?.size ?? 0;
  }

  function remove(canonical: string): void {
    const query = wanted.get(canonical);
    if (query === undefined) return;
    wanted.delete(canonical);
    for (const anchor of query.anchors) {
      const there = under.get(anchor);
      there?.delete(query);
      if (there?.size === 0) under.delete(anchor);
    }
  }

  function read(text: string, into: { readonly exact: number[]; readonly loose: number[] }): void {
    for (const syllable of tokens(text)) {
      let pair = keys.get(syllable);
      if (pair === undefined) {
        pair = [exactKey(syllable), `~${looseKey(syllable)}`];
        if (keys.size > 50_000) keys.clear();
        keys.set(syllable, pair);
      }
      // A syllable that nobody follows has no number; it still keeps its neighbours apart.
      into.exact.push(numbers.get(pair[0]) ?? -1);
      into.loose.push(numbers.get(pair[1]) ?? -1);
    }
    into.exact.push(-1);
    into.loose.push(-1);
  }

  function match(title: string, text: string): readonly string[] {
    if (wanted.size === 0) return [];
    const lines = { exact: [] as number[], loose: [] as number[] };
    read(title, lines);
    read(text, lines);
    const places = new Map<number, number[]>();
    for (const line of [lines.exact, lines.loose])
      for (const [at, syllable] of line.entries()) {
        if (syllable < 0) continue;
        const known = places.get(syllable);
        if (known === undefined) places.set(syllable, [at]);
        else known.push(at);
      }
    const met: string[] = [];
    const seen = new Set<Wanted>();
    for (const syllable of places.keys())
      for (const query of under.get(syllable) ?? []) {
        if (query.anchors.length > 1) {
          if (seen.has(query)) continue;
          seen.add(query);
        }
        if (meets(query, places)) met.push(query.canonical);
      }
    return met;
  }

  return { add, remove, match };
}

function meets({ groups, without }: Wanted, places: ReadonlyMap<number, readonly number[]>): boolean {
  for (const group of groups) if (!group.some((phrase) => occurs(phrase, places))) return false;
  return !without.some((phrase) => occurs(phrase, places));
}

function occurs(phrase: Int32Array, places: ReadonlyMap<number, readonly number[]>): boolean {
  const first = places.get(phrase[0] ?? -1);
  if (first === undefined) return false;
  if (phrase.length === 1) return true;
  for (let at = 1; at < phrase.length; at += 1) if (!places.has(phrase[at] ?? -1)) return false;
  return first.some((start) => {
    for (let at = 1; at < phrase.length; at += 1)
      if (places.get(phrase[at] ?? -1)?.includes(start + at) !== true) return false;
    return true;
  });
}

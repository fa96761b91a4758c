import { tokens } from '../../text/tokens.ts';
import { exactKey, looseKey, readCanonical } from './query.ts';
import type { Phrase } from './query.ts';

/** Canonical queries, found by the texts that meet them. */
export interface FollowMatcher {
  /** Adding twice is fine. */
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
  /** Syllables, or pairs of neighbours, of which a text must have one. */
  anchors: readonly number[];
}

/** Texts after which the anchors are chosen anew by what texts have turned out to be like: more and more rarely. */
const firstReview = 200;

/** A pair of numbers as one; there are never so many syllables. */
const pairBase = 2 ** 24;

/**
 * An inverted index of queries: each lies under the rarest thing that a text must have to meet it, a syllable or two of a phrase that
 * stand together (one for each alternative). Matching looks only at what lies under the text's own syllables and pairs, so its cost
 * does not grow with the number of readers, and with that of the queries only as far as they are alike.
 */
export function createFollowMatcher(): FollowMatcher {
  const numbers = new Map<string, number>();
  const wanted = new Map<string, Wanted>();
  const under = new Map<number, Set<Wanted>>();
  const keys = new Map<string, readonly [exact: string, loose: string]>();
  /** By syllable, in how many texts it stood; before there were any, in how many queries. */
  const commonness: number[] = [];
  let texts = 0;
  let review = firstReview;

  function numberOf(name: string): number {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, numbers.size);
    commonness.push(0);
    return numbers.size - 1;
  }

  function add(canonical: string): void {
    if (wanted.has(canonical)) return;
    const { groups, without, accented } = readCanonical(canonical);
    const inNumbers = (phrase: Phrase): Int32Array =>
      Int32Array.from(phrase, (syllable) => {
        const number = numberOf(accented ? exactKey(syllable) : `~${looseKey(syllable)}`);
        if (texts === 0) commonness[number]! += 1;
        return number;
      });
    const query: Wanted = {
      canonical,
      groups: groups.map((group) => group.map(inNumbers)),
      without: without.map(inNumbers),
      anchors: [],
    };
    wanted.set(canonical, query);
    file(query);
  }

  function file(query: Wanted): void {
    query.anchors = anchorsOf(query.groups);
    for (const anchor of query.anchors) {
      const there = under.get(anchor);
      if (there === undefined) under.set(anchor, new Set([query]));
      else there.add(query);
    }
  }

  /** Of the groups, the one whose alternatives are the rarest together. */
  function anchorsOf(groups: readonly (readonly Int32Array[])[]): readonly number[] {
    let best: readonly number[] = [];
    let least = Infinity;
    for (const group of groups) {
      let sum = 0;
      const anchors = group.map((phrase) => {
        const { anchor, cost } = anchorOf(phrase);
        sum += cost;
        return anchor;
      });
      if (sum >= least) continue;
      least = sum;
      best = anchors;
    }
    return best;
  }

  /** Two neighbours are far rarer than either of them. */
  function anchorOf(phrase: Int32Array): { readonly anchor: number; readonly cost: number } {
    const common = (at: number): number => commonness[phrase[at] ?? 0] ?? 0;
    if (phrase.length === 1) return { anchor: phrase[0] ?? 0, cost: common(0) };
    let best = 1;
    let least = Infinity;
    for (let at = 1; at < phrase.length; at += 1) {
      const cost = Math.min(common(at - 1), common(at));
      if (cost >= least) continue;
      least = cost;
      best = at;
    }
    return { anchor: pairOf(phrase[best - 1] ?? 0, phrase[best] ?? 0), cost: least / 16 };
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

  /** What texts are like is known after some hundreds of them; before, the queries tell. */
  function learn(places: ReadonlyMap<number, unknown>): void {
    if (texts === 0) commonness.fill(0);
    for (const syllable of places.keys()) commonness[syllable]! += 1;
    texts += 1;
    if (texts < review) return;
    review *= 4;
    under.clear();
    for (const query of wanted.values()) file(query);
  }

  function match(title: string, text: string): readonly string[] {
    if (wanted.size === 0) return [];
    const lines = { exact: [] as number[], loose: [] as number[] };
    read(title, lines);
    read(text, lines);
    const places = new Map<number, number[]>();
    const pairs = new Set<number>();
    for (const line of [lines.exact, lines.loose]) {
      let before = -1;
      for (const [at, syllable] of line.entries()) {
        if (syllable >= 0) {
          const known = places.get(syllable);
          if (known === undefined) places.set(syllable, [at]);
          else known.push(at);
          if (before >= 0) pairs.add(pairOf(before, syllable));
        }
        before = syllable;
      }
    }
    const met: string[] = [];
    const seen = new Set<Wanted>();
    const tryAll = (queries: Iterable<Wanted>): void => {
      for (const query of queries) {
        if (query.anchors.length > 1) {
          if (seen.has(query)) continue;
          seen.add(query);
        }
        if (meets(query, places)) met.push(query.canonical);
      }
    };
    for (const anchors of [places.keys(), pairs])
      for (const anchor of anchors) {
        const there = under.get(anchor);
        if (there !== undefined) tryAll(there);
      }
    learn(places);
    return met;
  }

  return { add, remove, match };
}

/** Beyond every single number. */
function pairOf(first: number, second: number): number {
  return (first + 1) * pairBase + second;
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

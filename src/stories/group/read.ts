import type { Figure } from '../../news/article.ts';
import type { Instant } from '../../news/time.ts';
import { tokens } from '../../text/tokens.ts';
import { daysIn, readApart, type ApartFacts } from './apart.ts';
import { countInto, hash, unitVector, vectorFrom, vectorOfText, type Vector } from './vector.ts';

/** What the grouper reads of an article. */
export interface GroupingText {
  readonly title: string;
  readonly text: string;
  readonly publishedAt?: Instant;
  /** Ids of places, where somebody has found them already. */
  readonly places?: readonly string[];
  readonly figures?: readonly Figure[];
  readonly topics?: readonly string[];
}

/** An article as it is compared. */
export interface Read {
  readonly whole: Vector;
  readonly title: Vector;
  readonly lead: Vector;
  /** Runs of capitalised syllables: persons, places, companies. */
  readonly names: Vector;
  readonly numbers: Vector;
  /** Days named as `d/m`, as day × 100 + month. */
  readonly days: readonly number[];
  /** Syllables read. */
  readonly length: number;
  readonly apart: ApartFacts;
}

/** Syllables of the text that are read: an event is told early. */
const SYLLABLES = 400;
const LEAD = 60;
const TITLE_BOOST = 2;
const TERMS = 140;
const NAMES = 40;
const NUMBERS = 30;

export function readForGrouping(article: GroupingText): Read {
  const text = article.text.slice(0, SYLLABLES * 7);
  const words = tokens(text).slice(0, SYLLABLES);
  const title = tokens(article.title);
  const counts = new Map<string, number>();
  countInto(counts, title, TITLE_BOOST);
  countInto(counts, words, 1);
  const leadCounts = new Map<string, number>();
  countInto(leadCounts, words.slice(0, LEAD), 1);
  const both = `${article.title}\n${text}`;
  return {
    whole: vectorFrom(counts, TERMS),
    title: vectorOfText(article.title),
    lead: vectorFrom(leadCounts, 80),
    names: namesOf(both),
    numbers: numbersOf(both),
    days: daysIn(both),
    length: words.length,
    apart: readApart(article),
  };
}

function namesOf(text: string): Vector {
  const counts = new Map<number, { key: number; weight: number }>();
  // A capital after a full stop is no name; one syllable alone there tells nothing.
  for (const match of text.matchAll(
    /(?<=[\p{L}\p{Nd},;:("“”-] ?)\p{Lu}[\p{L}\p{M}]*(?:[ -]\p{Lu}[\p{L}\p{M}]*)*/gu,
  )) {
    const key = hash(match[0].toLowerCase());
    const size = match[0].split(/[ -]/u).length;
    const known = counts.get(key);
    if (known) known.weight += 0.5;
    else counts.set(key, { key, weight: size > 1 ? 2 : 1 });
  }
  return unitVector([...counts.values()], NAMES);
}

function numbersOf(text: string): Vector {
  const seen = new Set<string>();
  for (const match of text.matchAll(/(?<![\p{Nd}/.,-])\p{Nd}+(?:[.,]\p{Nd}+)*(?![\p{Nd}/-])/gu))
    seen.add(match[0]);
  const terms = [...seen]
    .filter((number) => number.length > 1)
    .map((number) => ({
      key: hash(number),
      weight: /^(?:19|20)\d\d$/u.test(number) ? 0.3 : number.length > 2 ? 1.5 : 1,
    }));
  return unitVector(terms, NUMBERS);
}

import type { Instant } from '../news/time.ts';
import { isFunctionWord, type TextReader } from './search-terms.ts';

export interface SearchTerms {
  /** All must match; within one group any of its clauses. */
  readonly groups: readonly (readonly Clause[])[];
  readonly excluded: readonly Clause[];
  /** Neighbours among the plain words, which speak for an article but are not required. */
  readonly neighbours: readonly (readonly [string, string])[];
  /** Days since 1970 in Vietnam, both included. */
  readonly fromDay?: number;
  readonly toDay?: number;
  /** Folded beginnings of source ids or publisher names. */
  readonly sources: readonly string[];
}

/** One word, or words in quotes that must stand together. */
export interface Clause {
  readonly words: readonly QueryWord[];
  /** Neighbours in it that the index can vouch for. */
  readonly pairs: readonly (readonly [string, string])[];
}

interface QueryWord {
  readonly folded: string;
  /** As typed, when it was typed with accents. */
  readonly accented?: string;
}

const DAY_MS = 86_400_000;
const VIETNAM_MS = 7 * 3_600_000;
const CHARACTERS_USED = 200;
const WORDS_USED = 24;

/** What can be set with a colon, by its folded name in either language. */
const SETTINGS: ReadonlyMap<string, 'from' | 'to' | 'day' | 'month' | 'source'> = new Map([
  ['tu', 'from'],
  ['from', 'from'],
  ['since', 'from'],
  ['den', 'to'],
  ['to', 'to'],
  ['until', 'to'],
  ['ngay', 'day'],
  ['day', 'day'],
  ['thang', 'month'],
  ['month', 'month'],
  ['nguon', 'source'],
  ['source', 'source'],
] as const);

/** Reads what somebody typed: words, "quotes", -word, OR, tu:, den:, ngay:, thang:, nguon:. Anything can be typed; nothing is an error. */
export function parseQuery(text: string, now: Instant, reader: TextReader): SearchTerms {
  const groups: Clause[][] = [];
  const excluded: Clause[] = [];
  const sources: string[] = [];
  const plain: (string | undefined)[] = [];
  let fromDay: number | undefined;
  let toDay: number | undefined;
  let joinNext = false;
  let words = 0;

  for (const token of text.slice(0, CHARACTERS_USED).matchAll(/(-?)(?:"([^"]*)"?|(\S+))/gu)) {
    const [, minus, quoted, bare = ''] = token;
    if (quoted === undefined) {
      if (bare === 'OR' || bare === '|' || bare === 'HOẶC') {
        joinNext = groups.length > 0;
        continue;
      }
      const setting = /^(\p{L}+):(.+)$/u.exec(bare);
      const name = setting?.[1] === undefined ? '' : reader.fold(setting[1].toLowerCase());
      const value = setting?.[2] ?? '';
      const span = spanOf(SETTINGS.get(name), value, now, reader);
      if (span !== undefined) {
        fromDay = span.from ?? fromDay;
        toDay = span.to ?? toDay;
        continue;
      }
      if (SETTINGS.get(name) === 'source') {
        sources.push(foldedName(value, reader));
        continue;
      }
    }
    const clauses = clausesOf(quoted ?? bare, quoted !== undefined, reader);
    for (const clause of clauses) {
      words += clause.words.length;
      if (words > WORDS_USED) break;
      if (minus) excluded.push(clause);
      else if (joinNext) groups.at(-1)?.push(clause);
      else groups.push([clause]);
      joinNext = false;
    }
    if (minus || quoted !== undefined) plain.push(undefined);
    else plain.push(...reader.words(bare));
  }

  return {
    groups: withoutFunctionWords(groups, reader),
    excluded,
    neighbours: neighboursIn(plain, reader),
    sources,
    ...(fromDay === undefined ? {} : { fromDay }),
    ...(toDay === undefined ? {} : { toDay }),
  };
}

/** The day of a moment in Vietnam, counted from 1970. */
export function vietnamDay(at: Instant): number {
  return Math.floor((at + VIETNAM_MS) / DAY_MS);
}

/** A source as `nguon:` compares it: letters and digits only. */
export function foldedName(name: string, reader: TextReader): string {
  return reader
    .words(name)
    .map((word) => reader.fold(word))
    .join('');
}

function clausesOf(text: string, quoted: boolean, reader: TextReader): readonly Clause[] {
  const words = reader.words(text);
  if (words.length === 0) return [];
  if (quoted)
    return [{ words: words.map((word) => queryWord(word, reader)), pairs: neighboursIn(words, reader) }];
  return words.map((word) => ({ words: [queryWord(word, reader)], pairs: [] }));
}

function queryWord(word: string, reader: TextReader): QueryWord {
  const folded = reader.fold(word);
  return folded === word ? { folded } : { folded, accented: word };
}

function neighboursIn(
  words: readonly (string | undefined)[],
  reader: TextReader,
): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  for (let at = 1; at < words.length; at += 1) {
    const [first, second] = [words[at - 1], words[at]];
    if (first === undefined || second === undefined) continue;
    if (isFunctionWord(first, reader) || isFunctionWord(second, reader)) continue;
    found.push([reader.fold(first), reader.fold(second)]);
  }
  return found;
}

/** "giá của thép" asks for giá and thép; alone, a function word is looked for like any other. */
function withoutFunctionWords(groups: readonly Clause[][], reader: TextReader): readonly Clause[][] {
  const kept = groups.filter(
    ([clause, ...others]) =>
      others.length > 0 ||
      clause === undefined ||
      clause.words.length > 1 ||
      !clause.words.every((word) => word.accented !== undefined && isFunctionWord(word.accented, reader)),
  );
  return kept.length > 0 ? kept : groups;
}

/** The days that a setting leaves; undefined when it is none or its value is no date. */
function spanOf(
  setting: 'from' | 'to' | 'day' | 'month' | 'source' | undefined,
  value: string,
  now: Instant,
  reader: TextReader,
): { readonly from?: number; readonly to?: number } | undefined {
  if (setting === undefined || setting === 'source') return undefined;
  if (setting === 'month') return monthOf(value, now);
  const day = dayOf(value, now, reader);
  if (day === undefined) return undefined;
  if (setting === 'from') return { from: day };
  return setting === 'to' ? { to: day } : { from: day, to: day };
}

/** `10` (of the last twelve months), `10/2026`, `2026-10`. */
function monthOf(text: string, now: Instant): { readonly from: number; readonly to: number } | undefined {
  const iso = /^(\d{4})-(\d{1,2})$/.exec(text);
  const local = /^(\d{1,2})(?:[/.-](\d{4}))?$/.exec(text);
  const month = Number(iso?.[2] ?? local?.[1] ?? Number.NaN);
  const today = new Date(now + VIETNAM_MS);
  const thisYear = today.getUTCFullYear();
  const year = Number(iso?.[1] ?? local?.[2] ?? (month > today.getUTCMonth() + 1 ? thisYear - 1 : thisYear));
  const from = validDay(year, month, 1);
  if (from === undefined) return undefined;
  return { from, to: Date.UTC(year, month, 0) / DAY_MS };
}

/** `2026-11-01`, `01/11/2026`, `1/11` (of the last twelve months), `homnay`, `hômqua`, `7ngay` (so many days ago). */
function dayOf(text: string, now: Instant, reader: TextReader): number | undefined {
  const said = foldedName(text, reader);
  if (said === 'homnay' || said === 'today') return vietnamDay(now);
  if (said === 'homqua' || said === 'yesterday') return vietnamDay(now) - 1;
  const ago = /^(\d{1,3})(?:n|d|ngay|days?)$/.exec(said);
  if (ago) return vietnamDay(now) - Number(ago[1]);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return validDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const local = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?$/.exec(text);
  if (!local) return undefined;
  const [day, month] = [Number(local[1]), Number(local[2])];
  if (local[3] !== undefined) return validDay(Number(local[3]), month, day);
  const year = new Date(now + VIETNAM_MS).getUTCFullYear();
  const found = validDay(year, month, day);
  return found !== undefined && found > vietnamDay(now) ? validDay(year - 1, month, day) : found;
}

function validDay(year: number, month: number, day: number): number | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() / DAY_MS : undefined;
}

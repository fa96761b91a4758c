import { foldForSearch, foldTone } from './fold.ts';

/**
 * A text as the place and topic rules read it: syllables with their comparison keys, the gap before each, capitals and
 * sentence numbers. Expects composed text.
 */
export interface Reading {
  readonly text: string;
  readonly count: number;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly raw: readonly string[];
  /** Lower case with one tone placement; without diacritics when the whole text has none. */
  readonly keys: readonly string[];
  /** '' for a space, '-' for any dash, '.' for a dot, '\n' for a line end, else the marks themselves. */
  readonly gaps: readonly string[];
  readonly capital: readonly boolean[];
  readonly sentence: readonly number[];
  /** The text carries no diacritics at all. */
  readonly plain: boolean;
}

export function readText(text: string, plain: boolean): Reading {
  // Places and topics of an article read the same text one after the other.
  if (latest?.text === text && latest.plain === plain) return latest;
  const reading = cut(text, plain);
  if (text.length > SHORT) latest = reading;
  return reading;
}

let latest: Reading | undefined;

/** Shorter texts are names and terms, not worth keeping. */
const SHORT = 200;

function cut(text: string, plain: boolean): Reading {
  const starts: number[] = [];
  const ends: number[] = [];
  const raw: string[] = [];
  const keys: string[] = [];
  const gaps: string[] = [];
  const capital: boolean[] = [];
  const sentence: number[] = [];
  let end = 0;
  let number = 0;
  for (let at = wordFrom(text, 0); at < text.length; at = wordFrom(text, end)) {
    const until = wordUntil(text, at);
    const word = text.slice(at, until);
    const gap = gapOf(text, end, at);
    const upper = isCapital(word);
    if (raw.length > 0 && endsSentence(gap, keys.at(-1)!, upper)) number++;
    starts.push(at);
    end = until;
    ends.push(end);
    raw.push(word);
    keys.push(plain ? foldForSearch(word) : keyOf(word));
    gaps.push(gap);
    capital.push(upper);
    sentence.push(number);
  }
  return { text, count: raw.length, starts, ends, raw, keys, gaps, capital, sentence, plain };
}

/** Letters, marks and digits of the scripts below U+2000, read off a table; the others are asked one by one. */
const WORD = /^[\p{L}\p{M}\p{Nd}]/u;
const inWord = Uint8Array.from({ length: 0x2000 }, (_, code) =>
  WORD.test(String.fromCharCode(code)) ? 1 : 0,
);

function isWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 0x2000 ? inWord[code] === 1 : WORD.test(String.fromCodePoint(text.codePointAt(at)!));
}

function width(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code < 0xdc00 && at + 1 < text.length ? 2 : 1;
}

function wordFrom(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isWord(text, at)) at += width(text, at);
  return at;
}

function wordUntil(text: string, from: number): number {
  let at = from;
  while (at < text.length && isWord(text, at)) at += width(text, at);
  return at;
}

const memo = new Map<string, string>();

/** The comparison key of one syllable: lower case, one tone placement, kĩ as kỹ and qui as quy. */
export function keyOf(syllable: string): string {
  let key = memo.get(syllable);
  if (key === undefined) {
    key = foldTone(syllable.toLowerCase()).replace(
      /^(qu|[hklmst])(?:([ií])|([ì])|([ỉ])|([ĩ])|([ị]))$/u,
      (_, head: string, i, f, h, n, d) =>
        head + (i === 'í' ? 'ý' : i ? 'y' : f ? 'ỳ' : h ? 'ỷ' : n ? 'ỹ' : d ? 'ỵ' : ''),
    );
    if (memo.size > 40_000) memo.clear();
    memo.set(syllable, key);
  }
  return key;
}

function gapOf(text: string, from: number, to: number): string {
  if (to - from === 1 && text.charCodeAt(from) === 0x20) return '';
  const between = text.slice(from, Math.min(to, from + 24));
  if (between.includes('\n')) return '\n';
  const marks = between.trim();
  return marks === '–' || marks === '—' ? '-' : marks;
}

function isCapital(word: string): boolean {
  const first = word[0]!;
  return first !== first.toLowerCase();
}

const SHORTENED = new Set('tp tx tt q p ths ts gs pgs bs ks mr ms mrs dr ông st'.split(' '));

function endsSentence(gap: string, before: string, upper: boolean): boolean {
  if (gap === '') return false;
  if (gap === '\n') return true;
  if (/[!?…;]/u.test(gap)) return upper;
  return gap.startsWith('.') && upper && !SHORTENED.has(before) && before.length > 1;
}

/** The key of a step between two syllables: the gap, unless it is a space, then the syllable. */
export function stepKey(gap: string, key: string): string {
  return gap === '' ? key : gap + key;
}

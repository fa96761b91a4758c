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
  const starts: number[] = [];
  const ends: number[] = [];
  const raw: string[] = [];
  const keys: string[] = [];
  const gaps: string[] = [];
  const capital: boolean[] = [];
  const sentence: number[] = [];
  let end = 0;
  let number = 0;
  for (const match of text.matchAll(/[\p{L}\p{M}\p{Nd}]+/gu)) {
    const word = match[0];
    const gap = gapOf(text, end, match.index);
    const upper = isCapital(word);
    if (raw.length > 0 && endsSentence(gap, keys.at(-1)!, upper)) number++;
    starts.push(match.index);
    end = match.index + word.length;
    ends.push(end);
    raw.push(word);
    keys.push(plain ? foldForSearch(word) : keyOf(word));
    gaps.push(gap);
    capital.push(upper);
    sentence.push(number);
  }
  return { text, count: raw.length, starts, ends, raw, keys, gaps, capital, sentence, plain };
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

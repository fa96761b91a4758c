import { distance } from 'fastest-levenshtein';

/** How much of a typed message is used, in characters. */
export const TYPED_LIMIT = 200;

/** Nobody needs more than this to say what they want; the rest is not even looked at. */
const READ_LIMIT = 2_000;

/** Controls, lone surrogates, bidi controls, zero-width and tag characters, variation selectors, fillers: nothing a reader means to type. */
const DECEPTIVE =
  /\p{Cc}|\p{Cs}|\p{Co}|\p{Default_Ignorable_Code_Point}|[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/gu;

/** Brings a typed message to one clean line of at most `limit` characters. Cleaning twice changes nothing. */
export function cleanTyped(text: string, limit = TYPED_LIMIT): string {
  const plain = text
    .slice(0, READ_LIMIT)
    .replace(/[\t\n\r\u2028\u2029]/gu, ' ')
    .replace(DECEPTIVE, '')
    .normalize('NFC')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
  return Array.from(plain).slice(0, limit).join('').trim();
}

/** Lower case without diacritics: "Chủ đề" and "chu de" become the same. Words stay in their places. */
export function foldTyped(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/gu, 'd').toLowerCase();
}

/**
 * Whether a typed phrase can stand for a Vietnamese one: written without any diacritics or with all of them,
 * wherever the tone mark is put ("xóa", "xoá"). So "dung" and "dừng" mean `dừng`, "đúng" does not.
 */
export function saysTheSame(typed: string, meant: string): boolean {
  const folded = foldTyped(typed);
  if (folded !== foldTyped(meant)) return false;
  return typed.toLowerCase() === folded || marksOf(typed) === marksOf(meant);
}

function marksOf(text: string): string {
  const parts = text.toLowerCase().normalize('NFD').replace(/đ/gu, 'd\u0335');
  return parts
    .split(/\s+/u)
    .map((word) => (word.match(/\p{M}/gu) ?? []).toSorted().join(''))
    .join(' ');
}

/** Those of `known` that a slip of the keyboard could have turned into `typed`, nearest first. */
export function nearestOf<T>(
  typed: string,
  known: readonly T[],
  spellings: (each: T) => readonly string[],
  limit = 3,
): readonly T[] {
  const wanted = squeeze(typed);
  if (wanted === '') return [];
  return known
    .map((each) => ({ each, far: Math.min(...spellings(each).map((name) => slips(wanted, squeeze(name)))) }))
    .filter(({ far }) => far <= Math.max(1, Math.floor(wanted.length / 3)))
    .toSorted((a, b) => a.far - b.far)
    .slice(0, limit)
    .map(({ each }) => each);
}

/** Whether a text is a name or the beginning of one, but for a slip of the keyboard. */
export function isNearly(typed: string, name: string): boolean {
  const { length } = typed.split(' ');
  const beginning = name.split(' ').slice(0, length).join(' ');
  return nearestOf(typed, [beginning, name], (each) => [each], 1).length > 0;
}

/** Letters and digits only, folded. */
export function squeeze(text: string): string {
  return foldTyped(text).replace(/[^\p{L}\p{N}]/gu, '');
}

function slips(wanted: string, name: string): number {
  if (wanted.length >= 3 && name.startsWith(wanted)) return 1;
  return distance(wanted, name);
}

import type { NumberMention } from '../../text/numbers.ts';
import { findNumbers } from '../../text/numbers.ts';
import { foldTone } from '../../text/fold.ts';

/** A word, a printed number or a punctuation mark of a sentence, with its offsets. */
export interface Token {
  /** For matching: lower case, one tone placement, `tỉ` and `kì` as `tỷ` and `kỳ`. */
  readonly t: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'word' | 'number' | 'mark';
  /** Written with a capital first letter. */
  readonly capital: boolean;
  /** The number that begins here. */
  readonly number?: NumberMention;
}

const LETTER = /[\p{L}\p{M}]/u;
const PIECES = /[\d]+(?:[.,]\d+)*|[\p{L}\p{M}][\p{L}\p{M}\p{Nd}]*[²³]?|[^\s]/gu;

/** Cuts a sentence into tokens and hangs the numbers on the tokens they begin at. */
export function tokenise(sentence: string): Token[] {
  const numbers = new Map(findNumbers(sentence).map((number) => [number.start, number]));
  const tokens: Token[] = [];
  for (const match of sentence.matchAll(PIECES)) {
    const text = match[0];
    const code = text.charCodeAt(0);
    const digit = code >= 48 && code <= 57;
    const letter = !digit && (text.length > 1 || LETTER.test(text));
    const number = numbers.get(match.index);
    tokens.push({
      t: letter ? matchForm(text) : (MARKS[text] ?? text),
      start: match.index,
      end: match.index + text.length,
      kind: digit ? 'number' : letter ? 'word' : 'mark',
      capital: letter && text[0] !== text[0]!.toLowerCase(),
      ...(number === undefined ? {} : { number }),
    });
  }
  return tokens;
}

/** The form in which words of texts and of our lists are compared. */
export function matchForm(word: string): string {
  const known = forms.get(word);
  if (known !== undefined) return known;
  const lower = foldTone(word.toLowerCase());
  const form = VARIANTS[lower] ?? lower;
  // Vietnamese has some ten thousand syllables; what goes beyond is names and noise.
  if (forms.size > 20_000) forms.clear();
  forms.set(word, form);
  return form;
}

const forms = new Map<string, string>();

const MARKS: Readonly<Record<string, string>> = { '–': '-', '—': '-', '−': '-', '…': '.' };

const VARIANTS: Readonly<Record<string, string>> = {
  tỉ: 'tỷ',
  kì: 'kỳ',
  ngàn: 'nghìn',
  mĩ: 'mỹ',
  'm²': 'm2',
  'm³': 'm3',
  teus: 'teu',
  vnđ: 'vnd',
};

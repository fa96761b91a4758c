import { foldForSearch, foldTone, hasDiacritics, nfc } from '../../text/fold.ts';
import { tokens } from '../../text/tokens.ts';

/** What somebody follows, understood: every group must be met by one of its phrases, none of `without` may occur. */
export interface FollowQuery {
  readonly groups: readonly (readonly Phrase[])[];
  readonly without: readonly Phrase[];
  /** Typed with accents: then they must be the same in the text. Typed without any, they do not matter. */
  readonly accented: boolean;
}

/** Syllables that stand together in this order; often only one. */
export type Phrase = readonly string[];

export type FollowTyped =
  | { readonly kind: 'query'; readonly query: FollowQuery; readonly canonical: string }
  /** Nothing that must occur: only exclusions, or no words at all. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'too-long' };

/** A canonical query is at most so long, in characters. */
export const longestFollow = 60;

/**
 * Reads what somebody wants to follow: words, "phrases", `-without`, `OR`. Every word must occur, in whatever place. What is excluded
 * may have several syllables without quotes: as far as the capitals of its name go (`-Ấn Độ thép`), else to the end of the plain words.
 */
export function parseFollow(typed: string): FollowTyped {
  const text = nfc(typed)
    .replaceAll(/[“”„«»]/gu, '"')
    .replaceAll(/[−–—]/gu, '-');
  const groups: Phrase[][] = [];
  const without: Phrase[] = [];
  let joins = false;
  let open: { readonly phrase: string[]; readonly named: boolean } | undefined;

  function close(): void {
    if (open !== undefined && open.phrase.length > 0) without.push(open.phrase);
    open = undefined;
  }
  function want(phrase: Phrase): void {
    if (phrase.length === 0) return;
    const last = groups.at(-1);
    if (joins && last !== undefined) last.push(phrase);
    else groups.push([phrase]);
    joins = false;
  }

  for (const match of text.matchAll(/((?<![\p{L}\p{Nd}])-\s*)?(?:"([^"]*)"?|([^\s"]+))/gu)) {
    const [, minus, quoted, bare = ''] = match;
    if (quoted !== undefined) {
      close();
      const phrase = tokens(quoted);
      if (minus === undefined) want(phrase);
      else if (phrase.length > 0) without.push(phrase);
    } else if (bare === 'OR' || bare === '|' || bare === 'HOẶC') {
      close();
      joins = groups.length > 0;
    } else if (minus !== undefined) {
      close();
      open = { phrase: tokens(bare), named: isCapital(bare) };
    } else if (open !== undefined && (!open.named || isCapital(bare))) {
      open.phrase.push(...tokens(bare));
    } else {
      close();
      // "C/O", "xi-măng": what is written as one stands together.
      want(tokens(bare));
    }
  }
  close();
  if (!groups.some((group) => group.every((phrase) => phrase.join('').length > 1)))
    return { kind: 'nothing' };
  const canonical = written(groups, without);
  if (Array.from(canonical).length > longestFollow) return { kind: 'too-long' };
  return { kind: 'query', query: { groups, without, accented: hasDiacritics(canonical) }, canonical };
}

/** Reads what `parseFollow` wrote: the same without everything that people may type. */
export function readCanonical(canonical: string): FollowQuery {
  const groups: Phrase[][] = [];
  const without: Phrase[] = [];
  let joins = false;
  for (const [, minus, quoted, bare = ''] of canonical.matchAll(/(-?)(?:"([^"]*)"|(\S+))/gu)) {
    if (bare === 'OR') {
      joins = true;
      continue;
    }
    const phrase = quoted === undefined ? [bare] : quoted.split(' ');
    const last = groups.at(-1);
    if (minus !== '') without.push(phrase);
    else if (joins && last !== undefined) last.push(phrase);
    else groups.push([phrase]);
    joins = false;
  }
  return { groups, without, accented: hasDiacritics(canonical) };
}

/** How a syllable is compared: with its accents in one way of writing them, or without any. */
export function exactKey(syllable: string): string {
  return foldTone(syllable);
}

export function looseKey(syllable: string): string {
  return foldForSearch(syllable);
}

function written(groups: readonly (readonly Phrase[])[], without: readonly Phrase[]): string {
  return [
    ...groups.map((group) => group.map(phraseOf).join(' OR ')),
    ...without.map((phrase) => `-${phraseOf(phrase)}`),
  ].join(' ');
}

function phraseOf(phrase: Phrase): string {
  return phrase.length === 1 ? (phrase[0] ?? '') : `"${phrase.join(' ')}"`;
}

function isCapital(word: string): boolean {
  const first = word.replace(/^[^\p{L}]+/u, '').slice(0, 1);
  return first !== first.toLowerCase();
}

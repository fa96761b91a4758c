import { createHash } from 'node:crypto';
import { longestFollow, parseFollow } from '../digest/follows/query.ts';
import type { Follow } from '../news/chat.ts';
import { foldTyped, saysTheSame } from './typed.ts';

/** Keywords and events that a chat may follow. */
export const MOST_FOLLOWS = 50;
export const MOST_EVENTS = 20;
/** The most alerts a day that can be asked for. */
export const MOST_ALERTS = 50;

export type KeywordTyped =
  | { readonly kind: 'follow'; readonly follow: Follow }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'too-long'; readonly most: number };

/** How the words at the end say when the news is to come. */
const WHEN: readonly (readonly [said: string, when: Follow['when']])[] = [
  ['trong bản điểm tin', 'digest'],
  ['trong điểm tin', 'digest'],
  ['điểm tin', 'digest'],
  ['in the digest', 'digest'],
  ['digest', 'digest'],
  ['báo ngay', 'now'],
  ['ngay', 'now'],
  ['at once', 'now'],
  ['now', 'now'],
];

/** Reads `"thuế chống bán phá giá" thép -Ấn Độ [ngay|điểm tin]`. */
export function readKeyword(typed: string): KeywordTyped {
  const words = typed.split(' ');
  for (const [said, when] of WHEN) {
    const length = said.split(' ').length;
    if (words.length <= length || !saysTheSame(words.slice(-length).join(' '), said)) continue;
    return keywordOf(words.slice(0, -length).join(' '), when);
  }
  return keywordOf(typed, 'now');
}

function keywordOf(typed: string, when: Follow['when']): KeywordTyped {
  const parsed = parseFollow(typed);
  if (parsed.kind === 'query') return { kind: 'follow', follow: { query: parsed.canonical, when } };
  return parsed.kind === 'nothing' ? { kind: 'nothing' } : { kind: 'too-long', most: longestFollow };
}

/** A keyword in a button: its text may be longer than a button carries. */
export function keywordRef(query: string): string {
  return `#${createHash('sha256').update(query).digest('base64url').slice(0, 8)}`;
}

/** The followed keyword that a button or typed words mean: exactly, or the only one that begins so. */
export function findKeyword(follows: readonly Follow[], typed: string): Follow | undefined {
  const parsed = parseFollow(typed);
  const canonical = parsed.kind === 'query' ? parsed.canonical : typed;
  const exact = follows.find(({ query }) => keywordRef(query) === typed || query === canonical);
  if (exact) return exact;
  const wanted = plain(typed);
  const near = follows.filter(({ query }) => wanted !== '' && plain(query).startsWith(wanted));
  return near.length === 1 ? near[0] : undefined;
}

function plain(text: string): string {
  return foldTyped(text)
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .trim();
}

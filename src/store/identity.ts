import type { Keys } from './keys.ts';

const DAY_SECONDS = 86_400;
/** Monthly releases repeat their titles; within a week the same title of the same paper is the same article. */
const TITLE_SECONDS = 7 * DAY_SECONDS;
/** Titles that speak of their day ("Giá vàng hôm nay") come back tomorrow. */
const DAILY_TITLE_SECONDS = 20 * 3600;
/** Below this many words a title is a rubric ("Bản tin sáng"), not an identity. */
const WORDS_OF_A_TITLE = 4;

export interface Identity {
  readonly key: string;
  readonly seconds: number;
}

export interface Identified {
  readonly id: string;
  readonly title: string;
  readonly link?: string;
}

/**
 * The names by which an article is known again: its id, its canonical link, its title within the publisher.
 * `seconds` is how long each is remembered; `lifetime` is the retention of the archive.
 */
export function identitiesOf(
  article: Identified,
  publisher: string,
  keys: Keys,
  lifetime: number,
): readonly Identity[] {
  const title = foldTitle(article.title);
  return [
    { key: keys.seen('id', article.id), seconds: lifetime },
    ...(article.link === undefined
      ? []
      : [{ key: keys.seen('link', linkIdentity(article.link)), seconds: lifetime }]),
    ...(title.split(' ').length < WORDS_OF_A_TITLE
      ? []
      : [{ key: keys.seen('title', `${publisher}\n${title}`), seconds: titleSeconds(title) }]),
  ];
}

function titleSeconds(foldedTitle: string): number {
  return /\b(?:hom nay|sang nay|chieu nay|toi nay|ngay mai)\b/.test(foldedTitle)
    ? DAILY_TITLE_SECONDS
    : TITLE_SECONDS;
}

/** Links come canonical; the scheme alone makes no other article. */
export function linkIdentity(link: string): string {
  return link.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '');
}

/** Lower case, without marks and punctuation: enough to compare two titles of one paper. */
function foldTitle(title: string): string {
  return title
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();
}

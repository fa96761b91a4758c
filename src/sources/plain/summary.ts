import { cleanLines } from '../../text/clean.ts';
import { cutText } from './cut-text.ts';
import { htmlToText } from './html-text.ts';

const MOST = 2_000;
/** A teaser shorter than this says too little when there is more. */
const SCANTY = 40;

const TEASERS = [
  'description',
  'summary',
  'abstract',
  'dc:description',
  'dcterms:abstract',
  'itunes:summary',
  'media:description',
];
const CONTENTS = ['content:encoded', 'encoded', 'content', 'xhtml:body', 'xhtml:div', 'body'];

/** One of the texts of an entry, as markup. Read only when it is wanted: contents are long. */
export interface Body {
  /** Name of the element it comes from. */
  readonly name: string;
  /** Media type, where one is given. */
  readonly type?: string;
  html(): string;
}

/** The teaser of an entry as plain text, one paragraph a line, at most 2,000 characters; its content where there is no good teaser. */
export function summaryOf(bodies: readonly Body[], title: string): string {
  const teaser = firstText(bodies, TEASERS);
  if (teaser.length >= SCANTY && teaser !== title && !isStripped(teaser)) return cutText(teaser, MOST);
  const content = firstText(bodies, CONTENTS);
  return cutText(content.length > teaser.length || isStripped(teaser) ? content || teaser : teaser, MOST);
}

/** Some publishers strip all punctuation from the teaser ("352 000", "4 9 2026"), which ruins every figure in it. */
function isStripped(teaser: string): boolean {
  return teaser.length > 2 * SCANTY && !/[^\p{L}\p{N}\p{M}\s]/u.test(teaser);
}

function firstText(bodies: readonly Body[], names: readonly string[]): string {
  for (const name of names) {
    for (const body of bodies) {
      if (body.name !== name || isBinary(body.type)) continue;
      const text = plainText(body.html());
      if (text !== '') return text;
    }
  }
  return '';
}

function plainText(html: string): string {
  const text = cleanLines(htmlToText(html, 3 * MOST));
  return text.replace(/(?:^|\n)The post .{1,300} appeared first on .{1,100}$/, '');
}

function isBinary(type: string | undefined): boolean {
  return type !== undefined && /^(?:image|audio|video|application\/(?!xhtml|xml|atom|html))/i.test(type);
}

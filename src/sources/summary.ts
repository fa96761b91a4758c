import { cleanLines } from '../text/clean.ts';
import { cutText } from './cut-text.ts';
import { htmlToText } from './html-text.ts';
import type { Field } from './plain-rss.ts';

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

/** The teaser of an entry as plain text, one paragraph a line, at most 2,000 characters; its content where there is no good teaser. */
export function summaryOf(fields: readonly Field[], title: string): string {
  const teaser = firstText(fields, TEASERS);
  if (teaser.length >= SCANTY && teaser !== title && !isStripped(teaser)) return cutText(teaser, MOST);
  const content = firstText(fields, CONTENTS);
  return cutText(content.length > teaser.length || isStripped(teaser) ? content || teaser : teaser, MOST);
}

/** Some publishers strip all punctuation from the teaser ("352 000", "4 9 2026"), which ruins every figure in it. */
function isStripped(teaser: string): boolean {
  return teaser.length > 2 * SCANTY && !/[^\p{L}\p{N}\p{M}\s]/u.test(teaser);
}

function firstText(fields: readonly Field[], names: readonly string[]): string {
  for (const name of names) {
    for (const field of fields) {
      if (field.name !== name || isBinary(field.type)) continue;
      const text = plainText(field.text);
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

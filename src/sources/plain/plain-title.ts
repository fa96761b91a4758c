import { cleanLine } from '../../text/clean.ts';
import { cutText } from './cut-text.ts';
import { htmlToText } from './html-text.ts';

const LONGEST = 300;

/** A headline as plain text on one line, at most 300 characters. */
export function plainTitle(html: string): string {
  return cutText(cleanLine(htmlToText(html)), LONGEST);
}

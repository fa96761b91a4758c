import type { Instant } from '../news/time.ts';
import { isPersonName, isPointer, isProse, isSignature, judgeLine } from './page-boilerplate.ts';
import { comparable, findBody, findLead } from './page-body.ts';
import { linesOf, type PageLine } from './page-lines.ts';
import { readMetadata } from './page-metadata.ts';
import { collapse, parsePage } from './page-tree.ts';

/** What we read in an article's page. */
export interface PageArticle {
  readonly title: string;
  readonly byline?: string;
  readonly publishedAt?: Instant;
  /** Plain text, lead first, one paragraph a line. Empty when the page holds no article. */
  readonly text: string;
}

/**
 * Reads an article's page: title, author, date and text without menus, breadcrumbs, other news, advertisements, shares,
 * captions and signatures. The HTML is decoded already; at most 3 million characters of it are looked at. `now` bounds
 * the date. Synchronous: an ordinary page takes some 20-60 ms; hostile ones belong in a worker with a time limit.
 */
export function readArticle(
  html: string,
  page: { readonly url?: string; readonly now: Instant },
): PageArticle {
  const tree = parsePage(html);
  const metadata = readMetadata(tree, page.now);
  const body = findBody(tree);
  const lead = findLead(tree, body, metadata.description);
  const { lines, signature } = chooseLines(body.flatMap(linesOf), metadata.title, lead);
  const paragraphs = withLead(lines, lead);
  const told = metadata.articleBody === undefined ? [] : toldLines(metadata.articleBody);
  // Some pages draw their text by script and hand it out only to search engines.
  const chosen =
    letters(paragraphs) < 200 && letters(told) > letters(paragraphs) * 2 ? withLead(told, lead) : paragraphs;
  const byline = metadata.byline ?? signature;
  return {
    title: metadata.title,
    ...(byline !== undefined && { byline }),
    ...(metadata.publishedAt !== undefined && { publishedAt: metadata.publishedAt }),
    text: chosen.join('\n'),
  };
}

interface Chosen {
  readonly lines: readonly string[];
  /** Who signed at the end, when somebody did. */
  readonly signature?: string;
}

/** Of a container's lines, those that are the article. */
function chooseLines(all: readonly PageLine[], title: string, lead: string | undefined): Chosen {
  const kept: PageLine[] = [];
  const seen = new Set<string>();
  const allProse = all.reduce((sum, line) => sum + proseLetters(line), 0);
  let proseSoFar = 0;
  let amongOthers = false;
  for (const line of all) {
    const verdict = judgeLine(line.text);
    proseSoFar += proseLetters(line);
    if (verdict === 'other-news') {
      // Late in the container this is the end of the article; early it is a box, and the article goes on after it.
      if (kept.length > 0 && proseSoFar >= allProse * 0.5) break;
      amongOthers = true;
      continue;
    }
    if (verdict === 'house') {
      if (proseSoFar >= allProse * 0.7) break;
      continue;
    }
    if (verdict !== 'text') continue;
    if (amongOthers) {
      if (line.linked > 0.3 || !isProse(line.text)) continue;
      amongOthers = false;
    }
    if (isPointer(line.text, line.linked)) continue;
    // A line that is one link is the title of another article; a link within a sentence is not.
    if (line.linked > 0.85 && !(line.text.length > 150 && /[.!?…]$/.test(line.text))) continue;
    if (line.underPicture && line.text.length <= 300 && !line.strong) continue;
    const key = comparable(line.text);
    if (key === comparable(title) || (lead !== undefined && key === comparable(lead))) continue;
    if (key.length >= 40 && seen.has(key)) continue;
    seen.add(key);
    kept.push(line);
  }
  let signature: string | undefined;
  while (kept.length > 1) {
    const last = kept.at(-1);
    if (last === undefined || last.kind === 'row' || last.kind === 'item' || !isSignature(last.text)) break;
    if (signature === undefined && isPersonName(last.text)) signature = last.text;
    kept.pop();
  }
  const lines = kept.map((line) => line.text).map((text) => text.replace(/\s*\.\/\.$/, './.'));
  return { lines, ...(signature !== undefined && { signature }) };
}

/** The lead goes first unless the text already begins with it. */
function withLead(lines: readonly string[], lead: string | undefined): readonly string[] {
  if (lead === undefined || lead === '') return lines;
  const opening = comparable(lines.slice(0, 3).join(' '));
  const wanted = comparable(lead);
  return opening.includes(wanted.slice(0, 120)) ? lines : [lead, ...lines];
}

function toldLines(text: string): readonly string[] {
  return text
    .replace(/<(?:br|\/p|\/div|\/li|\/h\d)[^>]*>/gi, '\n')
    .replace(/<[^>]{0,1000}>/g, '')
    .split(/\n+|\u2028/)
    .map(collapse)
    .filter((line) => line !== '' && judgeLine(line) === 'text');
}

function proseLetters(line: PageLine): number {
  return line.linked < 0.5 && isProse(line.text) ? line.text.length : 0;
}

function letters(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}

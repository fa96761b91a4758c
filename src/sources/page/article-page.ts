import type { Instant } from '../../news/time.ts';
import { isPointer, isProse, isSignature, judgeLine, signedName } from './page-boilerplate.ts';
import { comparable, findBody, findLead } from './page-body.ts';
import { linesOf, type PageLine } from './page-lines.ts';
import { readMetadata } from './page-metadata.ts';
import { collapse, isElement, isWithin, parsePage, textOf, type PageElement } from './page-tree.ts';

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
  const all = body.flatMap(linesOf);
  const { lines, signature } =
    metadata.isArticle || !isList(all)
      ? chooseLines(all, metadata.title, lead)
      : { lines: [], signature: undefined };
  const paragraphs = lines.length === 0 ? [] : withLead(lines, lead);
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
  let box: PageElement | undefined;
  for (const line of all) {
    if (box !== undefined && isWithin(line.block, box)) continue;
    const verdict = line.kind === 'row' ? 'text' : judgeLine(line.text);
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
    if (isOtherTitle(line)) {
      box = boxOf(line);
      continue;
    }
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
    if (last === undefined || !signsOff(last)) break;
    signature ??= signedName(last.text);
    kept.pop();
  }
  const lines = kept.map((line) => line.text).map((text) => text.replace(/\s*\.\/\.$/, './.'));
  return { lines, ...(signature !== undefined && { signature }) };
}

/** A line that is one link, with a date at most, is the title of another article; a link within a sentence is not. */
function isOtherTitle(line: PageLine): boolean {
  if (line.linked > 0.85) return !(line.text.length > 150 && /[.!?…]$/.test(line.text));
  return line.linked > 0.5 && line.unlinked.replace(/[^\p{L}]/gu, '').length <= 8;
}

/** The small box that another article's title opens: its teaser stands in there too. */
function boxOf(title: PageLine): PageElement | undefined {
  let box: PageElement | undefined;
  for (let at = title.block.parent; at !== null && isElement(at); at = at.parent) {
    const text = textOf(at);
    if (text.length > title.text.length + 450 || !text.startsWith(title.text)) break;
    box = at;
  }
  return box;
}

/** A page of titles and teasers is no article, however much prose its teasers hold. */
function isList(lines: readonly PageLine[]): boolean {
  const titles = lines.filter((line) => line.linked > 0.85 && line.text.length >= 25).length;
  const prose = lines.filter((line) => line.linked < 0.5 && isProse(line.text)).length;
  return titles >= 8 && titles >= prose * 0.6;
}

/** A last line that says who wrote it. */
function signsOff(line: PageLine): boolean {
  if (line.kind === 'row' || line.kind === 'item') return false;
  return isSignature(line.text) || (line.right && line.text.length <= 60 && !/[.!?…:]$/.test(line.text));
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

import { createRequire } from 'node:module';
import { Readability } from '@mozilla/readability';
import { selectAll } from 'css-select';
import { getOuterHTML } from 'domutils';
import { parseDocument } from 'htmlparser2';
import { parseHTML } from 'linkedom';
import { isProse, judgeLine, neverText } from './page-boilerplate.ts';
import { linesOf } from './page-lines.ts';
import {
  collapse,
  isBlock,
  isElement,
  isWithin,
  marksOf,
  textOf,
  type PageElement,
  type PageNode,
  type PageRoot,
} from './page-tree.ts';

/** Selectors of the places where the content systems of the Vietnamese press put an article's body and lead, most telling first. */
const selectors = createRequire(import.meta.url)('./page-selectors.json') as {
  readonly body: readonly string[];
  readonly lead: readonly string[];
};

/** Readability takes quadratic time on some inputs, so it sees ordinary pages only. */
const readabilityLimits = { elements: 6_000, characters: 800_000, depth: 100 } as const;

/** Letters of prose below which a container is no article. */
const leastProse = 150;

/**
 * The containers that hold the article's body, in reading order; usually one. By the names content systems use; where
 * those fail or hold much less prose than some other place of the page, by Readability and then by density of prose.
 * Empty when the page holds no article.
 */
export function findBody(page: PageRoot): readonly PageElement[] {
  const prose = proseCounter(page);
  const named = findNamed(page, prose);
  const dense = findDense(page, prose);
  const namedProse = named.reduce((sum, element) => sum + prose(element), 0);
  const denseProse = dense === undefined ? 0 : prose(dense);
  if (namedProse >= leastProse && namedProse >= denseProse * 0.5) return named;
  if (namedProse < leastProse && denseProse < leastProse) return [];
  const readable = findReadable(page);
  if (readable !== undefined && prose(readable) >= Math.max(leastProse, namedProse)) return [readable];
  if (dense !== undefined && denseProse >= leastProse && denseProse > namedProse) return [dense];
  return namedProse >= leastProse ? named : [];
}

/** The lead (sapo) that stands outside the body: by name, or because it says what the page's own description says. */
export function findLead(
  page: PageRoot,
  body: readonly PageElement[],
  description: string | undefined,
): string | undefined {
  const first = body[0];
  for (const selector of selectors.lead) {
    for (const element of select(selector, page)) {
      if (body.some((container) => isWithin(element, container) || isWithin(container, element))) continue;
      if (isInOtherNews(element)) continue;
      const text = leadText(element);
      if (text.length >= 30 && text.length <= 1200) return text;
    }
  }
  if (first === undefined) return undefined;
  return (
    (description === undefined ? undefined : leadSaying(description, page, first)) ?? leadBetween(page, first)
  );
}

/** The element before the body that says what the page's own description says. */
function leadSaying(description: string, page: PageRoot, first: PageElement): string | undefined {
  const wanted = comparable(description).slice(0, 80);
  if (wanted.length < 40) return undefined;
  for (const element of elementsOf(page)) {
    if (element === first) break;
    if (!/^(?:p|div|h2|h3|h4|strong|b|span|blockquote|td|section)$/.test(element.name)) continue;
    if (isWithin(first, element) || isInOtherNews(element)) continue;
    const text = textOf(element);
    if (text.length <= 1200 && comparable(text).startsWith(wanted)) return leadText(element);
  }
  return undefined;
}

/** The first paragraph of prose between the headline and the body. */
function leadBetween(page: PageRoot, first: PageElement): string | undefined {
  let underHeadline = false;
  for (const element of elementsOf(page)) {
    if (element === first) return undefined;
    if (element.name === 'h1') underHeadline = true;
    if (!underHeadline || !/^(?:p|h2|div)$/.test(element.name) || isWithin(first, element)) continue;
    if (element.children.some((child) => isElement(child) && isBlock(child.name))) continue;
    const text = leadText(element);
    if (
      text.length >= 60 &&
      text.length <= 1200 &&
      isProse(text) &&
      judgeLine(text) === 'text' &&
      !isInOtherNews(element)
    ) {
      return text;
    }
  }
  return undefined;
}

/** Text without case, punctuation and blanks, for telling whether two texts say the same. */
export function comparable(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The lines of a lead; lists of other articles inside it are no part of it. */
function leadText(element: PageElement): string {
  const lines = linesOf(element).filter((line) => line.linked < 0.6);
  return collapse(lines.map((line) => line.text).join(' '));
}

type ProseCounter = (element: PageElement) => number;

/** Letters of prose in an element: text of paragraphs outside links, lists of links and boxes of other news. */
function proseCounter(page: PageRoot): ProseCounter {
  const counts = new Map<PageNode, number>();
  const count = (node: PageNode, inBlock: boolean): number => {
    if (node.type === 'text') return inBlock ? prosePart(node.data) : 0;
    if (
      !isElement(node) ||
      /^(?:script|style|noscript|a|nav|footer|button|select|figcaption|template)$/.test(node.name)
    )
      return 0;
    if (isSideShow(node) && textOf(node).length < 2000) return 0;
    const prosy =
      /^(?:p|div|td|li|section|article|blockquote|span|h2|h3|font|strong|em|b|i|center|form|main|body)$/.test(
        node.name,
      );
    const sum = node.children.reduce((total, child) => total + count(child, prosy), 0);
    counts.set(node, sum);
    return sum;
  };
  page.children.forEach((child) => count(child, false));
  return (element) => counts.get(element) ?? 0;
}

/** Short bits of text (labels, dates, menu words) are no prose. */
function prosePart(text: string): number {
  const trimmed = text.trim();
  return trimmed.length >= 40 || /[.!?,]$/.test(trimmed) ? trimmed.length : 0;
}

function findNamed(page: PageRoot, prose: ProseCounter): readonly PageElement[] {
  let best: { readonly elements: readonly PageElement[]; readonly weight: number } = {
    elements: [],
    weight: 0,
  };
  for (const [rank, selector] of selectors.body.entries()) {
    const matches = select(selector, page).filter((element) => !isInOtherNews(element) && prose(element) > 0);
    const strongest = matches.reduce<PageElement | undefined>(
      (a, b) => (a === undefined || prose(b) > prose(a) ? b : a),
      undefined,
    );
    if (strongest === undefined) continue;
    // Long reads come in several pieces side by side; pieces under other parents are other articles.
    const pieces = matches.filter(
      (element) =>
        element.parent === strongest.parent && prose(element) >= Math.min(100, prose(strongest) * 0.05),
    );
    const sum = pieces.reduce((total, element) => total + prose(element), 0);
    // A less telling name has to hold clearly more to win.
    const weight = sum * (1 - Math.min(0.6, rank * 0.01));
    if (sum >= leastProse && (best.weight === 0 || weight > best.weight * 1.3))
      best = { elements: pieces, weight };
  }
  return best.elements;
}

/** The smallest element that holds most of the page's prose. */
function findDense(page: PageRoot, prose: ProseCounter): PageElement | undefined {
  let element = page.children.find((child): child is PageElement => isElement(child) && prose(child) > 0);
  for (;;) {
    if (element === undefined) return undefined;
    const whole = prose(element);
    const heavy: PageElement | undefined = element.children
      .filter(isElement)
      .reduce<PageElement | undefined>((a, b) => (a === undefined || prose(b) > prose(a) ? b : a), undefined);
    if (heavy === undefined || prose(heavy) < whole * 0.6 || heavy.name === 'p') return element;
    element = heavy;
  }
}

/** Where Readability finds the article: the smallest element of our tree that holds nearly all of what it kept. */
function findReadable(page: PageRoot): PageElement | undefined {
  if (depthOf(page) > readabilityLimits.depth) return undefined;
  const numbered: PageElement[] = [];
  for (const element of elementsOf(page)) {
    if (!/^(?:p|div|td|li|section|article|blockquote|h2|h3|span)$/.test(element.name)) continue;
    element.attribs['data-place'] = String(numbered.length);
    numbered.push(element);
  }
  try {
    const html = numbered.length > readabilityLimits.elements ? '' : getOuterHTML(page);
    if (html === '' || html.length > readabilityLimits.characters) return undefined;
    const { document } = parseHTML(html);
    const read = new Readability(document as never, {
      charThreshold: leastProse,
      maxElemsToParse: 10_000,
    }).parse();
    if (!read?.content) return undefined;
    const kept: PageElement[] = [];
    for (const element of elementsOf(parseDocument(read.content))) {
      const original = numbered[Number(element.attribs['data-place'] ?? NaN)];
      if (original !== undefined && element.name === 'p' && textOf(element).length >= 40) kept.push(original);
    }
    return commonAncestor(kept);
  } catch {
    return undefined;
  } finally {
    for (const element of numbered) delete element.attribs['data-place'];
  }
}

/** The innermost element that holds at least 95 % of the letters of the given ones. */
function commonAncestor(elements: readonly PageElement[]): PageElement | undefined {
  const weights = new Map<PageElement, number>();
  let all = 0;
  for (const element of elements) {
    const weight = textOf(element).length;
    all += weight;
    for (let at = element.parent; at !== null && at.type !== 'root'; at = at.parent) {
      if (isElement(at)) weights.set(at, (weights.get(at) ?? 0) + weight);
    }
  }
  let best: PageElement | undefined;
  for (const [element, weight] of weights) {
    if (weight >= all * 0.95 && (best === undefined || isWithin(element, best))) best = element;
  }
  return best;
}

/** Levels of elements; the tree itself is bounded. */
function depthOf(node: PageRoot | PageElement): number {
  return node.children.reduce(
    (deepest, child) => (isElement(child) ? Math.max(deepest, 1 + depthOf(child)) : deepest),
    0,
  );
}

function* elementsOf(root: PageRoot | PageElement): Generator<PageElement> {
  for (const child of root.children) {
    if (!isElement(child)) continue;
    yield child;
    yield* elementsOf(child);
  }
}

function select(selector: string, page: PageRoot): readonly PageElement[] {
  return selectAll<PageNode, PageElement>(selector, page);
}

function isInOtherNews(element: PageElement): boolean {
  for (let at: PageElement['parent'] = element; at !== null && at.type !== 'root'; at = at.parent) {
    if (!isElement(at)) continue;
    if (at.name === 'nav' || at.name === 'footer' || at.name === 'aside') return true;
    if (isSideShow(at) && textOf(at).length < 3000) return true;
  }
  return false;
}

/** Named as something beside the article; what holds the page's headline is never that. */
function isSideShow(element: PageElement): boolean {
  if (/^(?:html|body|main|form)$/.test(element.name) || !neverText.test(marksOf(element))) return false;
  for (const inner of elementsOf(element)) if (inner.name === 'h1') return false;
  return true;
}

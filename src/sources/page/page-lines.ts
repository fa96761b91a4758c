import { aboutText, captionMarks, judgeLine, neverText } from './page-boilerplate.ts';
import {
  collapse,
  isBlock,
  isElement,
  marksOf,
  textOf,
  unseen,
  type PageElement,
  type PageNode,
} from './page-tree.ts';

/** One line of an article's container, before anybody has decided which lines are the article. */
export interface PageLine {
  readonly text: string;
  /** Share of its letters that stand inside links, 0 to 1. */
  readonly linked: number;
  readonly kind: 'paragraph' | 'heading' | 'item' | 'row';
  /** All of it is bold or a heading. */
  readonly strong: boolean;
  /** It stands where captions stand: right after a picture and centred, slanted or marked so. */
  readonly underPicture: boolean;
  /** It stands at the right margin, as signatures do. */
  readonly right: boolean;
  /** What of it stands outside links. */
  readonly unlinked: string;
  /** The innermost block it stands in. */
  readonly block: PageElement;
}

/**
 * The lines of a container in reading order: paragraphs, headings, list items, table rows (cells joined by ` | `).
 * What its markup says is no text (menus, shares, advertisements, related boxes, captions) is left out already.
 */
export function linesOf(container: PageElement): readonly PageLine[] {
  const total = textOf(container).length;
  const lines: PageLine[] = [];
  let pieces: Piece[] = [];
  let picture: 'none' | 'just' = 'none';

  const flush = (block: PageElement, kind: PageLine['kind']): void => {
    const text = collapse(pieces.map((piece) => piece.text).join(''));
    if (text !== '') {
      const count = (which: (piece: Piece) => boolean): number =>
        pieces.reduce((sum, piece) => sum + (which(piece) ? letters(piece.text) : 0), 0);
      const all = Math.max(
        1,
        count(() => true),
      );
      const slanted = count((piece) => piece.slanted) / all > 0.8;
      lines.push({
        text,
        linked: count((piece) => piece.linked) / all,
        kind,
        strong: kind === 'heading' || count((piece) => piece.bold) / all > 0.9,
        underPicture: picture === 'just' && (slanted || isCentred(block)),
        right: isRight(block),
        unlinked: collapse(pieces.map((piece) => (piece.linked ? ' ' : piece.text)).join('')),
        block,
      });
      picture = 'none';
    }
    pieces = [];
  };

  const walk = (node: PageNode, block: PageElement, style: Style): void => {
    if (node.type === 'text') {
      pieces.push({ text: node.data, ...style });
      return;
    }
    if (!isElement(node) || unseen.has(node.name)) return;
    if (node.name === 'br') {
      flush(block, kindOf(block));
      return;
    }
    if (node.name === 'img' || node.name === 'picture') {
      picture = 'just';
      return;
    }
    if (isNoText(node, total)) {
      flush(block, kindOf(block));
      if (holdsPicture(node)) picture = 'just';
      return;
    }
    if (node.name === 'table') {
      flush(block, kindOf(block));
      if (isPictureTable(node)) {
        picture = 'none';
        return;
      }
      if (isDataTable(node)) {
        rowsOf(node, lines);
        picture = 'none';
        return;
      }
    }
    const inner: Style = {
      linked: style.linked || node.name === 'a',
      bold:
        style.bold ||
        node.name === 'b' ||
        node.name === 'strong' ||
        /font-weight:\s*(?:bold|[6-9]00)/.test(styleOf(node)),
      slanted:
        style.slanted ||
        node.name === 'em' ||
        node.name === 'i' ||
        /font-style:\s*italic/.test(styleOf(node)),
    };
    if (!isBlock(node.name)) {
      const stamp = /\blocation-stamp\b/.test(marksOf(node));
      for (const child of node.children) walk(child, block, inner);
      if (stamp) pieces.push({ text: ' - ', ...inner });
      return;
    }
    flush(block, kindOf(block));
    for (const child of node.children) walk(child, node, inner);
    flush(node, kindOf(node));
  };

  for (const child of container.children)
    walk(child, container, { linked: false, bold: false, slanted: false });
  flush(container, 'paragraph');
  return lines;
}

interface Style {
  readonly linked: boolean;
  readonly bold: boolean;
  readonly slanted: boolean;
}

interface Piece extends Style {
  readonly text: string;
}

/** What its tag or names say is not the article's text. Names lie sometimes: a part that holds half of everything is never thrown away for its name. */
function isNoText(element: PageElement, total: number): boolean {
  const { name } = element;
  if (name === 'nav' || name === 'footer' || name === 'figcaption' || name === 'h1') return true;
  if (element.attribs['hidden'] !== undefined || element.attribs['aria-hidden'] === 'true') return true;
  const role = element.attribs['role'];
  if (role === 'navigation' || role === 'complementary' || role === 'search') return true;
  if (/display:\s*none|visibility:\s*hidden/.test(styleOf(element))) return true;
  if (name === 'figure') return holdsPicture(element) || textOf(element).length < 40;
  const marks = marksOf(element);
  if (marks.length <= 1) return false;
  const text = textOf(element);
  if (captionMarks.test(marks)) return text.length < Math.min(500, Math.max(120, total * 0.5));
  if (neverText.test(marks)) return text.length < Math.max(300, total * 0.5);
  if (aboutText.test(marks)) return text.length < 120 && !/[.!?…]$/.test(text);
  if (name === 'aside') return text.length < total * 0.3 && linkedShare(element) > 0.3;
  if (isBlock(name) && text.length < total * 0.5 && isListOfLinks(element, text)) return true;
  return false;
}

/** A list in which (nearly) every entry is a link is a list of other articles. */
function isListOfLinks(element: PageElement, text: string): boolean {
  if (element.name !== 'ul' && element.name !== 'ol' && element.name !== 'dl') return false;
  return text.length > 0 && linkedShare(element) > 0.6;
}

function linkedShare(element: PageElement): number {
  const all = textOf(element).length;
  if (all === 0) return 0;
  let linked = 0;
  const visit = (node: PageNode): void => {
    if (!isElement(node)) return;
    if (node.name === 'a') linked += textOf(node).length;
    else node.children.forEach(visit);
  };
  visit(element);
  return linked / all;
}

function holdsPicture(element: PageElement): boolean {
  return element.children.some(
    (child) =>
      isElement(child) &&
      (/^(?:img|picture|video|iframe|figcaption|object|embed|amp-img)$/.test(child.name) ||
        holdsPicture(child)),
  );
}

/** The press's old way to set a picture: a table with the picture in one row and its caption in the next. */
function isPictureTable(table: PageElement): boolean {
  if (!holdsPicture(table)) return false;
  if (captionMarks.test(marksOf(table))) return true;
  const cells = cellsOf(table)
    .map((row) => row.map(textOf))
    .flat()
    .filter((text) => text !== '');
  return cells.length <= 2 && cells.every((text) => text.length < 400);
}

function isDataTable(table: PageElement): boolean {
  const rows = cellsOf(table).filter((row) => row.some((cell) => textOf(cell) !== ''));
  const wide = rows.filter((row) => row.length >= 2).length;
  const longest = Math.max(0, ...rows.flat().map((cell) => textOf(cell).length));
  return rows.length >= 2 && wide >= rows.length / 2 && longest < 600;
}

function rowsOf(table: PageElement, lines: PageLine[]): void {
  for (const row of cellsOf(table)) {
    const cells = row.map(textOf).filter((text) => text !== '');
    const first = row[0];
    if (cells.length === 0 || first === undefined) continue;
    const text = cells.join(' | ');
    if (judgeLine(text) === 'caption') continue;
    lines.push({
      text,
      linked: 0,
      kind: 'row',
      strong: false,
      underPicture: false,
      right: false,
      unlinked: text,
      block: table,
    });
  }
}

/** Cells by row, tables inside cells not looked into. */
function cellsOf(table: PageElement): readonly (readonly PageElement[])[] {
  const rows: PageElement[][] = [];
  const visit = (element: PageElement): void => {
    for (const child of element.children) {
      if (!isElement(child) || child.name === 'table') continue;
      if (child.name === 'tr') rows.push([]);
      if (child.name === 'td' || child.name === 'th') rows.at(-1)?.push(child);
      else visit(child);
    }
  };
  visit(table);
  return rows;
}

function kindOf(block: PageElement): PageLine['kind'] {
  if (/^h[2-6]$/.test(block.name)) return 'heading';
  return block.name === 'li' || block.name === 'dd' || block.name === 'dt' ? 'item' : 'paragraph';
}

function isCentred(block: PageElement): boolean {
  return (
    block.name === 'center' ||
    block.attribs['align'] === 'center' ||
    /text-align:\s*center/.test(styleOf(block)) ||
    /(?:^|\s)(?:text-center|aligncenter|align-center)(?=$|\s)/.test(marksOf(block))
  );
}

function isRight(block: PageElement): boolean {
  return block.attribs['align'] === 'right' || /text-align:\s*right/.test(styleOf(block));
}

function styleOf(element: PageElement): string {
  return (element.attribs['style'] ?? '').toLowerCase();
}

function letters(text: string): number {
  return text.replace(/[^\p{L}\p{N}]/gu, '').length;
}

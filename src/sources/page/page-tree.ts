import { DomHandler, Parser, type parseDocument } from 'htmlparser2';

export type PageRoot = ReturnType<typeof parseDocument>;
export type PageNode = PageRoot['children'][number];
export type PageElement = Extract<PageNode, { attribs: Record<string, string> }>;

/** What of a page is looked at. Deeper elements are read as part of the one that holds them; elements beyond the count are left out, and a page ends where too many of them were never closed. */
const pageLimits = { characters: 3_000_000, elements: 60_000, depth: 200, unclosed: 4_000 } as const;

/** Parses HTML as it is found into a tree that is never deeper than `pageLimits.depth`, so that walking it by recursion is safe. */
export function parsePage(html: string): PageRoot {
  const handler = new DomHandler();
  let open = 0;
  let skipped = 0;
  let elements = 0;
  const parser = new Parser(
    {
      onparserinit: (started) => handler.onparserinit(started),
      onopentag(name, attributes) {
        elements += 1;
        if (skipped > 0 || open >= pageLimits.depth || elements > pageLimits.elements) {
          skipped += 1;
          return;
        }
        open += 1;
        handler.onopentag(name, attributes);
      },
      onclosetag() {
        if (skipped > 0) {
          skipped -= 1;
          return;
        }
        open -= 1;
        handler.onclosetag();
      },
      ontext(text) {
        if (elements <= pageLimits.elements) handler.ontext(text);
      },
      onend: () => handler.onend(),
      onerror: (error) => handler.onerror(error),
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  // In pieces, to stop early: the parser itself takes quadratic time on tens of thousands of elements that never close.
  const end = Math.min(html.length, pageLimits.characters);
  for (
    let from = 0;
    from < end && elements <= pageLimits.elements && skipped <= pageLimits.unclosed;
    from += 32_768
  ) {
    parser.write(html.slice(from, Math.min(end, from + 32_768)));
  }
  parser.end();
  return handler.root;
}

export function isElement(node: PageNode | PageRoot): node is PageElement {
  return node.type === 'tag' || node.type === 'script' || node.type === 'style';
}

/** Whether an element is the container or lies in it. */
export function isWithin(element: PageElement, container: PageElement): boolean {
  for (let at: PageElement['parent'] = element; at !== null; at = at.parent)
    if (at === container) return true;
  return false;
}

/** Class names and id of an element as one lower-case string, words in blanks. What WordPress says of an article's tags and category is left out. */
export function marksOf(element: PageElement): string {
  const marks =
    `${(element.attribs['class'] ?? '').slice(0, 300)} ${(element.attribs['id'] ?? '').slice(0, 100)}`.toLowerCase();
  return /\bhentry\b|\bpost-\d/.test(marks)
    ? marks.replace(/(?:^|\s)(?:tag|category|format|type|status)-\S+/g, '')
    : marks;
}

/** All text below a node, scripts and styles aside, blanks collapsed. */
export function textOf(node: PageNode | PageRoot): string {
  const known = texts.get(node);
  if (known !== undefined) return known;
  const text = collapse(rawText(node));
  texts.set(node, text);
  return text;
}

/** Texts are asked for again and again on the way down a tree that nobody changes. */
const texts = new WeakMap<PageNode | PageRoot, string>();

export function collapse(text: string): string {
  return text
    .replace(/[\s\u00A0\u200B\u2060\uFEFF]+/g, ' ')
    .trim()
    .normalize('NFC');
}

/** Elements that hold no text a reader sees. */
export const unseen: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'iframe',
  'object',
  'embed',
  'video',
  'audio',
  'canvas',
  'map',
  'head',
  'link',
  'meta',
  'select',
  'option',
  'textarea',
  'button',
  'input',
]);

function rawText(node: PageNode | PageRoot): string {
  if (node.type === 'text') return node.data;
  if (node.type === 'root' || node.type === 'cdata') return node.children.map(rawText).join('');
  if (node.type !== 'tag') return '';
  if (unseen.has(node.name)) return '';
  const inner = node.children.map(rawText).join('');
  return node.name === 'br' || isBlock(node.name) ? ` ${inner} ` : inner;
}

/** Whether an element starts and ends a line. */
export function isBlock(name: string): boolean {
  return blocks.has(name);
}

const blocks: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 ' +
    'h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);

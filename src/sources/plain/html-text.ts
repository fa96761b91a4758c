import { decodeHTMLStrict } from 'entities';
import { finder } from './finder.ts';
import type { Find } from './finder.ts';

/**
 * Markup to plain text, one paragraph a line: known tags go, scripts and styles with their content, entities are decoded,
 * and again when decoding uncovers known tags. `<thép>` is no tag and stays. Linear in the length of the input, whatever it is.
 * Stops after about `enough` characters of text.
 */
export function htmlToText(html: string, enough = Number.POSITIVE_INFINITY): string {
  let text = html;
  // Twice escaped markup is common, thrice is a game.
  for (let round = 0; round < 4; round += 1) {
    const before = text;
    const bare = text.includes('<') ? stripTags(text, enough) : text.slice(0, enough);
    text = bare.includes('&') ? decodeHTMLStrict(bare) : bare;
    if (text === before || !KNOWN_TAG.test(text)) return text;
  }
  return text;
}

const NAMES =
  'a|abbr|acronym|address|applet|area|article|aside|audio|b|base|basefont|bdi|bdo|big|blink|blockquote|body|br|button|canvas|caption|center|cite|code|col|colgroup|data|dd|del|details|dfn|dialog|dir|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hgroup|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|marquee|menu|meta|meter|nav|nobr|noframes|noscript|object|ol|optgroup|option|output|p|param|path|picture|pre|progress|q|rp|rt|ruby|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr';
const KNOWN_TAG = new RegExp(`<(?:!--|\\/?(?:${NAMES})(?=[\\s/>]))`, 'i');
/** A tag of HTML, or a prefixed or hyphenated one, which no Vietnamese word looks like. */
const TAG_NAME = new RegExp(`^(?:(?:${NAMES})|[a-z][a-z0-9]*[:-][a-z0-9:-]*)(?=[\\s/>]|$)`, 'i');
const LINE_TAGS = new Set(
  'address article aside blockquote body br center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol option p pre section summary table tbody tfoot thead title tr ul'.split(
    ' ',
  ),
);
const CELL_TAGS = new Set(['td', 'th', 'img']);
/** Their content is for machines. */
const SILENT_TAGS = new Set([
  'script',
  'style',
  'template',
  'iframe',
  'object',
  'svg',
  'noframes',
  'textarea',
  'select',
]);

function stripTags(html: string, enough: number): string {
  const ends = tagEnds(html);
  const neverClosed = new Set<string>();
  let text = '';
  let from = 0;
  for (let at = html.indexOf('<'); at !== -1 && text.length < enough; at = html.indexOf('<', from)) {
    text += html.slice(from, at);
    from = at + 1;
    const next = html[at + 1];
    if (next === '!' || next === '?') {
      from = skipDeclaration(html, at, ends.plain);
      continue;
    }
    const nameAt = next === '/' ? at + 2 : at + 1;
    const name = TAG_NAME.exec(html.slice(nameAt, nameAt + 40))?.[0].toLowerCase();
    if (name === undefined) {
      text += '<';
      continue;
    }
    const end = ends.find(nameAt + name.length);
    if (end === -1) {
      // Cut in the middle of a tag: the rest is its attributes. Otherwise a loose `<`.
      if (LOOKS_LIKE_ATTRIBUTES.test(html.slice(nameAt + name.length, nameAt + name.length + 200)))
        return text;
      text += '<';
      continue;
    }
    from = end;
    if (LINE_TAGS.has(name)) text += '\n';
    else if (CELL_TAGS.has(name)) text += ' ';
    else if (next !== '/' && SILENT_TAGS.has(name) && html[end - 2] !== '/' && !neverClosed.has(name)) {
      const close = new RegExp(`</${name}\\s*>`, 'gi');
      close.lastIndex = end;
      if (close.test(html)) from = close.lastIndex;
      else neverClosed.add(name);
    }
  }
  return text.length < enough ? text + html.slice(from) : text;
}

const LOOKS_LIKE_ATTRIBUTES = /^\s*(?:\/?$|[a-z-]+\s*=)/i;

/** Past a comment, an instruction or a declaration; of CDATA only the opening goes. */
function skipDeclaration(html: string, at: number, nextClose: Find): number {
  if (html.startsWith('<![CDATA[', at)) return at + 9;
  if (html.startsWith('<!--', at)) {
    const end = html.indexOf('-->', at + 4);
    return end === -1 ? html.length : end + 3;
  }
  const end = nextClose(at);
  return end === -1 ? html.length : end + 1;
}

/** Finds where tags end, after `>`; a quoted `>` does not count unless the quote is not closed within reason. */
function tagEnds(html: string): { readonly plain: Find; readonly find: Find } {
  const plain = finder(html, '>');
  // Looking into quotes costs; a text of nothing but odd quotes gets it only so often.
  let patience = 4 * html.length + 1000;
  const find: Find = (from) => {
    const close = plain(from);
    if (close === -1) return -1;
    if (patience < 0) return close + 1;
    const attributes = html.slice(from, Math.min(close, from + 4096));
    patience -= attributes.length;
    const quote = openQuote(attributes);
    if (quote === undefined) return close + 1;
    const rest = html.slice(close, close + 1024);
    patience -= rest.length;
    const closed = rest.indexOf(quote);
    const end = closed === -1 ? -1 : rest.indexOf('>', closed);
    return end === -1 || rest.slice(0, closed).includes('<') ? close + 1 : close + end + 1;
  };
  return { plain, find };
}

/** The quote still open at the end of an attribute list. */
function openQuote(attributes: string): string | undefined {
  if (!attributes.includes('"') && !attributes.includes("'")) return undefined;
  let open: string | undefined;
  for (const char of attributes) {
    if (open === undefined) {
      if (char === '"' || char === "'") open = char;
    } else if (char === open) open = undefined;
  }
  return open;
}

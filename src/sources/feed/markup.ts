import { finder } from '../plain/finder.ts';

/** A piece of markup as it stands in a text that need not be well formed. */
export interface Token {
  readonly kind: 'open' | 'close' | 'cdata';
  /** Lower case, with prefix; empty for CDATA. */
  readonly name: string;
  readonly at: number;
  /** After the last character of the token. */
  readonly end: number;
  readonly selfClosed: boolean;
  /** Where CDATA would begin again before this one ends: a sign that it was never closed. */
  readonly reopens?: number;
}

export interface Scanner {
  /** The next tag or CDATA section at or after `from`; comments, instructions and doctypes are passed over. */
  next(from: number): Token | undefined;
}

/** A tag longer than this is no tag. */
const MAX_TAG = 20 * 1024;

/** Reads markup forgivingly: loose `<`, quotes and comments that are never closed, tags cut short. Linear, whatever the input. */
export function createScanner(text: string): Scanner {
  const gt = finder(text, '>');
  const lt = finder(text, '<');
  const commentEnd = finder(text, '-->');
  const cdataEnd = finder(text, ']]>');
  const cdataOpen = finder(text, '<![CDATA[');
  const instructionEnd = finder(text, '?>');
  const quotes = { '"': finder(text, '"'), "'": finder(text, "'") } as const;
  /** Looking into quotes costs; a text of nothing but odd quotes gets it only so often. */
  let patience = 2 * text.length + 10_000;

  function next(start: number): Token | undefined {
    let from = start;
    for (;;) {
      const at = text.indexOf('<', from);
      if (at === -1) return undefined;
      const code = text.charCodeAt(at + 1);
      if (code === 0x21) {
        if (text.startsWith('<![CDATA[', at)) return cdata(at);
        from = afterDeclaration(at);
      } else if (code === 0x3f) {
        from = afterInstruction(at);
      } else {
        const token = code === 0x2f ? tag(at, at + 2, 'close') : tag(at, at + 1, 'open');
        if (token !== undefined) return token;
        from = at + 1;
      }
    }
  }

  function tag(at: number, nameAt: number, kind: 'open' | 'close'): Token | undefined {
    const nameEnd = endOfName(text, nameAt);
    if (nameEnd === nameAt) return undefined;
    const name = text.slice(nameAt, nameEnd).toLowerCase();
    const close = endOfTag(nameEnd);
    if (close === -1) return undefined;
    // A tag cut short by the next one, or by the end of the text, has no `>` of its own.
    const closed = text.charCodeAt(close) === 0x3e;
    const selfClosed = closed && text.charCodeAt(close - 1) === 0x2f;
    return { kind, name, at, end: closed ? close + 1 : close, selfClosed };
  }

  /** Where `>` of a tag stands, or where the tag breaks off. */
  function endOfTag(from: number): number {
    let searched = from;
    for (;;) {
      const close = gt(searched);
      const again = lt(searched);
      const end =
        close === -1 ? (again === -1 ? text.length : again) : again === -1 ? close : Math.min(close, again);
      if (end - from > MAX_TAG) return -1;
      const quote = patience < 0 ? undefined : openQuote(from, end);
      if (quote === undefined) return close === -1 && again === -1 ? text.length : end;
      const closing = quotes[quote](end);
      if (closing === -1 || closing - from > MAX_TAG) return end;
      searched = closing + 1;
    }
  }

  function openQuote(from: number, to: number): '"' | "'" | undefined {
    patience -= to - from;
    let open: '"' | "'" | undefined;
    for (let at = from; at < to; at += 1) {
      const code = text.charCodeAt(at);
      if (code !== 0x22 && code !== 0x27) continue;
      const quote = code === 0x22 ? '"' : "'";
      // A quote opens a value only after `=`; elsewhere it is dirt.
      if (open === undefined) open = /=\s*$/.test(text.slice(Math.max(from, at - 8), at)) ? quote : undefined;
      else if (open === quote) open = undefined;
    }
    return open;
  }

  function cdata(at: number): Token {
    const end = cdataEnd(at + 9);
    const again = cdataOpen(at + 9);
    const reopens = again !== -1 && (end === -1 || again < end) ? again : undefined;
    return {
      kind: 'cdata',
      name: '',
      at,
      end: end === -1 ? text.length : end + 3,
      selfClosed: end !== -1,
      ...(reopens !== undefined && { reopens }),
    };
  }

  function afterInstruction(at: number): number {
    const end = instructionEnd(at);
    const close = gt(at);
    if (close === -1) return text.length;
    // Without a `?>` of its own it ends like a tag would; one that comes after more markup belongs to another.
    const again = lt(at + 2);
    const own = end !== -1 && end - at < MAX_TAG && (again === -1 || again > end || close > again);
    return own ? end + 2 : close + 1;
  }

  function afterDeclaration(at: number): number {
    if (text.startsWith('<!--', at)) {
      const end = commentEnd(at + 4);
      if (end !== -1) return end + 3;
    }
    const close = gt(at);
    if (close === -1) return text.length;
    const subset = text.slice(at, close).indexOf('[');
    if (subset === -1 || !/^<!doctype/i.test(text.slice(at, at + 9))) return close + 1;
    // The internal subset declares entities. They are never expanded, so it is passed over whole.
    const end = /\]\s*>/g;
    end.lastIndex = at + subset;
    return end.exec(text) === null ? close + 1 : end.lastIndex;
  }

  return { next };
}

function endOfName(text: string, from: number): number {
  const first = text.charCodeAt(from) | 0x20;
  const isLetter = (first >= 0x61 && first <= 0x7a) || text.charCodeAt(from) === 0x5f;
  if (!isLetter) return from;
  let at = from + 1;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // Blank, `/`, `<`, `>`, `=` and quotes end a name.
    if (
      code <= 0x20 ||
      code === 0x2f ||
      code === 0x3c ||
      code === 0x3e ||
      code === 0x3d ||
      code === 0x22 ||
      code === 0x27
    )
      break;
  }
  return at;
}

const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/g;

/** By lower-case name, the first of equal ones. Null prototype: names come from outside. */
export type Attributes = Readonly<Record<string, string>>;

const NONE: Attributes = Object.freeze(Object.create(null) as Record<string, string>);

/** Attributes of an opening tag. */
export function attributesOf(text: string, token: Token): Attributes {
  const start = token.at + 1 + token.name.length;
  if (token.end - start < 4) return NONE;
  const attributes = Object.create(null) as Record<string, string>;
  for (const [, name = '', double, single, bare] of text.slice(start, token.end).matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    if (!(key in attributes)) attributes[key] = double ?? single ?? bare ?? '';
  }
  return attributes;
}

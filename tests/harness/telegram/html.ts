import { badRequest } from './failure.ts';

export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
}

export interface ParsedText {
  readonly text: string;
  readonly entities: readonly Entity[];
}

interface OpenTag {
  readonly name: string;
  readonly argument: string;
  /** UTF-16 offset in the result. */
  readonly offset: number;
}

const TYPES: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  'tg-emoji': 'custom_emoji',
  'tg-time': 'date_time',
};

/** Reads text in Telegram's HTML mode by the grammar of TDLib's `parse_html`, with its error texts; offsets in errors count bytes. */
export function parseHtml(input: string): ParsedText {
  const reader = byteReader(input);
  const open: OpenTag[] = [];
  const entities: Entity[] = [];
  let text = '';

  while (!reader.ended()) {
    const begin = reader.at();
    if (reader.peek() !== '<') {
      text += reader.character();
      continue;
    }
    reader.skip(1);
    if (reader.peek() === '/') {
      closeTag(begin);
    } else {
      open.push({ ...readStartTag(reader, begin), offset: text.length });
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined)
    throw cannotParse(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  return trimmed(text, entities);

  function closeTag(begin: number): void {
    const last = open.pop();
    if (last === undefined) throw cannotParse(`Unexpected end tag at byte offset ${begin}`);
    reader.skip(1);
    const name = reader.while((c) => !isSpace(c) && c !== '>').toLowerCase();
    reader.while(isSpace);
    if (reader.peek() !== '>') throw cannotParse(`Unclosed end tag at byte offset ${begin}`);
    reader.skip(1);
    if (name !== '' && name !== last.name)
      throw cannotParse(
        `Unmatched end tag at byte offset ${begin}, expected "</${last.name}>", found "</${name}>"`,
      );
    const entity = entityOf(last, text, open);
    if (entity !== undefined) entities.push(entity);
  }
}

type Reader = ReturnType<typeof byteReader>;

function readStartTag(reader: Reader, begin: number): Omit<OpenTag, 'offset'> {
  const name = reader.while((c) => !isSpace(c) && c !== '>').toLowerCase();
  if (reader.ended()) throw cannotParse(`Unclosed start tag at byte offset ${begin}`);
  if (!Object.hasOwn(TYPES, name))
    throw cannotParse(`Unsupported start tag "${name}" at byte offset ${begin}`);
  let argument = '';
  for (;;) {
    reader.while(isSpace);
    if (reader.peek() === '>') break;
    const attribute = reader.while((c) => !isSpace(c) && c !== '=' && c !== '>');
    if (attribute === '')
      throw cannotParse(`Empty attribute name in the tag "${name}" at byte offset ${begin}`);
    reader.while(isSpace);
    if (reader.peek() !== '=') {
      if (reader.ended()) throw cannotParse(`Unclosed start tag "${name}" at byte offset ${begin}`);
      if (name === 'blockquote' && attribute === 'expandable') argument = '1';
      continue;
    }
    reader.skip(1);
    reader.while(isSpace);
    if (reader.ended()) throw cannotParse(`Unclosed start tag "${name}" at byte offset ${begin}`);
    argument = usedArgument(name, attribute, readValue(reader)) ?? argument;
    if (reader.ended()) throw cannotParse(`Unclosed start tag at byte offset ${begin}`);
  }
  reader.skip(1);
  if (name === 'span' && argument !== 'spoiler')
    throw cannotParse(`Tag "span" must have class "tg-spoiler" at byte offset ${begin}`);
  return { name, argument };
}

function readValue(reader: Reader): string {
  const quote = reader.peek();
  if (quote !== '"' && quote !== "'") {
    const begin = reader.at();
    const token = reader.while((c) => /[\dA-Za-z.-]/.test(c)).toLowerCase();
    if (!reader.ended() && !isSpace(reader.peek()) && reader.peek() !== '>')
      throw cannotParse(`Unexpected end of name token at byte offset ${begin}`);
    return token;
  }
  reader.skip(1);
  let value = '';
  while (!reader.ended() && reader.peek() !== quote) value += reader.character();
  if (!reader.ended()) reader.skip(1);
  return value;
}

function usedArgument(tag: string, attribute: string, value: string): string | undefined {
  if (tag === 'a' && attribute === 'href') return value;
  if (tag === 'code' && attribute === 'class' && value.startsWith('language-')) return value.slice(9);
  if (tag === 'span' && attribute === 'class' && value.startsWith('tg-')) return value.slice(3);
  if (tag === 'tg-emoji' && attribute === 'emoji-id') return value;
  if (tag === 'tg-time' && attribute === 'unix') return value;
  return undefined;
}

/** Empty entities vanish, links without a proper host silently become text, quotations and code do not nest. */
function entityOf(tag: OpenTag, text: string, around: readonly OpenTag[]): Entity | undefined {
  const length = text.length - tag.offset;
  if (length === 0) return undefined;
  const inside = new Set(around.map(({ name }) => name));
  const code = tag.name === 'code' || tag.name === 'pre';
  if (!code && (inside.has('code') || inside.has('pre'))) return undefined;
  if (tag.name === 'blockquote' && inside.has('blockquote')) return undefined;
  const place = { offset: tag.offset, length };
  if (tag.name === 'a') {
    const url = tag.argument === '' ? text.slice(tag.offset) : tag.argument;
    if (/^tg:\/\/user\?id=\d+$/i.test(url)) return { type: 'text_mention', ...place, url };
    return isLink(url) ? { type: 'text_link', ...place, url: normalUrl(url) } : undefined;
  }
  if (tag.name === 'blockquote' && tag.argument === '1') return { type: 'expandable_blockquote', ...place };
  return { type: TYPES[tag.name] ?? tag.name, ...place };
}

function isLink(url: string): boolean {
  try {
    const { protocol, hostname } = new URL(/^[a-z][a-z\d+.-]*:/i.test(url) ? url : `http://${url}`);
    return protocol === 'tg:' || (/^https?:$/.test(protocol) && hostname.includes('.'));
  } catch {
    return false;
  }
}

function normalUrl(url: string): string {
  return /^[a-z][a-z\d+.-]*:/i.test(url) ? url : `http://${url}`;
}

/** Entities beyond this number are dropped without a word. */
const MOST_ENTITIES = 100;

/** Leading and trailing blanks go; entities move along and shrink. */
function trimmed(raw: string, entities: readonly Entity[]): ParsedText {
  const text = raw.trim();
  const lead = raw.length - raw.trimStart().length;
  const kept = entities.flatMap((entity) => {
    const from = Math.max(0, entity.offset - lead);
    const to = Math.min(text.length, entity.offset + entity.length - lead);
    return to > from ? [{ ...entity, offset: from, length: to - from }] : [];
  });
  const ordered = kept.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  return { text, entities: ordered.slice(0, MOST_ENTITIES) };
}

function byteReader(input: string) {
  const bytes = Buffer.from(input, 'utf8');
  let at = 0;
  const peek = () => (at < bytes.length ? String.fromCharCode(bytes[at] ?? 0) : '');
  return {
    at: () => at,
    ended: () => at >= bytes.length,
    peek,
    skip(count: number) {
      at += count;
    },
    /** Takes bytes as long as they satisfy. */
    while(wanted: (byte: string) => boolean): string {
      const from = at;
      while (at < bytes.length && wanted(peek())) at += 1;
      return bytes.toString('utf8', from, at);
    },
    /** Takes one code point; a known character reference counts as its character, an unknown one as plain text. */
    character(): string {
      const reference = /^&(?:#(\d+)|#x([\da-f]+)|(lt|gt|amp|quot)(?![a-z]));?/i.exec(
        bytes.toString('latin1', at, at + 16),
      );
      const decoded = reference === null ? undefined : decodeReference(reference);
      if (reference !== null && decoded !== undefined) {
        at += reference[0].length;
        return decoded;
      }
      const first = bytes[at] ?? 0;
      const length = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
      at += length;
      return bytes.toString('utf8', at - length, at);
    },
  };
}

function decodeReference([whole, decimal, hex, name]: RegExpExecArray): string | undefined {
  if (name !== undefined)
    return new Map([
      ['lt', '<'],
      ['gt', '>'],
      ['amp', '&'],
      ['quot', '"'],
    ]).get(name);
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  const tooLong = whole.replace(';', '').length >= 10;
  return code > 0 && code < 0x10_ff_ff && !tooLong ? String.fromCodePoint(code) : undefined;
}

function isSpace(c: string): boolean {
  return c === ' ' || c === '\t' || c === '\r' || c === '\n' || c === '\v' || c === '\0';
}

function cannotParse(text: string): Error {
  return badRequest(`can't parse entities: ${text}`);
}

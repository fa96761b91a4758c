import iconv from 'iconv-lite';
import { guessEncoding } from './encoding-guess.ts';
import { mendUtf8 } from './mend-utf8.ts';
import { decodeEbcdic, decodeHz } from './old-encodings.ts';

export interface Decoded {
  readonly text: string;
  /** What the bytes were read as, lower case. */
  readonly encoding: string;
  /** The encoding that was declared and is not what the bytes are. */
  readonly wrongly?: string;
}

export interface DecodeHints {
  /** The response header, for its `charset`. */
  readonly contentType?: string;
  /** What an admin says it really is. */
  readonly encoding?: string;
}

/**
 * Bytes to text. A byte order mark or the zero bytes of UTF-16/32 decide at once; else what is declared (hint, prolog,
 * header) is tried, but bytes that are valid UTF-8 with letters beyond ASCII are UTF-8 whatever is declared; without any
 * declaration that fits, the content decides. A wide encoding declared for narrow bytes is a mistake and ignored.
 */
export function decodeText(bytes: Uint8Array, hints: DecodeHints = {}): Decoded {
  const wide = byMark(bytes) ?? byZeros(bytes);
  if (wide !== undefined) return { text: decodeAs(bytes, wide), encoding: wide };

  const ebcdic = decodeEbcdic(bytes);
  if (ebcdic !== undefined) return { text: ebcdic, encoding: 'ebcdic' };

  const declared = [hints.encoding, prologEncoding(bytes), headerCharset(hints.contentType)]
    .map((name) => name?.trim().toLowerCase())
    .filter((name): name is string => name !== undefined && name !== '');
  const narrow = declared
    .map(encodingOf)
    .filter((name): name is string => name !== undefined && !isWide(name));
  const read = (encoding: string, text: string): Decoded => {
    const first = declared[0];
    const wrong = first !== undefined && encodingOf(first) !== encoding;
    return { text, encoding, ...(wrong && { wrongly: first }) };
  };

  if (declared.some((name) => /^hz(?:-?gb-?2312)?$/.test(name))) {
    return { text: decodeHz(bytes), encoding: 'hz-gb-2312' };
  }
  // Escape-coded Asian text is valid ASCII as bytes, so here the declaration must win.
  const escaped = narrow.find((name) => /^(?:iso-2022|utf7)/.test(name));
  if (escaped !== undefined) return read(escaped, decodeAs(bytes, escaped));
  const utf8 = strictUtf8(bytes);
  if (utf8 !== undefined) {
    const ascii = utf8.length === bytes.length;
    return read(ascii ? (narrow[0] ?? 'utf-8') : 'utf-8', utf8);
  }
  // A few broken bytes among good UTF-8 do not make it another encoding.
  const mended = mendUtf8(bytes);
  if (mended.good > 3 * mended.bad) return read('utf-8', mended.text);
  const encoding = narrow.find((name) => name !== 'utf-8') ?? guessEncoding(bytes);
  return read(encoding, decodeAs(bytes, encoding));
}

function byMark(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'utf-32be' : undefined;
}

/** Markup begins with ASCII, whose upper halves are zero bytes in the wide encodings. */
function byZeros(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0 && b === 0 && c === 0 && d !== 0) return 'utf-32be';
  if (a !== 0 && b === 0 && c === 0 && d === 0) return 'utf-32le';
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return 'utf-16be';
  return a !== 0 && b === 0 && c !== 0 && d === 0 && bytes.length > 3 ? 'utf-16le' : undefined;
}

function isWide(encoding: string): boolean {
  return /^(?:utf-?(?:16|32)|ucs)/.test(encoding);
}

function prologEncoding(bytes: Uint8Array): string | undefined {
  // The prolog is ASCII in every narrow encoding; junk may stand before it.
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 2048)).toString('latin1');
  return /<\?xml\s[^>]*?encoding\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1];
}

function headerCharset(contentType: string | undefined): string | undefined {
  return /charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(contentType ?? '')?.[1];
}

/** The name both decoders agree on; absent for one that nobody knows. */
function encodingOf(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return iconv.encodingExists(label) ? label.replace(/[^a-z0-9]/g, '') : undefined;
  }
}

function decodeAs(bytes: Uint8Array, encoding: string): string {
  // Node's own decoder reads windows-1252 as latin-1 and loses the euro sign.
  const text =
    encoding === 'windows-1252' || !isBuiltIn(encoding)
      ? iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), encoding)
      : new TextDecoder(encoding).decode(bytes);
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function isBuiltIn(encoding: string): boolean {
  try {
    return new TextDecoder(encoding).encoding !== '';
  } catch {
    return false;
  }
}

/** Absent when these bytes are not UTF-8; a character cut off at the very end is forgiven. */
function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}

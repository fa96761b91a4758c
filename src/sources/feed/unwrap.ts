import { gunzipSync } from 'node:zlib';

/** Bytes of a `.gz` file, as some servers hand out without saying so, unpacked; others as they are. Absent when that makes more than `maxBytes`. */
export function unpackBytes(bytes: Uint8Array, maxBytes: number): Uint8Array | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    // A download that broke off gives what arrived.
    return gunzipSync(bytes, { maxOutputLength: maxBytes, finishFlush: 2 });
  } catch (error) {
    const tooLarge =
      error instanceof RangeError || (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
    return tooLarge ? undefined : bytes;
  }
}

/** A feed that a web service or a web template has escaped as a whole, as it was before; absent when the text shows no sign of it. */
export function unescapeFeed(text: string): string | undefined {
  const start = /&lt;(?:\?xml\s|rss\b|feed\b|rdf:rdf\b)/i.exec(text.slice(0, LONGEST_PREFACE))?.index;
  if (start === undefined) return undefined;
  // One plain text after the other: a pattern would first gather millions of places in a hostile one.
  return PLAIN.reduce((rest, [entity, char]) => rest.replaceAll(entity, char), text.slice(start));
}

/** JSON inside the call of a function (JSONP), or the text as it is. */
export function unwrapJson(text: string): string {
  return CALL.exec(text.slice(0, 200)) === null
    ? text
    : text.slice(text.indexOf('(') + 1).replace(/\)\s*;?\s*$/, '');
}

const LONGEST_PREFACE = 500;
const CALL = /^\s*(?:\/\*\*\/\s*)?[\w$.]+\s*\(\s*\{/;

/** The ampersand last, or it would make entities of what it stands before. */
const PLAIN: readonly (readonly [entity: string, char: string])[] = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&#39;', "'"],
  ['&amp;', '&'],
];

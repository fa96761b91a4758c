import { Readable, Transform, Writable } from 'node:stream';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';

/** Thrown while a body is read: more bytes than allowed, as sent or after undoing a coding. */
export class TooLargeError extends Error {
  readonly code = 'TOO_LARGE';
}

/** Thrown when a body is packed in a way we do not undo. */
export class CodingError extends Error {
  readonly code = 'BAD_CODING';
}

const MAX_CODINGS = 2;

/**
 * Reads a response body to its end, undoing at most two codings (gzip, deflate, br). Bytes are counted after every stage, so
 * a bomb inside a bomb is stopped as early as a plain one. Whatever happens, source and decoders are destroyed on return.
 */
export async function readBody(
  source: Readable,
  contentEncoding: string | undefined,
  maxBytes: number,
): Promise<Uint8Array> {
  // The body's own errors (a cut connection after we gave up on it) have no other listener once we are gone.
  source.on('error', () => {});
  const decoders: Duplex[] = [];
  try {
    const codings = namedCodings(contentEncoding);
    const chunks: AsyncIterator<Uint8Array> = source[Symbol.asyncIterator]();
    const head = await firstBytes(chunks);
    // The last named was applied last. Some servers also hand out `feed.xml.gz` as it lies on the disk and say nothing.
    const outer = codings.length === 0 ? 'gzip' : (codings.at(-1) ?? '');
    if (beginsAs(outer, head)) decoders.push(decoderOf(outer, head));
    for (const coding of codings.slice(0, -1).toReversed()) decoders.push(decoderOf(coding));
    const parts: Uint8Array[] = [];
    await pipeline([
      Readable.from(resume(head, chunks)),
      countUpTo(maxBytes),
      ...decoders.flatMap((decoder) => [decoder, countUpTo(maxBytes)]),
      new Writable({
        write(part: Uint8Array, _encoding, done) {
          parts.push(part);
          done();
        },
      }),
    ]);
    return Buffer.concat(parts);
  } finally {
    for (const each of decoders) each.destroy();
    source.destroy();
  }
}

function namedCodings(contentEncoding: string | undefined): readonly string[] {
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((each) => each.trim().replace(/^x-/, ''))
    .filter((each) => each !== '' && each !== 'identity');
  if (codings.length > MAX_CODINGS) throw new CodingError(`${codings.length} content codings`);
  return codings;
}

/** At least two bytes, enough to see what a body is, or all there are. */
async function firstBytes(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < 2) {
    const next = await chunks.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  return head;
}

async function* resume(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

function countUpTo(maxBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) done(new TooLargeError(`more than ${maxBytes} bytes`));
      else done(null, chunk);
    },
  });
}

/** False for a body that is not packed although its header says so; it is then taken as it is. */
function beginsAs(coding: string, head: Uint8Array): boolean {
  return coding === 'gzip' ? head[0] === 0x1f && head[1] === 0x8b : head.length > 0;
}

function decoderOf(coding: string, head?: Uint8Array): Duplex {
  switch (coding) {
    case 'gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'deflate':
      // The name means the zlib format; some servers send it without the wrapper.
      return head !== undefined && ((head[0] ?? 0) & 0x0f) !== 8 ? createInflateRaw() : createInflate();
    default:
      throw new CodingError(`content coding ${coding.slice(0, 20)}`);
  }
}

/** Numbers of the articles that have a term, ascending, and for words how each has it accented. */
export interface Posting {
  readonly numbers: Int32Array;
  /** As long as `numbers`; absent where the term carries none. */
  readonly variants?: Uint8Array;
}

export const EMPTY: Posting = { numbers: new Int32Array(0) };

/**
 * Reads a posting: `main` is the number before its first entry (4 bytes) and gaps, `head` the last number of all and the gaps
 * after main's. Gaps are LEB128, with the variant in the three low bits where there are variants.
 */
export function decodePosting(main: Buffer | null, head: Buffer | null, hasVariants: boolean): Posting {
  const size = (main?.length ?? 4) - 4 + (head?.length ?? 4) - 4;
  if (size <= 0) return EMPTY;
  const numbers = new Int32Array(size);
  const variants = hasVariants ? new Uint8Array(size) : undefined;
  let count = 0;
  if (main) count = decodeGaps(main, main.readUInt32BE(0), numbers, variants, count);
  if (head) {
    const from = count;
    count = decodeGaps(head, 0, numbers, variants, count);
    // A main value may end before its head; the head's last number tells where its own gaps begin.
    const start = count > from ? head.readUInt32BE(0) - numbers[count - 1]! : 0;
    for (let at = from; at < count; at += 1) numbers[at]! += start;
  }
  return {
    numbers: numbers.subarray(0, count),
    ...(variants ? { variants: variants.subarray(0, count) } : {}),
  };
}

function decodeGaps(
  bytes: Buffer,
  before: number,
  numbers: Int32Array,
  variants: Uint8Array | undefined,
  from: number,
): number {
  let number = before;
  let count = from;
  const end = bytes.length;
  for (let at = 4; at < end;) {
    let byte = bytes[at++]!;
    let gap = byte & 127;
    for (let shift = 7; byte > 127 && at < end; shift += 7) {
      byte = bytes[at++]!;
      gap |= (byte & 127) << shift;
    }
    if (variants) {
      variants[count] = gap & 7;
      gap >>>= 3;
    }
    number += gap;
    numbers[count++] = number;
  }
  return count;
}

/** Entries whose numbers are in all postings, with the variants of the first. */
export function intersect(postings: readonly Posting[]): Posting {
  const [first, ...others] = postings;
  if (first === undefined) return EMPTY;
  return others.reduce(intersectTwo, first);
}

function intersectTwo(a: Posting, b: Posting): Posting {
  const size = Math.min(a.numbers.length, b.numbers.length);
  const numbers = new Int32Array(size);
  const variants = new Uint8Array(size);
  let count = 0;
  let j = 0;
  for (let i = 0; i < a.numbers.length; i += 1) {
    const number = a.numbers[i]!;
    while (j < b.numbers.length && b.numbers[j]! < number) j += 1;
    if (j === b.numbers.length) break;
    if (b.numbers[j] !== number) continue;
    variants[count] = a.variants?.[i] ?? 0;
    numbers[count++] = number;
  }
  return { numbers: numbers.subarray(0, count), variants: variants.subarray(0, count) };
}

import iconv from 'iconv-lite';

export interface Mended {
  readonly text: string;
  /** Characters beyond ASCII that were well formed. */
  readonly good: number;
  /** Bytes that belong to none. */
  readonly bad: number;
}

/** Reads UTF-8 in which some bytes are not: those are taken for windows-1252, which is what editors paste in. */
export function mendUtf8(bytes: Uint8Array): Mended {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  let good = 0;
  let bad = 0;
  let from = 0;
  let at = 0;
  while (at < bytes.length) {
    if ((bytes[at] ?? 0) < 0x80) {
      at += 1;
      continue;
    }
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      good += 1;
      at += length;
      continue;
    }
    text +=
      utf8.decode(bytes.subarray(from, at)) +
      iconv.decode(Buffer.from(bytes.subarray(at, at + 1)), 'windows-1252');
    bad += 1;
    at += 1;
    from = at;
  }
  text += utf8.decode(bytes.subarray(from));
  return { text: text.startsWith('\ufeff') ? text.slice(1) : text, good, bad };
}

/** Bytes of the well-formed character that begins here, 0 when none does. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  const length =
    lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  if (length === 0) return 0;
  for (let next = at + 1; next < at + length; next += 1) {
    if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  // Overlong forms, surrogates, beyond the last plane.
  if ((lead === 0xe0 && second < 0xa0) || (lead === 0xed && second > 0x9f)) return 0;
  return (lead === 0xf0 && second < 0x90) || (lead === 0xf4 && second > 0x8f) ? 0 : length;
}

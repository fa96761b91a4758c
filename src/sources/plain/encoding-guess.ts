const SAMPLE_BYTES = 32 * 1024;

/**
 * Encodings that nothing but the content tells, each with the letters that would show it is right and how many bytes one of
 * them proves: kana stand between the characters of any Japanese text, and only there.
 */
const CANDIDATES: readonly (readonly [encoding: string, letters: RegExp, proves: number])[] = [
  ['shift_jis', /[\u3041-\u30fe]/gu, 4],
  ['euc-jp', /[\u3041-\u30fe]/gu, 4],
  ['euc-kr', /[\uac00-\ud7a3]/gu, 2],
  ['gb18030', /[\u4e00-\u9fa5]/gu, 2],
  ['big5', /[\u4e00-\u9fa5]/gu, 2],
  ['windows-1251', /(?<=[\u0430-\u044f\s])[\u0430-\u044f]|[\u0410-\u042f](?=[\u0430-\u044f])/gu, 1],
  ['koi8-r', /(?<=[\u0430-\u044f\s])[\u0430-\u044f]|[\u0410-\u042f](?=[\u0430-\u044f])/gu, 1],
];

/** Vietnamese letters that windows-1258 has and windows-1252 puts nonsense for: ă đ ơ ư and the five tone marks. */
const VIETNAMESE_1258 =
  /[aeiouy\u00e2\u00ea\u00f4\u0103\u01a1\u01b0][\u0300\u0301\u0303\u0309\u0323]|[\u0111\u01b0\u01a1\u0103](?=[a-z\s\u0300-\u0323]|$)/giu;

/**
 * What bytes that are not UTF-8 and declare nothing usable most likely are. Multi-byte encodings must fit without a fault;
 * of the rest windows-1258 wins where its reading is Vietnamese, else windows-1252.
 */
export function guessEncoding(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const high = sample.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0);
  let best = { encoding: 'windows-1252', share: 0.6 };
  for (const [encoding, letters, proves] of CANDIDATES) {
    const text = decodeStrictly(sample, encoding);
    if (text === undefined) continue;
    const share = ((text.match(letters)?.length ?? 0) * proves) / Math.max(high, 1);
    if (share > best.share) best = { encoding, share };
  }
  if (best.encoding !== 'windows-1252') return best.encoding;
  const vietnamese = new TextDecoder('windows-1258').decode(sample).match(VIETNAMESE_1258)?.length ?? 0;
  return vietnamese > high / 4 ? 'windows-1258' : 'windows-1252';
}

/** Absent when a byte has no meaning in this encoding; a character cut off by the end of the sample is forgiven. */
function decodeStrictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}

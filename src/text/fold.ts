const TONES_APART = /[\u0300\u0301\u0303\u0309]+[\u0302\u0306]/gu;
const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu;
const INVISIBLE = /[\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff]/gu;
const NEEDS_CLEANING =
  /[^\n\r\t\u0020-\u007e\u00c0-\u00cf\u00d2-\u00d5\u00d9-\u00dd\u00e0-\u00ef\u00f2-\u00f5\u00f9-\u00fd\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u2010-\u2015\u2018-\u201f\u2026]/u;

/**
 * The search form: lower case, no diacritics, đ as d, whatever the Unicode form. Everything that is no letter stays.
 * Folding twice changes nothing.
 */
export function foldForSearch(s: string): string {
  return s
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[đð\u0256]/gu, 'd')
    .normalize('NFC');
}

/**
 * The search form with old and new spellings made one: kĩ thuật and kỹ thuật, quí and quý, công ti and công ty. For
 * looking words up, on both sides; folding twice changes nothing.
 */
export function searchKey(s: string): string {
  return foldForSearch(s).replaceAll(/(?<![\p{L}\p{Nd}])(qu|[hklmst])y(?![\p{L}\p{Nd}])/gu, '$1i');
}

/**
 * Unicode as our rooms expect it: composed, ordinary spaces, nothing invisible, Đ where eth (Ð) was typed.
 * Line ends and tabs stay; the number of spaces stays.
 */
export function nfc(s: string): string {
  if (!NEEDS_CLEANING.test(s)) return s;
  const clean = s
    .replaceAll(INVISIBLE, '')
    .replaceAll(SPACES, ' ')
    .replaceAll(/[\u00d0\u0189]/gu, 'Đ')
    .replaceAll('\u00f0', 'đ')
    .normalize('NFC');
  // Some editors store the tone before the circumflex or breve; Unicode keeps that order, so composing fails.
  return /\p{M}/u.test(clean)
    ? clean
        .normalize('NFD')
        .replaceAll(TONES_APART, (marks) => marks.slice(-1) + marks.slice(0, -1))
        .normalize('NFC')
    : clean;
}

const TONE_ON_FIRST = new Map<string, string>();
for (const [first, second] of [
  ['oòóỏõọ', 'aàáảãạ'],
  ['oòóỏõọ', 'eèéẻẽẹ'],
  ['uùúủũụ', 'yỳýỷỹỵ'],
] as const) {
  for (let tone = 1; tone < 6; tone++) {
    for (const a of [first[0]!, first[0]!.toUpperCase()]) {
      for (const b of [second[tone]!, second[tone]!.toUpperCase()]) {
        const upper = a !== first[0];
        const plain = b === second[tone] ? second[0]! : second[0]!.toUpperCase();
        TONE_ON_FIRST.set(a + b, (upper ? first[tone]!.toUpperCase() : first[tone]!) + plain);
      }
    }
  }
}
const OPEN_SYLLABLE = /(?<![qQ])(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|[uU][ỳýỷỹỵỲÝỶỸỴ])(?![\p{L}\p{M}])/gu;

/**
 * One placement of tone marks, for matching only, never for display: hoà → hòa, thuỷ → thủy, luỹ → lũy; quý, toàn,
 * loại stay. Case is kept and so is the length; expects composed text.
 */
export function foldTone(s: string): string {
  return s.replaceAll(OPEN_SYLLABLE, (pair) => TONE_ON_FIRST.get(pair) ?? pair);
}

/** True when the text carries any Vietnamese diacritic; telegram-style text without any is matched differently. */
export function hasDiacritics(s: string): boolean {
  return /[\u0300-\u0309\u0323\u031bàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/iu.test(
    s,
  );
}

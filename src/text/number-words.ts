import { foldTone } from './fold.ts';

/** A number below a hundred in words, from the start of a word: "mười một", "hai mươi lăm". */
export function readCardinal(
  text: string,
  at: number,
): { readonly value: number; readonly end: number; readonly words: number } | undefined {
  const first = nextWord(text, at);
  if (first === undefined) return undefined;
  const second = nextWord(text, first.end);
  if (first.word === 'mười') {
    const ones = second && DIGIT_WORDS[second.word];
    return ones === undefined || second === undefined || second.word === 'năm'
      ? { value: 10, end: first.end, words: 2 }
      : { value: 10 + ones, end: second.end, words: 2 };
  }
  const tens = DIGIT_WORDS[first.word];
  if (tens === undefined || first.word === 'lăm' || first.word === 'mốt') return undefined;
  if (second?.word !== 'mươi') return { value: tens, end: first.end, words: 1 };
  const third = nextWord(text, second.end);
  const ones = third && third.word !== 'năm' ? DIGIT_WORDS[third.word] : undefined;
  return ones === undefined || third === undefined
    ? { value: tens * 10, end: second.end, words: 2 }
    : { value: tens * 10 + ones, end: third.end, words: 3 };
}

/** Scale words in a row behind a number: "nghìn tỷ" multiplies by 1e12. */
export function readScale(text: string, at: number): { readonly scale: number; readonly end: number } {
  let scale = 1;
  let end = at;
  for (;;) {
    const next = nextWord(text, end, 1);
    const factor = next && SCALES[next.word];
    if (next === undefined || factor === undefined) return { scale, end };
    scale *= factor;
    end = next.end;
  }
}

/** One of the common units behind a number, as it stands in the list. */
export function readUnit(
  text: string,
  at: number,
): { readonly text: string; readonly end: number } | undefined {
  const from = text[at] === ' ' ? at + 1 : at;
  const ahead = text.slice(from, from + 16);
  const lower = ahead.toLowerCase();
  for (const unit of UNITS) {
    if (lower.startsWith(unit.toLowerCase()) && (unit === '%' || !isWordChar(text, from + unit.length))) {
      return { text: unit, end: from + unit.length };
    }
  }
  return undefined;
}

/** The word that begins at most so many blanks on, in matching form. */
export function nextWord(
  text: string,
  at: number,
  spaces = 2,
): { readonly word: string; readonly end: number } | undefined {
  let from = at;
  while (from - at < spaces && text[from] === ' ') from++;
  if (!isWordChar(text, from)) return undefined;
  const end = wordEnd(text, from);
  return { word: foldTone(text.slice(from, end).toLowerCase()), end };
}

const SCALES: Readonly<Record<string, number>> = {
  nghìn: 1e3,
  ngàn: 1e3,
  vạn: 1e4,
  triệu: 1e6,
  tr: 1e6,
  tỷ: 1e9,
  tỉ: 1e9,
};

const UNITS = [
  'điểm phần trăm',
  'phần trăm',
  '%',
  'đô la Mỹ',
  'đô la',
  'USD',
  'EUR',
  'euro',
  'VNĐ',
  'VND',
  'đồng',
  'tấn',
  'tạ',
  'kg',
  'lít',
  'kWh',
  'MW',
  'GW',
  'TEU',
  'ha',
  'm3',
  'm2',
  'km',
  'xe',
  'container',
  'toa',
  'người',
  'doanh nghiệp',
  'dự án',
  'địa phương',
  'vụ',
  'tờ khai',
  'sản phẩm',
  'chiếc',
  'lần',
  'điểm',
  'ngày',
  'giờ',
];

const DIGIT_WORDS: Readonly<Record<string, number>> = {
  một: 1,
  mốt: 1,
  hai: 2,
  ba: 3,
  bốn: 4,
  tư: 4,
  năm: 5,
  lăm: 5,
  sáu: 6,
  bảy: 7,
  bẩy: 7,
  tám: 8,
  chín: 9,
};

export function wordEnd(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && isWordChar(text, end)) end++;
  return end;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

const LETTER = /[\p{L}\p{M}]/u;

export function isWordChar(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (Number.isNaN(code)) return false;
  if (code < 128) return isDigit(code) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  if ((code >= 0xc0 && code < 0x250 && code !== 0xd7 && code !== 0xf7) || (code >= 0x1e00 && code < 0x1f00))
    return true;
  return code >= 0x300 && code < 0x2010 && LETTER.test(text[at]!);
}

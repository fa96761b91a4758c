import { foldTone } from './fold.ts';
import { isDigit, isWordChar, nextWord, readCardinal, readScale, readUnit, wordEnd } from './number-words.ts';

/** One number as written, with scale and unit words read. Offsets count UTF-16 units of the text given. */
export interface NumberMention {
  readonly start: number;
  /** Behind the number and its scale words; the unit is not included. */
  readonly end: number;
  /** The printed number without scale words: 1,2 of "1,2 nghìn tỷ". */
  readonly mantissa: number;
  /** What the scale words multiply by: 1e12 for "nghìn tỷ", 1 without any. */
  readonly scale: number;
  /** `mantissa * scale`, negative after a minus sign. */
  readonly value: number;
  /** Upper end of a range, scaled. */
  readonly max?: number;
  /** Denominator of a count such as 60/63. */
  readonly of?: number;
  readonly sign?: '+' | '-';
  /** The unit as written behind the number, where one of the common ones follows. */
  readonly unit?: string;
  readonly unitEnd?: number;
  /** Written in words: "mười hai", "gấp đôi", "một nửa". */
  readonly word?: true;
  /** A lone dot before one, two or four digits: a decimal only when a unit follows, else a date (28.2). */
  readonly dotted?: true;
}

/**
 * Finds Vietnamese numbers: decimal comma, thousands dot, scale words, ranges, fractions, number words before a scale
 * word or unit, signs. Dates, years, decree and phone numbers are left to the caller to refuse. Linear in the length.
 */
export function findNumbers(text: string): NumberMention[] {
  const found: NumberMention[] = [];
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isDigit(code) && !isWordChar(text, at - 1)) {
      const mention = readDigits(text, at);
      found.push(mention);
      at = Math.max(mention.unitEnd ?? 0, mention.end);
    } else if (isWordChar(text, at)) {
      const end = wordEnd(text, at);
      const mention = isDigit(code) || !mayCount(text, at, end) ? undefined : readWords(text, at, end);
      if (mention !== undefined) found.push(mention);
      at = mention === undefined ? end : Math.max(mention.unitEnd ?? 0, mention.end);
    } else {
      at++;
    }
  }
  return found;
}

/** Reads one printed number ("1.234,5", "18,3", "2.103,1159", "1,234.5"); undefined when it is none. */
export function parseNumber(literal: string): number | undefined {
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/u.test(literal) && !literal.startsWith('0.')) {
    return Number(literal.replaceAll('.', '').replace(',', '.'));
  }
  if (/^\d{1,3}(?:,\d{3})+\.\d+$/u.test(literal) || /^\d{1,3}(?:,\d{3}){2,}$/u.test(literal)) {
    return Number(literal.replaceAll(',', ''));
  }
  if (/^\d+(?:[.,]\d+)?$/u.test(literal)) return Number(literal.replace(',', '.'));
  return undefined;
}

function readDigits(text: string, at: number): NumberMention {
  const first = literalEnd(text, at);
  const literal = text.slice(at, first);
  const lower = parseNumber(literal) ?? Number.NaN;
  const sign = signBefore(text, at);
  let end = first;
  let { scale, end: scaled } = readScale(text, end);
  end = scaled;
  let max: number | undefined;
  let of: number | undefined;
  const range = readRange(text, first, scaled, scale);
  if (range !== undefined) {
    max = range.max;
    end = range.end;
    scale = range.scale;
  } else if (text[first] === '/' && isDigit(text.charCodeAt(first + 1))) {
    const second = literalEnd(text, first + 1);
    const denominator = Number(text.slice(first + 1, second));
    if (/^\s*(?:địa phương|tỉnh|thành|xã|huyện|phường|quận)/u.test(text.slice(second, second + 14))) {
      of = denominator;
      end = second;
    }
  }
  const mantissa = range?.lower ?? lower;
  const unit = readUnit(text, end);
  const dotted = /^\d{1,2}\.(?:\d{1,2}|\d{4})$/u.test(literal);
  return {
    start: at,
    end,
    mantissa,
    scale,
    value: tidy((sign === '-' ? -1 : 1) * mantissa * scale),
    ...(max === undefined ? {} : { max: tidy(max * scale) }),
    ...(of === undefined ? {} : { of }),
    ...(sign === undefined ? {} : { sign }),
    ...(unit === undefined ? {} : { unit: unit.text, unitEnd: unit.end }),
    ...(dotted ? { dotted: true } : {}),
  };
}

interface Range {
  readonly lower: number;
  readonly max: number;
  readonly end: number;
  readonly scale: number;
}

/** "15-20%", "15% đến 20%", "600-700 triệu", "600 triệu đến 1 tỷ"; both ends on the scale of the second. */
function readRange(text: string, first: number, scaled: number, scale: number): Range | undefined {
  const lowerUnit = readUnit(text, scaled);
  const link = /^\s?(?:[-–—]|đến|tới)\s?/u.exec(
    text.slice(lowerUnit?.end ?? scaled, (lowerUnit?.end ?? scaled) + 6),
  );
  if (link === null) return undefined;
  const from = (lowerUnit?.end ?? scaled) + link[0].length;
  if (!isDigit(text.charCodeAt(from))) return undefined;
  const until = literalEnd(text, from);
  const upper = parseNumber(text.slice(from, until));
  const start = numberStart(text, first);
  const lower = parseNumber(text.slice(start, first));
  if (upper === undefined || lower === undefined || Number.isNaN(lower)) return undefined;
  const second = readScale(text, until);
  const upperUnit = readUnit(text, second.end);
  const hyphen = /[-–—]/u.test(link[0]);
  if (hyphen ? looksLikeDate(text, until) : upperUnit === undefined && second.scale === 1) {
    return undefined;
  }
  if (lowerUnit !== undefined && upperUnit?.text.toLowerCase() !== lowerUnit.text.toLowerCase())
    return undefined;
  const lowerOwn = scaled === first ? second.scale : scale;
  const onScale = tidy((lower * lowerOwn) / second.scale);
  if (onScale >= upper) return undefined;
  if (upperUnit === undefined && second.scale === 1) {
    // Years, lots and addresses are written with a hyphen as well; without a unit they stay two numbers.
    return /^\s?\p{L}/u.test(text.slice(second.end, second.end + 2)) && lower < 1900
      ? { lower: onScale, max: upper, end: second.end, scale: second.scale }
      : undefined;
  }
  return { lower: onScale, max: upper, end: second.end, scale: second.scale };
}

function looksLikeDate(text: string, until: number): boolean {
  return text[until] === '-' || text[until] === '/';
}

function numberStart(text: string, end: number): number {
  let at = end;
  while (at > 0 && (isDigit(text.charCodeAt(at - 1)) || text[at - 1] === '.' || text[at - 1] === ',')) at--;
  return at;
}

const COUNTING = new Set([
  'một',
  'hai',
  'ba',
  'bốn',
  'năm',
  'sáu',
  'bảy',
  'bẩy',
  'tám',
  'chín',
  'mười',
  'gấp',
]);

/** Most words are none of ours; this tells without looking further. */
function mayCount(text: string, at: number, end: number): boolean {
  return end - at >= 2 && end - at <= 4 && COUNTING.has(text.slice(at, end).toLowerCase());
}

function readWords(text: string, at: number, end: number): NumberMention | undefined {
  const word = foldTone(text.slice(at, end).toLowerCase());
  if (word === 'gấp') {
    const next = nextWord(text, end);
    const times = next && { đôi: 2, ba: 3, tư: 4, bốn: 4, năm: 5, rưỡi: 1.5, hai: 2 }[next.word];
    if (next === undefined || times === undefined) return undefined;
    const after = nextWord(text, next.end);
    if (next.word === 'năm' && after?.word !== 'lần') return undefined;
    return inWords(at, next.end, times, 1, after?.word === 'lần' ? after : { word: 'lần', end: next.end });
  }
  if (word === 'một') {
    const next = nextWord(text, end);
    if (next?.word === 'nửa') return inWords(at, next.end, 50, 1, { word: '%', end: next.end });
  }
  const read = readCardinal(text, at);
  if (read === undefined) return undefined;
  const scaled = readScale(text, read.end);
  const unit = readUnit(text, scaled.end);
  if (scaled.scale === 1 && unit === undefined) return undefined;
  // "năm" is also the year and "một" also the article; alone they are numbers before a scale word only.
  if (scaled.scale === 1 && (word === 'năm' || read.words === 1) && unit?.text !== '%') return undefined;
  return inWords(at, scaled.end, read.value, scaled.scale, unit && { word: unit.text, end: unit.end });
}

function inWords(
  start: number,
  end: number,
  mantissa: number,
  scale: number,
  unit: { readonly word: string; readonly end: number } | undefined,
): NumberMention {
  return {
    start,
    end,
    mantissa,
    scale,
    value: mantissa * scale,
    word: true,
    ...(unit === undefined ? {} : { unit: unit.word, unitEnd: unit.end }),
  };
}

function signBefore(text: string, at: number): '+' | '-' | undefined {
  const mark = text[at - 1];
  if (mark !== '+' && mark !== '-' && mark !== '−' && mark !== '–') return undefined;
  const before = text[at - 2];
  if (before !== undefined && before !== ' ' && before !== '(' && before !== ':' && before !== '\t')
    return undefined;
  return mark === '+' ? '+' : '-';
}

function literalEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    const inner = (code === 0x2e || code === 0x2c) && isDigit(text.charCodeAt(end + 1));
    if (!isDigit(code) && !inner) break;
    end++;
  }
  return end;
}

/** Ends floating-point noise such as 1.2 * 1e12 = 1199999999999.9998 at fifteen digits. */
function tidy(value: number): number {
  return Number(value.toPrecision(15));
}

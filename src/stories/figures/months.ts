import { readCardinal } from '../../text/number-words.ts';
import type { PeriodMatch, Year } from './period.ts';
import { glued, isCount, isYear, month, months, relative, word, yearOf } from './period.ts';
import type { Token } from './tokens.ts';

export function readMonth(tokens: readonly Token[], at: number): PeriodMatch | undefined {
  const next = word(tokens, at + 1);
  // "các tháng trước đó" are no month.
  const several = SEVERAL.has(word(tokens, at - 1));
  if (several && (next === 'trước' || next === 'qua')) return undefined;
  if (next === 'trước' || next === 'qua') return relative('last-month', at + 2);
  if (next === 'này') return relative('this-month', at + 2);
  if (next === 'đầu' && (word(tokens, at + 2) === 'năm' || word(tokens, at + 2) === 'tiên')) {
    const year = word(tokens, at + 2) === 'năm' ? readYear(tokens, at + 2) : undefined;
    return { period: month(1, yearOf(year)), end: year?.end ?? at + 3 };
  }
  if (next === 'cuối' && word(tokens, at + 2) === 'năm') {
    const year = readYear(tokens, at + 2);
    return { period: month(12, yearOf(year)), end: year?.end ?? at + 3 };
  }
  const named = readMonthName(tokens, at + 1);
  if (named === undefined) return undefined;
  if (
    word(tokens, named.end) === '-' &&
    isCount(tokens[named.end + 1], 12) &&
    !isYear(tokens[named.end + 1])
  ) {
    const to = Number(tokens[named.end + 1]!.t);
    const year = readYearSuffix(tokens, named.end + 2);
    if (to > named.month)
      return { period: months(named.month, to, year?.year), end: year?.end ?? named.end + 2 };
  }
  const year = readYearSuffix(tokens, named.end);
  return { period: month(named.month, year?.year), end: year?.end ?? named.end };
}

const SEVERAL = new Set(['các', 'những', 'mấy', 'vài']);

export function readShortMonth(tokens: readonly Token[], at: number): PeriodMatch | undefined {
  const number = Number(word(tokens, at).slice(1));
  if (number < 1 || number > 12) return undefined;
  const year = readYearSuffix(tokens, at + 1);
  return { period: month(number, year?.year), end: year?.end ?? at + 1 };
}

const MONTH_NAMES: Readonly<Record<string, number>> = {
  giêng: 1,
  một: 1,
  hai: 2,
  ba: 3,
  tư: 4,
  năm: 5,
  sáu: 6,
  bảy: 7,
  tám: 8,
  chín: 9,
  mười: 10,
  chạp: 12,
};

export function readMonthName(
  tokens: readonly Token[],
  at: number,
): { readonly month: number; readonly end: number } | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  if (token.kind === 'number') {
    return isCount(token, 12) && !glued(tokens, at) ? { month: Number(token.t), end: at + 1 } : undefined;
  }
  const named = MONTH_NAMES[token.t];
  if (named === undefined || (token.t === 'năm' && !token.capital)) return undefined;
  if (named !== 10) return { month: named, end: at + 1 };
  const more = { một: 11, hai: 12 }[word(tokens, at + 1)];
  return { month: more ?? 10, end: more === undefined ? at + 1 : at + 2 };
}

const QUARTERS: Readonly<Record<string, number>> = {
  '1': 1,
  '2': 2,
  '3': 3,
  '4': 4,
  i: 1,
  ii: 2,
  iii: 3,
  iv: 4,
  một: 1,
  hai: 2,
  ba: 3,
  tư: 4,
  bốn: 4,
  đầu: 1,
  cuối: 4,
};

export function readQuarter(tokens: readonly Token[], at: number): PeriodMatch | undefined {
  const next = word(tokens, at + 1);
  if (next === 'trước') return relative('last-quarter', at + 2);
  if (next === 'này') return relative('this-quarter', at + 2);
  const quarter = QUARTERS[next];
  if (quarter === undefined) return undefined;
  if ((next === 'đầu' || next === 'cuối') && word(tokens, at + 2) !== 'năm') return undefined;
  const year = readYearSuffix(tokens, at + 2);
  return {
    period: { kind: 'quarter', quarter, ...(year === undefined ? {} : { year: year.year }) },
    end: year?.end ?? at + 2,
  };
}

/** "năm 2025", "năm nay", "năm ngoái"; undefined for the count "năm tháng". */
export function readYear(tokens: readonly Token[], at: number): PeriodMatch | undefined {
  if (word(tokens, at) !== 'năm') return undefined;
  const token = tokens[at + 1];
  if (isYear(token)) {
    // A span of years is a plan period, not a reading's.
    if (word(tokens, at + 2) === '-' && isYear(tokens[at + 3])) return undefined;
    return { period: { kind: 'year', year: Number(token!.t) }, end: at + 2 };
  }
  const ago = YEARS_AGO[word(tokens, at + 1)];
  if (ago === undefined || (ago < 0 && word(tokens, at + 2) === 'nay')) return undefined;
  return { period: { kind: 'year', year: { ago } }, end: at + (word(tokens, at + 2) === 'đó' ? 3 : 2) };
}

/** "năm 2010 đến (năm) 2013", behind "từ". */
export function readYears(tokens: readonly Token[], at: number): PeriodMatch | undefined {
  if (word(tokens, at) !== 'năm' || !isYear(tokens[at + 1])) return undefined;
  if (word(tokens, at + 2) !== 'đến' && word(tokens, at + 2) !== 'tới') return undefined;
  const last = word(tokens, at + 3) === 'năm' ? at + 4 : at + 3;
  if (!isYear(tokens[last])) return undefined;
  return {
    period: { kind: 'years', from: Number(tokens[at + 1]!.t), to: Number(tokens[last]!.t) },
    end: last + 1,
  };
}

const YEARS_AGO: Readonly<Record<string, number>> = {
  nay: 0,
  này: 0,
  ngoái: 1,
  trước: 1,
  qua: 1,
  tới: -1,
  sau: -1,
};

/** "10 tháng năm 2025", "6 tháng đầu năm", "hai quý đầu năm", "10T/2025", "11 tháng". */
export function readCountedMonths(
  tokens: readonly Token[],
  at: number,
  text: string,
): PeriodMatch | undefined {
  const token = tokens[at]!;
  let count: number;
  let i: number;
  if (token.kind === 'number') {
    if (!/^\d{1,2}$/u.test(token.t)) return undefined;
    count = Number(token.t);
    i = at + 1;
  } else {
    const cardinal = readCardinal(text, token.start);
    if (cardinal === undefined) return undefined;
    count = cardinal.value;
    i = at + cardinal.words;
    if (cardinal.value === 10) i = at + 1;
  }
  if (word(tokens, i) === 't' && tokens[i]!.start === tokens[i - 1]!.end) {
    const year = readYearSuffix(tokens, i + 1);
    return year && count >= 2 && count <= 12
      ? { period: months(1, count, year.year), end: year.end }
      : undefined;
  }
  const t2025 = /^t(20\d\d)$/u.exec(word(tokens, i));
  if (t2025 !== null && tokens[i]!.start === tokens[i - 1]!.end) {
    return { period: months(1, count, Number(t2025[1])), end: i + 1 };
  }
  const unit = word(tokens, i);
  if (unit === 'ngày' && count === 15) {
    // "15 ngày đầu tháng 9"
    const half = { đầu: 1, cuối: 2 }[word(tokens, i + 1)] as 1 | 2 | undefined;
    const found = half && word(tokens, i + 2) === 'tháng' ? readMonth(tokens, i + 2) : undefined;
    if (half === undefined || found?.period.kind !== 'month') return undefined;
    return { period: { ...found.period, kind: 'half-month', half }, end: found.end };
  }
  if (unit !== 'tháng' && unit !== 'quý') return undefined;
  const size = unit === 'quý' ? 3 : 1;
  if (count < 1 || count * size > 12) return undefined;
  if (isSpanBefore(tokens, at)) return undefined;
  let end = i + 1;
  let last = false;
  if (word(tokens, end) === 'đầu' || word(tokens, end) === 'cuối') {
    last = word(tokens, end) === 'cuối';
    end++;
  } else if (AFTER_SPAN.has(word(tokens, end))) {
    return undefined;
  }
  if (count === 1 && end === i + 1) return undefined;
  if (count * size === 12 && !last && word(tokens, end) !== 'năm' && word(tokens, end) !== '/')
    return undefined;
  const year = readYearSuffix(tokens, end);
  if (year === undefined && word(tokens, end) === 'năm') end++;
  else if (year === undefined && word(tokens, end) === 'qua') end++;
  const n = count * size;
  const period = last
    ? months(13 - n, 12, year?.year)
    : n === 1
      ? month(1, year?.year)
      : months(1, n, year?.year);
  return { period, end: year?.end ?? end };
}

const SPAN_WORDS = new Set([
  'hạn',
  'vòng',
  'mỗi',
  'suốt',
  'thêm',
  'gần',
  'hơn',
  'sau',
  'khoảng',
  'tối',
  'dưới',
  'trên',
  'chậm',
  'kéo',
  'dài',
  'từng',
]);

const AFTER_SPAN = new Set([
  'liên',
  'tới',
  'tuổi',
  'nữa',
  'một',
  'tù',
  'trở',
  'liền',
  'kể',
  'để',
  'sau',
  '/',
  'lương',
  'thi',
]);

/** Words that make "6 tháng" a duration ("kỳ hạn 6 tháng"), save "sau 8 tháng năm 2025", which ends with its year. */
function isSpanBefore(tokens: readonly Token[], at: number): boolean {
  const before = word(tokens, at - 1);
  if (!SPAN_WORDS.has(before) || (before === 'thêm' && word(tokens, at - 2) === 'tăng')) return false;
  const behind = tokens[at + 2];
  const dated = behind === undefined || behind.kind === 'mark' || behind.t === 'năm' || behind.t === 'đầu';
  return !(before === 'sau' && dated);
}

/** "/2025", "-2025", "năm 2025", "của năm ngoái", "năm nay" behind a month or quarter. */
export function readYearSuffix(
  tokens: readonly Token[],
  at: number,
): { readonly year: Year; readonly end: number } | undefined {
  const mark = word(tokens, at);
  if ((mark === '/' || mark === '-' || mark === '.') && isYear(tokens[at + 1])) {
    return { year: Number(tokens[at + 1]!.t), end: at + 2 };
  }
  if (mark === '/' && word(tokens, at + 1) === 'năm' && isYear(tokens[at + 2])) {
    return { year: Number(tokens[at + 2]!.t), end: at + 3 };
  }
  let i = at;
  if (word(tokens, i) === 'của' || word(tokens, i) === 'trong' || word(tokens, i) === ',') i++;
  if (isYear(tokens[i]) && i === at) return { year: Number(tokens[i]!.t), end: i + 1 };
  const year = readYear(tokens, i);
  const found = yearOf(year);
  return year === undefined || found === undefined ? undefined : { year: found, end: year.end };
}

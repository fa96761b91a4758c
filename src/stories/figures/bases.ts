import { createRequire } from 'node:module';
import type { LocalDate } from '../../news/time.ts';
import { precedingPeriod, resolvePeriod, shiftYears } from './calendar.ts';
import type { Period } from './period.ts';
import { readPeriod } from './periods.ts';
import type { Token } from './tokens.ts';

/** What a movement is measured against, as far as the words alone tell. */
export type Basis =
  | { readonly kind: 'named'; readonly id: string; readonly year?: number }
  /** "so với tháng 9": which basis that is depends on the period of the figure. */
  | { readonly kind: 'period'; readonly period: Period }
  /** "so với mức 46%": a number follows, the starting level. */
  | { readonly kind: 'level' }
  /** "so với bình quân chung", "so với mục tiêu": a gap, which is no figure of ours. */
  | { readonly kind: 'gap' }
  /** "so với …" something we cannot name. */
  | { readonly kind: 'unknown' };

export interface BasisMatch {
  readonly basis: Basis;
  readonly end: number;
}

const named = createRequire(import.meta.url)('./bases.json') as readonly {
  readonly id: string;
  readonly phrases: readonly string[];
}[];

const BY_FIRST = new Map<string, { readonly words: readonly string[]; readonly id: string }[]>();
for (const { id, phrases } of named) {
  for (const phrase of phrases) {
    const words = phrase.split(' ');
    BY_FIRST.set(words[0]!, [...(BY_FIRST.get(words[0]!) ?? []), { words, id }]);
  }
}
for (const list of BY_FIRST.values()) list.sort((a, b) => b.words.length - a.words.length);

const SHORT: Readonly<Record<string, string>> = {
  svck: 'yoy',
  yoy: 'yoy',
  mom: 'mom',
  qoq: 'qoq',
  wow: 'wow',
  ytd: 'ytd',
};
const FILLERS = new Set([
  'mức',
  'con',
  'số',
  'giá',
  'của',
  'thời',
  'điểm',
  'kết',
  'quả',
  'trị',
  'sản',
  'lượng',
  'chỉ',
  'chốt',
  'đóng',
  'cửa',
  'tỷ',
  'lệ',
  'thực',
  'hiện',
  'đỉnh',
  'kỷ',
  'lục',
]);
const TAIL = new Set(['đó', 'nay', 'này', 'đây']);

const MOVES = new Set(['tăng', 'giảm']);

/**
 * Reads the basis that begins at token `at`: "so với …", "svck", "cao hơn phiên trước", "theo năm". `afterNumber` tells
 * that a figure stands just before, where "cùng kỳ" and "theo năm" alone are a basis.
 */
export function readBasis(
  tokens: readonly Token[],
  at: number,
  text: string,
  afterNumber: boolean,
): BasisMatch | undefined {
  const t = tokens[at]?.t ?? '';
  const short = SHORT[t];
  if (short !== undefined) return { basis: { kind: 'named', id: short }, end: at + 1 };
  if (t === 'theo' && afterNumber) {
    const id = { năm: 'yoy', tháng: 'mom', quý: 'qoq', tuần: 'wow' }[tokens[at + 1]?.t ?? ''];
    return id === undefined ? undefined : { basis: { kind: 'named', id }, end: at + 2 };
  }
  if (t === 'so') {
    // "thấp hơn nhiều so với mức tăng 9,1% của cả nước": a reading of its own.
    if (
      tokens[at + 1]?.t === 'với' &&
      tokens[at + 2]?.t === 'mức' &&
      MOVES.has(tokens[at + 3]?.t ?? '') &&
      tokens[at + 4]?.kind === 'number'
    )
      return undefined;
    const from = tokens[at + 1]?.t === 'với' ? at + 2 : at + 1;
    return readCompared(tokens, from, text, from === at + 2);
  }
  if (t === 'trong' && afterNumber) {
    const id = { tuần: 'wow', ngày: 'dod', phiên: 'dod' }[tokens[at + 1]?.t ?? ''];
    const next = tokens[at + 2];
    const qua = next?.t === 'qua' || next?.t === 'này';
    const ends = next === undefined || next.kind === 'mark' || qua;
    return id === undefined || !ends ? undefined : { basis: { kind: 'named', id }, end: at + (qua ? 3 : 2) };
  }
  if (t === 'từ' && tokens[at + 1]?.t === 'đầu' && tokens[at + 2]?.t === 'năm' && afterNumber) {
    const toNow = (tokens[at + 3]?.t === 'đến' || tokens[at + 3]?.t === 'tới') && tokens[at + 4]?.t === 'nay';
    const end = at + (toNow ? 5 : 3);
    return toNow || tokens[end] === undefined || tokens[end].kind === 'mark'
      ? { basis: { kind: 'named', id: 'ytd' }, end }
      : undefined;
  }
  return undefined;
}

/** What follows "so với" or "hơn". */
export function readCompared(
  tokens: readonly Token[],
  at: number,
  text: string,
  certain: boolean,
): BasisMatch | undefined {
  let i = at;
  while (i < at + 6) {
    if (tokens[i]?.number !== undefined && tokens[i]!.kind === 'number' && i > at && isLevel(tokens[i]!)) {
      return certain ? { basis: { kind: 'level' }, end: i } : undefined;
    }
    const known = readNamed(tokens, i, text);
    if (known !== undefined) return known;
    const period = readPeriod(tokens, i, text);
    if (period !== undefined) {
      return { basis: { kind: 'period', period: period.period }, end: skipTail(tokens, period.end) };
    }
    const t = tokens[i]?.t ?? '';
    if (t === 'mức' && (tokens[i + 1]?.t === 'tăng' || tokens[i + 1]?.t === 'giảm')) {
      i += 2;
      continue;
    }
    if (!FILLERS.has(t) && t !== 'cuối' && t !== 'đầu' && t !== 'ngày' && t !== 'cả') break;
    i++;
  }
  if (certain && tokens[at]?.number !== undefined && isLevel(tokens[at])) {
    return { basis: { kind: 'level' }, end: at };
  }
  return certain ? { basis: { kind: 'unknown' }, end: at } : undefined;
}

function isLevel(token: Token): boolean {
  return token.number?.unit !== undefined;
}

function readNamed(tokens: readonly Token[], at: number, text: string): BasisMatch | undefined {
  for (const { words, id } of BY_FIRST.get(tokens[at]?.t ?? '') ?? []) {
    if (!words.every((w, k) => tokens[at + k]?.t === w)) continue;
    // "cùng kỳ hạn" is a term of deposit.
    if (words.at(-1) === 'kỳ' && tokens[at + words.length]?.t === 'hạn') continue;
    let end = at + words.length;
    if (id === 'gap') return { basis: { kind: 'gap' }, end };
    if (words.includes('cùng') && id === 'yoy') {
      const year = yearBehind(tokens, end);
      if (year !== undefined) {
        end = year.end;
        return {
          basis: { kind: 'named', id, ...(year.year === undefined ? {} : { year: year.year }) },
          end: skipTail(tokens, end),
        };
      }
      const period = readPeriod(tokens, end, text);
      if (period !== undefined && words[1] === 'kỳ') end = period.end;
    } else if (id === 'ytd' && words.at(-1) === 'năm') {
      const year = tokens[end];
      if (year !== undefined && /^20\d\d$/u.test(year.t)) end++;
    } else if (id === 'vs_period' && tokens[end]?.t === '(') {
      const period = readPeriod(tokens, end + 1, text);
      if (period !== undefined && tokens[period.end]?.t === ')') {
        return { basis: { kind: 'period', period: period.period }, end: period.end + 1 };
      }
    }
    return { basis: { kind: 'named', id }, end: skipTail(tokens, end) };
  }
  if (tokens[at]?.t === 'cuối' && tokens[at + 1]?.t === 'năm' && /^20\d\d$/u.test(tokens[at + 2]?.t ?? '')) {
    return { basis: { kind: 'named', id: 'ytd' }, end: at + 3 };
  }
  return undefined;
}

/** The year behind "cùng kỳ": "năm 2024", "2024", "năm ngoái", "của năm trước đó", "các năm trước". */
function yearBehind(
  tokens: readonly Token[],
  at: number,
): { readonly year?: number; readonly end: number } | undefined {
  let i = at;
  if (tokens[i]?.t === 'của' || tokens[i]?.t === 'các') i++;
  if (tokens[i]?.t === 'năm') i++;
  const t = tokens[i]?.t ?? '';
  if (/^20\d\d$/u.test(t)) return { year: Number(t), end: i + 1 };
  if (t === 'trước' || t === 'ngoái' || t === 'qua') return { end: i + 1 };
  if (t === 'liền' && tokens[i + 1]?.t === 'trước') return { end: i + 2 };
  return undefined;
}

function skipTail(tokens: readonly Token[], at: number): number {
  return TAIL.has(tokens[at]?.t ?? '') ? at + 1 : at;
}

/** Settles a basis against the period of its figure: the id, and the period compared with when it is another one. */
export function resolveBasis(
  basis: Basis,
  period: string | null,
  refDate: LocalDate,
): { readonly id: string; readonly basePeriod?: string } | undefined {
  if (basis.kind === 'level') return { id: 'from_to' };
  if (basis.kind === 'gap' || basis.kind === 'unknown') return undefined;
  if (basis.kind === 'named') {
    if (basis.id === 'yoy' && basis.year !== undefined && period !== null) {
      const year = Number(period.slice(0, 4));
      if (basis.year < year - 1)
        return { id: 'vs_period', basePeriod: shiftYears(period, basis.year - year) };
    }
    return { id: basis.id };
  }
  const base = basis.period;
  const iso = resolvePeriod(base, refDate);
  if (base.kind === 'relative') {
    const id = { 'last-month': 'mom', 'last-quarter': 'qoq', yesterday: 'dod', weekend: 'wow' }[
      base.name as string
    ];
    return { id: id ?? 'prev' };
  }
  if (base.kind === 'date' && base.day === 31 && base.month === 12) return { id: 'ytd' };
  if (base.kind === 'years') return { id: 'vs_period', basePeriod: iso };
  if (period === null) return withoutPeriod(base, iso, refDate);
  const year = Number(period.slice(0, 4));
  // A base month without a year lies before the period, not before the article.
  const settled =
    base.kind !== 'year' &&
    base.year === undefined &&
    iso.slice(0, 10) >= period.slice(0, 10) &&
    iso !== period
      ? shiftYears(iso, -1)
      : iso;
  if (base.kind === 'year') {
    return Number(iso) === year - 1 ? { id: 'yoy' } : { id: 'vs_period', basePeriod: iso };
  }
  if (settled === shiftYears(period, -1)) return { id: 'yoy' };
  if (
    base.kind === 'month' &&
    base.month === 12 &&
    settled.startsWith(String(year - 1)) &&
    period !== `${year}-01`
  ) {
    return { id: 'ytd' };
  }
  const before = precedingPeriod(period.length === 10 && base.kind === 'month' ? period.slice(0, 7) : period);
  if (settled === before) {
    const id = { month: 'mom', quarter: 'qoq', 'half-month': 'prev_half_month', date: 'dod' }[
      base.kind as string
    ];
    return { id: id ?? 'prev' };
  }
  if (base.kind === 'quarter' && period.length === 7 && !period.includes('Q'))
    return { id: 'vs_period', basePeriod: settled };
  return { id: 'vs_period', basePeriod: settled };
}

/** Without a period of the figure the article's day stands in: last month's article compares with the month before. */
function withoutPeriod(
  base: Period,
  iso: string,
  refDate: LocalDate,
): { readonly id: string; readonly basePeriod?: string } {
  const year = Number(refDate.slice(0, 4));
  if (base.kind === 'year')
    return Number(iso) === year - 1 ? { id: 'yoy' } : { id: 'vs_period', basePeriod: iso };
  if (base.kind === 'date') {
    return iso === precedingPeriod(refDate) ? { id: 'dod' } : { id: 'vs_period', basePeriod: iso };
  }
  if (base.kind === 'month' && base.year === undefined) {
    const before = precedingPeriod(refDate.slice(0, 7))!;
    if (iso === before || iso === precedingPeriod(before)) return { id: 'mom' };
  }
  if (base.kind === 'half-month') return { id: 'prev_half_month' };
  return { id: 'vs_period', basePeriod: iso };
}

import type { Basis } from './bases.ts';
import { readBasis, readCompared } from './bases.ts';
import type { Period } from './period.ts';
import { readPeriod } from './periods.ts';
import type { Token } from './tokens.ts';
import { readTrap } from './traps.ts';
import { readUnit } from './units.ts';
import type { Entry } from './words.ts';
import { readEntry } from './words.ts';

/** A place as the place finder of `text` gives it, with its offsets in the sentence. */
export interface PlaceSpan {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  /** A gate, port or zone: named beside its province it is the place of the figure. */
  readonly spot?: boolean;
}

/** One thing a sentence says that matters to its figures, in the order of the sentence. */
export type Mention = Spot &
  (
    | { readonly kind: 'number'; readonly quantity: Quantity }
    | { readonly kind: 'period'; readonly period: Period }
    | { readonly kind: 'basis'; readonly basis: Basis }
    /** "cùng kỳ năm 2024" as the time of a figure: the period of the sentence, a year earlier. */
    | { readonly kind: 'base-period'; readonly year?: number }
    | { readonly kind: 'place'; readonly id: string; readonly spot: boolean }
    | { readonly kind: 'entry'; readonly entry: Entry }
    | { readonly kind: 'mark'; readonly mark: string }
    | { readonly kind: 'word'; readonly word: string; readonly capital: boolean }
  );

interface Spot {
  /** Token indexes, end exclusive. */
  readonly from: number;
  readonly to: number;
}

/** A printed number with its unit. */
export interface Quantity {
  readonly mantissa: number;
  readonly scale: number;
  /** Upper end of a range, on the same scale. */
  readonly max?: number;
  readonly of?: number;
  readonly sign?: '+' | '-';
  /** What is counted: `usd`, `tonne`, `percent`; absent when no unit follows. */
  readonly base?: string;
  /** "gấp đôi", "một nửa". */
  readonly worded?: true;
}

/** Reads a sentence into mentions; what may never be a figure (decrees, dates, roads, grades) is left out. */
export function readMentions(
  tokens: readonly Token[],
  text: string,
  places: readonly PlaceSpan[],
): Mention[] {
  const mentions: Mention[] = [];
  const placeAt = new Map(places.map((place) => [place.start, place]));
  let lastNumber = -9;
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at]!;
    const trap = readTrap(tokens, at);
    if (trap !== undefined) {
      at = trap;
      continue;
    }
    const place = placeAt.get(token.start);
    if (place !== undefined) {
      let to = at + 1;
      while (to < tokens.length && tokens[to]!.start < place.end) to++;
      mentions.push({ kind: 'place', id: place.id, spot: place.spot === true, from: at, to });
      at = to;
      continue;
    }
    const afterNumber = at - lastNumber <= 1;
    const compared = readBasis(tokens, at, text, afterNumber);
    if (compared !== undefined) {
      mentions.push({ kind: 'basis', basis: compared.basis, from: at, to: compared.end });
      at = compared.end;
      continue;
    }
    const sameTerm = readSameTerm(tokens, at, text, mentions, afterNumber);
    if (sameTerm !== undefined) {
      mentions.push(sameTerm);
      at = sameTerm.to;
      continue;
    }
    const period = readPeriod(tokens, at, text);
    if (period !== undefined) {
      if (!isContract(tokens, at) && !isSince(tokens, at, period.period)) {
        mentions.push({ kind: 'period', period: period.period, from: at, to: period.end });
      }
      at = period.end;
      continue;
    }
    const entry = token.number?.word === true ? undefined : readEntry(tokens, at);
    if (entry !== undefined) {
      const to = at + entry.tokens.length;
      if (entry.kind !== 'skip') mentions.push({ kind: 'entry', entry, from: at, to });
      // "sản lượng hàng hóa qua cảng" and "cảng biển Hải Phòng" share a word.
      const shared = placeAt.get(tokens[to - 1]!.start);
      at = shared !== undefined && to - at > 1 ? to - 1 : to;
      if (at < to) continue;
      // "cao hơn phiên trước", "nhỉnh hơn tháng Chín": a basis without "so với".
      if ((entry.kind === 'up' || entry.kind === 'down') && entry.tokens.at(-1) === 'hơn') {
        const count = tokens[at]?.t === 'con' && tokens[at + 1]?.t === 'số';
        const leads = tokens[at]?.t === 'mức' || count;
        const than = readCompared(
          tokens,
          at,
          text,
          leads && tokens[count ? at + 2 : at + 1]?.kind !== 'word',
        );
        if (than !== undefined && than.basis.kind !== 'gap') {
          mentions.push({ kind: 'basis', basis: than.basis, from: at, to: than.end });
          at = than.end;
        } else if (tokens[at] !== undefined && readEntry(tokens, at)?.kind === 'indicator') {
          // "cao hơn giá vàng thế giới 5,2 triệu": a gap between two things.
          mentions.push({ kind: 'basis', basis: { kind: 'gap' }, from: at, to: at });
        }
      }
      continue;
    }
    if (token.number !== undefined) {
      const number = readQuantity(tokens, at);
      mentions.push({ kind: 'number', quantity: number.quantity, from: at, to: number.end });
      lastNumber = number.end - 1;
      at = number.end;
      // "gấp đôi năm trước"
      const multiple = number.quantity.base === 'times' ? readCompared(tokens, at, text, false) : undefined;
      if (multiple?.basis.kind === 'named' || multiple?.basis.kind === 'period') {
        mentions.push({ kind: 'basis', basis: multiple.basis, from: at, to: multiple.end });
        at = multiple.end;
        continue;
      }
      // What is counted may name the indicator: "2.926 dự án được cấp phép mới", "538 xe hoa quả".
      const counted = number.unit === undefined ? undefined : readEntry(tokens, number.unit);
      if (counted?.kind === 'indicator' || counted?.kind === 'item') {
        const to = Math.max(at, number.unit! + counted.tokens.length);
        mentions.push({ kind: 'entry', entry: counted, from: number.unit!, to });
        at = to;
      }
      continue;
    }
    mentions.push(
      token.kind === 'mark'
        ? { kind: 'mark', mark: token.t, from: at, to: at + 1 }
        : { kind: 'word', word: token.t, capital: token.capital, from: at, to: at + 1 },
    );
    at++;
  }
  return mentions;
}

function readQuantity(
  tokens: readonly Token[],
  at: number,
): { readonly quantity: Quantity; readonly end: number; readonly unit?: number } {
  const number = tokens[at]!.number!;
  let end = at + 1;
  while (end < tokens.length && tokens[end]!.start < number.end) end++;
  const unit = readUnit(tokens, end);
  const worded = number.word === true && unit === undefined && number.unit !== undefined;
  const motors = unit === undefined && end < tokens.length ? readEntry(tokens, end) : undefined;
  const counted = motors?.kind === 'item' && MOTORS.has(motors.id) ? 'product' : undefined;
  const base = counted ?? unit?.base ?? (worded ? { lần: 'times', '%': 'percent' }[number.unit] : undefined);
  return {
    quantity: {
      mantissa: number.mantissa,
      scale: number.scale,
      ...(number.max === undefined ? {} : { max: Number((number.max / number.scale).toPrecision(15)) }),
      ...(number.of === undefined ? {} : { of: number.of }),
      ...(number.sign === undefined ? {} : { sign: number.sign }),
      ...(base === undefined ? {} : { base }),
      ...(number.word === true ? { worded: true } : {}),
    },
    end: unit?.end ?? end,
    ...(unit === undefined ? {} : { unit: end }),
  };
}

/** Counted without a word of counting: "134.700 ô tô nguyên chiếc". */
const MOTORS = new Set(['o-to', 'xe-may']);

/**
 * "cùng kỳ" without "so với": a basis behind a number or after "gấp", "bằng", else the time of the figure that follows
 * or goes before ("mức tăng 8,2% của cùng kỳ năm trước", "(cùng kỳ năm 2024 tăng 8,3%)").
 */
function readSameTerm(
  tokens: readonly Token[],
  at: number,
  text: string,
  before: readonly Mention[],
  afterNumber: boolean,
): Mention | undefined {
  if (tokens[at]!.t !== 'cùng' || (tokens[at + 1]?.t !== 'kỳ' && tokens[at + 1]?.t !== 'tháng'))
    return undefined;
  const read = readCompared(tokens, at, text, false);
  if (read?.basis.kind !== 'named') return undefined;
  const last = before.at(-1);
  const ofBase = tokens[at - 1]?.t === 'của' || tokens[at - 1]?.t === 'trong';
  const times = before.findLast(({ kind }) => kind === 'number');
  const opens =
    last === undefined || last.kind === 'mark' || (last.kind === 'entry' && last.entry.kind === 'within');
  const subject = opens && tokens[read.end] !== undefined && tokens[read.end]!.t !== ',';
  if (afterNumber || (times !== undefined && times.to === at)) {
    return { kind: 'basis', basis: read.basis, from: at, to: read.end };
  }
  if (ofBase || subject) {
    return {
      kind: 'base-period',
      ...(read.basis.year === undefined ? {} : { year: read.basis.year }),
      from: at,
      to: read.end,
    };
  }
  return { kind: 'basis', basis: read.basis, from: at, to: read.end };
}

/** "cao nhất kể từ năm 2020": how long a record has stood, not when the figure is of. A day is: "kể từ ngày 10/5". */
function isSince(tokens: readonly Token[], at: number, period: Period): boolean {
  const part = PARTS.has(tokens[at - 1]?.t ?? '') ? at - 1 : at;
  const lead = tokens[part - 2]?.t;
  return tokens[part - 1]?.t === 'từ' && (lead === 'kể' || lead === 'nhất') && period.kind !== 'date';
}

const PARTS = new Set(['cuối', 'đầu', 'giữa']);

/** A futures contract's month ("kỳ hạn tháng 1/2026", "giao tháng 3") says nothing about when the price was quoted. */
function isContract(tokens: readonly Token[], at: number): boolean {
  const t = tokens[at - 1]?.t ?? '';
  return t === 'hạn' || t === 'giao' || (t === 'hàng' && tokens[at - 2]?.t === 'giao');
}

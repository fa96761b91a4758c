import type { Clause } from './clauses.ts';
import type { Mention, Quantity } from './mentions.ts';

export type Direction = 'up' | 'down' | 'flat';

/** What a number does in its sentence. */
export interface Role {
  readonly role: 'level' | 'change' | 'from' | 'share' | 'plan' | 'contribution' | 'none';
  readonly direction?: Direction;
  /** No verb of its own: it continues the list before ("Trung Quốc 14,5%, EU 9,4%"). */
  readonly bare?: true;
  /** The number came with a verb of arriving ("lên", "còn", "đạt"). */
  readonly arrives?: true;
  /** Joined by "với", "từ": an aside to the level before it. */
  readonly loose?: true;
  /** "cao hơn", "thấp hơn": compares rather than moves. */
  readonly gap?: true;
}

/** Decides the role of a number from its unit and the nearest verb before it. */
export function roleOf(clause: Clause): Role {
  const { quantity, before, after } = clause;
  const verb = nearestVerb(before, quantity.max !== undefined || isOpenEnded(after));
  const moved = lastDirection(before);
  if (
    isThreshold(before, quantity) ||
    isObject(before) ||
    isOther(before) ||
    isAbolished(before) ||
    isAim(before) ||
    isMean(before)
  )
    return { role: 'none' };
  if (quantity.sign !== undefined) {
    return { role: 'change', direction: quantity.sign === '+' ? 'up' : 'down' };
  }
  if (quantity.base === 'locality') {
    const behind = firstDirection(after);
    const direction = behind !== undefined && moved === undefined ? behind : (moved ?? behind);
    return { role: 'level', ...(direction === undefined ? {} : { direction }) };
  }
  if (quantity.base === 'times') {
    // "10 lần giảm" counts occasions; a multiple is "gấp" or follows a movement.
    if (quantity.worded !== true && verb?.kind !== 'move') return { role: 'none' };
    return { role: 'change', direction: verb?.direction === 'down' ? 'down' : 'up' };
  }
  if (quantity.base === 'percent' && isPlan(after)) {
    return verb?.exceeds === true ? { role: 'plan', direction: 'up' } : { role: 'plan' };
  }
  if (quantity.base === 'percent' && verb?.kind !== 'move' && isOfTotal(after)) return { role: 'share' };
  // "bằng 101% so với cùng kỳ": a ratio to the base, not a movement.
  const equals = before.slice(-2).some((m) => m.kind === 'entry' && m.entry.tokens.at(-1) === 'bằng');
  if (quantity.base === 'percent' && equals && after[0]?.kind === 'basis') return { role: 'plan' };
  if (quantity.base === 'percentage_point') {
    if (verb?.kind === 'contribution') {
      return { role: 'contribution', ...(verb.direction === undefined ? {} : { direction: verb.direction }) };
    }
    if (verb === undefined) return { role: 'level', bare: true };
    return verb.kind === 'move' ? { role: 'change', direction: verb.direction! } : { role: 'none' };
  }
  switch (verb?.kind) {
    case 'move':
      return { role: 'change', direction: verb.direction!, ...(verb.gap === true ? { gap: true } : {}) };
    case 'flat':
      return { role: 'level', direction: 'flat' };
    case 'share':
      return { role: quantity.base === 'percent' ? 'share' : 'none' };
    case 'contribution':
      return quantity.base === 'percent' ? { role: 'share' } : { role: 'level' };
    case 'from':
      return { role: quantity.base === undefined ? 'none' : 'from' };
    case 'arrive':
      return {
        role: 'level',
        arrives: true,
        ...(verb.loose === true ? { loose: true } : {}),
        ...(verb.direction === undefined || (verb.direction === 'up' && verb.exceeds === true)
          ? {}
          : { direction: verb.direction }),
      };
    case undefined: {
      // "…, kim ngạch 2,99 tỷ USD"
      const aspect = before.some((m) => m.kind === 'entry' && m.entry.kind === 'aspect');
      return aspect ? { role: 'level' } : { role: 'level', bare: true };
    }
  }
}

interface Verb {
  readonly kind: 'move' | 'flat' | 'share' | 'contribution' | 'from' | 'arrive';
  readonly direction?: Direction;
  readonly exceeds?: boolean;
  readonly loose?: boolean;
  readonly gap?: true;
}

function nearestVerb(before: readonly Mention[], range: boolean): Verb | undefined {
  for (let i = before.length - 1; i >= 0; i--) {
    const mention = before[i]!;
    if (mention.kind === 'mark' && STOPS.has(mention.mark)) return undefined;
    if (mention.kind === 'basis' && mention.basis.kind === 'level') return { kind: 'from' };
    if (mention.kind !== 'entry') continue;
    const { entry } = mention;
    switch (entry.kind) {
      case 'up':
      case 'down': {
        // "tăng trưởng âm 2,3%"
        const negative = before.slice(i + 1).some((m) => m.kind === 'entry' && m.entry.kind === 'negative');
        const gap = entry.tokens.at(-1) === 'hơn';
        return { kind: 'move', direction: negative ? 'down' : entry.kind, ...(gap ? { gap } : {}) };
      }
      case 'flat':
        return { kind: 'flat', direction: 'flat' };
      case 'share':
        return { kind: 'share' };
      case 'contribution':
        return { kind: 'contribution', ...contributed(entry.tokens) };
      case 'from':
        // "từ 55.000 đến 60.000" is a range, read as one.
        if (range || before.slice(i + 1).some(isNoun)) break;
        return { kind: 'from' };
      case 'to': {
        // "giữ nguyên ở mức", "tăng lên", "giảm còn": the movement before the arrival is its direction.
        const moved = directionJustBefore(before, i);
        const direction = moved ?? (entry.id === 'up' || entry.id === 'down' ? entry.id : undefined);
        return {
          kind: 'arrive',
          ...(direction === undefined ? {} : { direction }),
          ...(entry.tokens[0] === 'vượt' ? { exceeds: true } : {}),
          ...(entry.id === 'loose' ? { loose: true } : {}),
        };
      }
      case 'indicator':
      case 'item':
      case 'market':
      case 'plan':
      case 'estimate':
      case 'forecast':
      case 'target':
      case 'approx':
      case 'within':
      case 'clause':
      case 'and':
      case 'respectively':
      case 'both':
      case 'aspect':
      case 'threshold':
      case 'average':
      case 'per-day':
      case 'negative':
      case 'skip':
        break;
    }
  }
  return undefined;
}

/** "nhập siêu từ Trung Quốc 104 tỷ": from somebody, not from a level. */
function isNoun(mention: Mention): boolean {
  if (mention.kind === 'place') return true;
  return mention.kind === 'entry' && ['indicator', 'item', 'market'].includes(mention.entry.kind);
}

const STOPS = new Set([',', ';', '(', ')', ':', '"', '“', '”']);

/** A verb of movement right before the arrival, with at most an adverb between: "tăng mạnh lên", "giảm còn". */
function directionJustBefore(before: readonly Mention[], at: number): Direction | undefined {
  for (let i = at - 1; i >= 0 && i >= at - 3; i--) {
    const mention = before[i]!;
    if (mention.kind === 'mark') return undefined;
    if (mention.kind !== 'entry') continue;
    const { kind } = mention.entry;
    if (kind === 'up' || kind === 'down' || kind === 'flat') return kind;
  }
  return undefined;
}

function contributed(tokens: readonly string[]): { readonly direction?: Direction } {
  if (tokens.includes('giảm')) return { direction: 'down' };
  return { direction: 'up' };
}

/** The last verb of movement before the number, wherever it stands. */
export function lastDirection(mentions: readonly Mention[]): Direction | undefined {
  for (let i = mentions.length - 1; i >= 0; i--) {
    const mention = mentions[i]!;
    if (mention.kind !== 'entry') continue;
    const { kind } = mention.entry;
    if (kind === 'up' || kind === 'down' || kind === 'flat') return kind;
  }
  return undefined;
}

export function firstDirection(mentions: readonly Mention[]): Direction | undefined {
  for (const mention of mentions) {
    if (mention.kind !== 'entry') continue;
    const { kind } = mention.entry;
    if (kind === 'up' || kind === 'down' || kind === 'flat') return kind;
  }
  return undefined;
}

function isPlan(after: readonly Mention[]): boolean {
  for (const [index, mention] of after.slice(0, 3).entries()) {
    if (mention.kind === 'basis') return mention.basis.kind === 'named' && mention.basis.id === 'vs_plan';
    if (mention.kind === 'mark') return false;
    if (mention.kind !== 'entry') continue;
    // "kế hoạch vốn đầu tư công" names the indicator with the plan.
    if (index === 0 && mention.entry.tokens[0] === 'kế' && mention.entry.tokens[1] === 'hoạch') return true;
    if (mention.entry.kind === 'plan' || (mention.entry.kind === 'target' && index === 0)) return true;
    if (mention.entry.kind !== 'approx' && mention.entry.kind !== 'to') return false;
  }
  return false;
}

/** "áp thuế đối với 200 tỷ USD hàng hóa": what a measure is aimed at. */
function isObject(before: readonly Mention[]): boolean {
  const at = before.findLastIndex(
    (m) => m.kind === 'entry' && m.entry.kind === 'to' && m.entry.tokens[0] === 'với',
  );
  const word = before[at - 1];
  if (at <= 0 || at < before.length - 2) return false;
  if (word?.kind === 'word' && word.word === 'đối') return true;
  return before.slice(0, at).some((m) => m.kind === 'word' && m.word === 'thuế');
}

/** "xóa bỏ 99% thuế quan": a share of the lines, not a rate. */
function isAbolished(before: readonly Mention[]): boolean {
  return before.slice(-3).some((m) => m.kind === 'word' && m.word === 'bỏ');
}

/** "21% GDP so với 12-14% ở các nước khác" */
function isOther(before: readonly Mention[]): boolean {
  const [so, last] = before.slice(-2);
  return so?.kind === 'word' && so.word === 'so' && last?.kind === 'entry' && last.entry.tokens[0] === 'với';
}

/** "cao hơn mức bình quân 10,6% của thế giới": the mean one is measured against. */
function isMean(before: readonly Mention[]): boolean {
  const last = before.at(-1);
  if (last?.kind !== 'entry' || (last.entry.tokens[0] !== 'bình' && last.entry.tokens[0] !== 'trung'))
    return false;
  return before.slice(-4).some((m) => m.kind === 'entry' && m.entry.tokens.at(-1) === 'hơn');
}

/** "để đạt mục tiêu 8%": what is to be reached. */
function isAim(before: readonly Mention[]): boolean {
  const last = before.at(-1);
  if (last?.kind !== 'entry') return false;
  return last.entry.kind === 'target' && last.entry.tokens[0] === 'mục';
}

/** "tương đương 40% tổng lượng gạo xuất khẩu" */
function isOfTotal([first]: readonly Mention[]): boolean {
  if (first?.kind === 'word') return first.word === 'tổng';
  return first?.kind === 'entry' && first.entry.kind === 'indicator' && first.entry.tokens[0] === 'tổng';
}

/** "từ 10% trở lên" */
function isOpenEnded([first, second]: readonly Mention[]): boolean {
  return (
    first?.kind === 'word' && first.word === 'trở' && (second?.kind === 'entry' || second?.kind === 'word')
  );
}

function isThreshold(before: readonly Mention[], { base, mantissa }: Quantity): boolean {
  const last = before.at(-1);
  // "vượt ngưỡng 400 tỷ USD" is a level reached; of an index of points the threshold is the line of no change.
  if (base === 'index_point' && last?.kind === 'entry') {
    if (last.entry.tokens.includes('ngưỡng')) return true;
    if (mantissa === 50 && last.entry.kind === 'approx') return true;
  }
  for (const mention of before.slice(-4).toReversed()) {
    if (mention.kind === 'word' || mention.kind === 'basis') continue;
    if (mention.kind !== 'entry' || (mention.entry.kind !== 'threshold' && mention.entry.kind !== 'approx'))
      return false;
    if (mention.entry.kind === 'threshold') return true;
  }
  return false;
}

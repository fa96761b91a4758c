import type { Mention, Quantity } from './mentions.ts';

/** A number with the words that belong to it: those before it, and those behind it up to the next boundary. */
export interface Clause {
  readonly quantity: Quantity;
  readonly before: readonly Mention[];
  readonly after: readonly Mention[];
}

/**
 * Deals out the mentions of a sentence to its numbers. Between two numbers everything up to the first comma, bracket or
 * "và" belongs to the number before, the rest to the number behind; verbs always to the number behind.
 */
export function cutClauses(all: readonly Mention[]): Clause[] {
  const mentions = withoutAsides(all);
  const numbers = mentions.flatMap((mention, index) => (mention.kind === 'number' ? [index] : []));
  const clauses: Clause[] = [];
  let before = mentions.slice(0, numbers[0] ?? 0);
  for (let n = 0; n < numbers.length; n++) {
    const at = numbers[n]!;
    const number = mentions[at]!;
    if (number.kind !== 'number') continue;
    const gap = mentions.slice(at + 1, numbers[n + 1] ?? mentions.length);
    const cut = n + 1 < numbers.length ? boundary(gap) : gap.length;
    clauses.push({ quantity: number.quantity, before, after: gap.slice(0, cut) });
    before = gap.slice(cut);
  }
  return clauses;
}

/** Brackets around no number say little; what they say of time, place and base is kept: "(mua vào - bán ra)", "(Hải Hà, Quảng Ninh)". */
function withoutAsides(mentions: readonly Mention[]): readonly Mention[] {
  if (!mentions.some((m) => m.kind === 'mark' && m.mark === '(')) return mentions;
  const kept: Mention[] = [];
  let opened = -1;
  for (const mention of mentions) {
    if (mention.kind === 'mark' && mention.mark === '(') opened = kept.length;
    else if (mention.kind === 'number') opened = -1;
    if (mention.kind === 'mark' && mention.mark === ')' && opened >= 0) {
      const named = kept[opened - 1]?.kind === 'place';
      kept.push(...kept.splice(opened).filter((m) => holds(m) && !(named && m.kind === 'place')));
      opened = -1;
    } else {
      kept.push(mention);
    }
  }
  return kept;
}

function holds(mention: Mention): boolean {
  if (mention.kind === 'entry') {
    const { kind, weak } = mention.entry;
    return kind === 'market' || kind === 'estimate' || (kind === 'indicator' && weak !== true);
  }
  return mention.kind !== 'mark' && mention.kind !== 'word';
}

function boundary(gap: readonly Mention[]): number {
  for (let i = 0; i < gap.length; i++) {
    const mention = gap[i]!;
    if (mention.kind === 'mark') {
      // "tăng 5%, so với cùng kỳ": the comma is not the end of it.
      if (mention.mark === ',' && gap[i + 1]?.kind === 'basis') continue;
      // "đạt 50,4 điểm, không đổi so với tháng 8 và …"
      if (mention.mark === ',' && isFlat(gap[i + 1]) && gap[i + 2]?.kind === 'basis') {
        i += 2;
        continue;
      }
      if (mention.mark !== '"' && mention.mark !== '%') return i;
    }
    if (mention.kind !== 'entry') continue;
    const { kind } = mention.entry;
    if (ENDS.has(kind) || (kind === 'target' && i > 0)) return i;
    // "… với doanh nghiệp", "từ xuất khẩu": such words govern a number only when they stand close before it.
    if ((kind === 'to' || kind === 'from') && isClose(gap, i + 1)) return i;
    // "giảm một nửa, kéo xuất khẩu còn 42 triệu USD": an indicator with a verb of its own begins another statement.
    if (kind === 'indicator' && behindVerb(gap, i + 1)) return i;
  }
  return gap.length;
}

function isFlat(mention: Mention | undefined): boolean {
  return mention?.kind === 'entry' && mention.entry.kind === 'flat';
}

/** Nothing but an adverb or two between here and the number. */
function isClose(gap: readonly Mention[], from: number): boolean {
  let words = 0;
  for (let i = from; i < gap.length; i++) {
    const mention = gap[i]!;
    if (mention.kind === 'word') words++;
    else if (mention.kind !== 'entry' || !QUALIFIERS.has(mention.entry.kind)) return false;
  }
  return words <= 2;
}

const QUALIFIERS = new Set([
  'approx',
  'estimate',
  'to',
  'from',
  'average',
  'threshold',
  'forecast',
  'target',
]);

function behindVerb(gap: readonly Mention[], from: number): boolean {
  for (let i = from; i < gap.length; i++) {
    const mention = gap[i]!;
    if (mention.kind === 'mark') return false;
    if (mention.kind === 'entry' && VERBS.has(mention.entry.kind) && mention.entry.id !== 'loose')
      return true;
  }
  return false;
}

const ENDS = new Set([
  'and',
  'within',
  'clause',
  'up',
  'down',
  'flat',
  'share',
  'contribution',
  'respectively',
  'both',
]);
const VERBS = new Set(['up', 'down', 'to']);

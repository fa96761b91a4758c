import type { Clause } from './clauses.ts';
import { enter } from './enter.ts';
import type { Context, Frame, Reading } from './frame.ts';
import { EMPTY } from './frame.ts';
import type { Mention } from './mentions.ts';
import type { Role } from './roles.ts';
import { lastDirection, roleOf } from './roles.ts';
import { settle } from './settle.ts';
import { TRAITS } from './traits.ts';
import type { Entry } from './words.ts';

export function readAll(clauses: readonly Clause[], context: Context): Reading[] {
  const readings: Reading[] = [];
  const outer: Frame[] = [];
  let frame = EMPTY;
  let previous: Reading | undefined;
  // Somebody the lexicon does not know is spoken of: what moves next is his.
  let strange = false;
  for (const clause of clauses) {
    const entered = enter(frame, clause, outer, context);
    frame = entered.frame;
    let role = roleOf(clause);
    if (role.bare === true)
      role = isMore(clause, frame)
        ? { role: 'change', direction: 'up' }
        : continued(role, clause, previous, readings);
    const listed = role.bare === true && continues(clause, previous);
    strange = entered.alien && !listed ? true : entered.fresh ? false : strange;
    if (strange && !countsKnown(clause)) role = { ...role, role: 'none' };
    role = onward(role, clause, previous);
    if (isTaxed(clause, frame)) role = { role: 'none' };
    if (isClassLimit(clause, clauses[readings.length - 1])) role = { role: 'none' };
    if (role.role === 'level' && clause.quantity.base === 'percentage_point') role = { role: 'none' };
    role = byNature(role, clause, frame);
    if (role.role === 'level' && clause.quantity.base === 'percent' && frame.share === true) {
      role = { ...role, role: 'share' };
    }
    // "giảm 1,1 USD, tương đương 1,8%": the same movement in other words.
    const again = restates(role, clause, previous);
    if (again) role = { role: 'none' };
    const settled = settle(frame, clause, role, entered.fresh, context);
    if (again && previous !== undefined && previous.basis === undefined && settled.basis !== undefined) {
      // "tăng 9,6% (tương ứng tăng 1,83 tỷ USD) so với …": the base is that of both.
      previous = { ...previous, basis: settled.basis };
      readings[readings.findLastIndex(({ clause: told }) => told === previous!.clause)] = previous;
    }
    const reading: Reading = {
      clause,
      role,
      frame: settled.own,
      fresh: entered.fresh,
      ...(settled.basis === undefined ? {} : { basis: settled.basis }),
      ...(settled.basePeriod === undefined ? {} : { basePeriod: settled.basePeriod }),
      ...(settled.period === undefined ? {} : { ownPeriod: settled.period }),
    };
    frame = settled.onward;
    readings.push(reading);
    if (role.role !== 'none') previous = reading;
  }
  return readings;
}

/** "Singapore dẫn đầu với 3,43 tỷ USD, chiếm 27,7% tổng vốn FDI": the share tells what the level before it was. */
export function lendBack(readings: Reading[]): void {
  for (let i = 0; i < readings.length; i++) {
    const reading = readings[i]!;
    const next = readings[i + 1];
    // "Đạt 42 tỷ USD, kim ngạch xuất khẩu tháng 10 tăng 17,5%": the subject comes after its level.
    if (i === 0 && reading.frame === EMPTY && reading.role.arrives === true && next?.role.role === 'change') {
      readings[0] = { ...reading, frame: next.frame };
      readings[1] = { ...next, fresh: false };
      continue;
    }
    // "Với 52,4 điểm trong tháng 7, PMI …": what was measured is named behind the comma.
    if (i === 0 && reading.role.role === 'level' && reading.frame.indicators.length === 0) {
      const named = namedBehind(reading.clause) ?? (next && namedBefore(reading.clause, next));
      if (named !== undefined) {
        readings[0] = { ...reading, frame: { ...reading.frame, indicators: [named] } };
        continue;
      }
    }
    if (next === undefined) break;
    if (reading.role.role !== 'level' || next.role.role !== 'share' || reading.frame.indicators.length > 0)
      continue;
    readings[i] = { ...reading, frame: { ...reading.frame, indicators: next.frame.indicators } };
  }
}

/** "64.278 tỷ đồng (gần 3 tỷ USD)": the same amount in other money. */
function isConverted(role: Role, { before, quantity }: Clause, previous: Reading | undefined): boolean {
  const other = previous?.clause.quantity.base;
  const money = (quantity.base === 'usd' && other === 'vnd') || (quantity.base === 'vnd' && other === 'usd');
  if (!money || role.role !== 'level' || previous?.role.role !== 'level') return false;
  const opens = before[0]?.kind === 'mark' && before[0].mark === '(' && before.length <= 3;
  const named = before.some((m) => m.kind === 'entry' && m.entry.kind === 'indicator');
  return !named && (opens || before.some((m) => m.kind === 'entry' && m.entry.tokens[0] === 'tương'));
}

function namedBehind({ after, quantity }: Clause): Entry | undefined {
  return quantity.base === undefined || quantity.base === 'percent'
    ? undefined
    : measuredIn(after, quantity.base);
}

function namedBefore({ quantity }: Clause, next: Reading): Entry | undefined {
  const own = next.clause.quantity.base === quantity.base && next.role.role !== 'none';
  const same = own || quantity.base === undefined;
  return same || quantity.base === 'percent' ? undefined : measuredIn(next.clause.before, quantity.base);
}

/** The first indicator spoken of that comes in this unit. */
function measuredIn(mentions: readonly Mention[], base: string): Entry | undefined {
  for (const mention of mentions) {
    if (mention.kind !== 'entry' || mention.entry.kind !== 'indicator' || mention.entry.weak === true)
      continue;
    if (TRAITS[mention.entry.id]?.bases.includes(base) === true) return mention.entry;
  }
  return undefined;
}

/** A number without a verb goes on as the one before did, if it is of the same unit. */
function continued(
  role: Role,
  clause: Clause,
  previous: Reading | undefined,
  readings: readonly Reading[],
): Role {
  const percent = clause.quantity.base === 'percent' || clause.quantity.base === 'percentage_point';
  const comma = clause.before.findLastIndex((m) => m.kind === 'mark' && (m.mark === ',' || m.mark === ';'));
  const moved = lastDirection(clause.before.slice(comma + 1));
  const within = clause.before.some((m) => m.kind === 'entry' && m.entry.kind === 'within');
  const listed = percent || (!within && [...clause.before, ...clause.after.slice(0, 3)].some(isListMember));
  if (listed && !percent && likeLevel(clause, readings)) return role;
  if (listed && previous?.role.role === 'change' && previous.clause.quantity.base === clause.quantity.base) {
    const direction = moved ?? previous.role.direction;
    return { role: 'change', bare: true, ...(direction === undefined ? {} : { direction }) };
  }
  if (percent && moved !== undefined && moved !== 'flat')
    return { role: 'change', bare: true, direction: moved };
  return role;
}

/** "RON95-III thêm 190 đồng, lên …": of a price, "thêm" is a rise. */
function isMore({ before, quantity }: Clause, { items, indicators }: Frame): boolean {
  const last = before.findLast((m) => m.kind !== 'entry' || m.entry.kind !== 'approx');
  const price = items[0]?.price !== undefined || indicators[0]?.id.endsWith('-price') === true;
  return price && quantity.base !== undefined && last?.kind === 'word' && last.word === 'thêm';
}

/** "lao động nam 9,5 triệu đồng/tháng, lao động nữ 7,2 triệu đồng/tháng": a rate so particular goes on with the list. */
function continues({ quantity }: Clause, previous: Reading | undefined): boolean {
  return quantity.base?.includes('_per_') === true && previous?.clause.quantity.base === quantity.base;
}

/** What is counted says itself what it is: "20,6 nghìn doanh nghiệp rút lui". */
function countsKnown({ after }: Clause): boolean {
  const [first] = after;
  return (
    first?.kind === 'entry' &&
    first.entry.kind === 'indicator' &&
    first.entry.weak !== true &&
    first.entry.id !== 'other'
  );
}

/** "bán 13.230 đồng/kg, giảm 300 đồng/kg, thép thanh vằn 12.830 đồng/kg": of the size of the level, not of its movement. */
function likeLevel({ quantity }: Clause, readings: readonly Reading[]): boolean {
  const level = readings.findLast(
    ({ role, clause }) => role.role === 'level' && clause.quantity.base === quantity.base,
  )?.clause.quantity;
  if (level === undefined) return false;
  const ratio = (quantity.mantissa * quantity.scale) / (level.mantissa * level.scale);
  return ratio > 1 / 3 && ratio < 3;
}

function isListMember(mention: Mention): boolean {
  if (mention.kind === 'place') return true;
  return mention.kind === 'entry' && (mention.entry.kind === 'item' || mention.entry.kind === 'market');
}

/** "GDP đạt 7,52%": a percentage of an index of growth is a movement; of an amount it is one if growth was spoken of. */
function byNature(role: Role, clause: Clause, frame: Frame): Role {
  const told = role.role === 'level' || role.role === 'share';
  if (!told || clause.quantity.base !== 'percent' || role.direction === 'flat') return role;
  const named = frame.indicators.find(({ weak }) => weak !== true);
  const nature = named === undefined ? undefined : TRAITS[named.id]?.nature;
  if (nature === 'rate')
    return role.role === 'share' && named?.id === 'logistics-cost' ? { role: 'level' } : role;
  if (role.role === 'share') return role;
  const comma = clause.before.findLastIndex((m) => m.kind === 'mark' && m.mark !== '-');
  const moved = lastDirection(clause.before.slice(comma + 1));
  const negative = clause.before.some((m) => m.kind === 'entry' && m.entry.kind === 'negative');
  if (nature === 'growth') {
    const direction = negative ? 'down' : moved === 'down' ? 'down' : 'up';
    return { role: 'change', direction, ...(role.arrives === true ? { arrives: true } : {}) };
  }
  return moved === 'up' || moved === 'down' ? { role: 'change', direction: moved } : role;
}

/** "giảm 1,1 USD, tương đương 1,8%", "tăng 9,6% (tương ứng tăng 1,83 tỷ USD)". */
function restates(role: Role, clause: Clause, previous: Reading | undefined): boolean {
  const { base } = clause.quantity;
  if (isConverted(role, clause, previous)) return true;
  if (previous?.role.role !== 'change') return false;
  const other = (base === 'percent') !== (previous.clause.quantity.base === 'percent');
  const moves = role.role === 'change' && other;
  if (!moves && !(role.loose === true && role.role === 'level')) return false;
  return clause.before.some(
    (m) => m.kind === 'entry' && m.entry.kind === 'to' && m.entry.tokens[0] === 'tương',
  );
}

/** "áp thuế 25% với 300 tỷ USD hàng nhập khẩu": what a duty is laid on. */
function isTaxed({ quantity }: Clause, { indicators }: Frame): boolean {
  const [first] = indicators;
  return quantity.base === 'usd' && (first?.id === 'tariff-rate' || first?.id === 'trade-remedy-duty');
}

/** "giảm xuống 28%, rồi 25%" */
function onward(role: Role, { before, quantity }: Clause, previous: Reading | undefined): Role {
  const last = before.at(-1);
  const then = last?.kind === 'word' && last.word === 'rồi';
  const direction = previous?.role.direction;
  const same = previous?.clause.quantity.base === quantity.base && previous?.role.role === 'level';
  return role.role === 'level' && then && same && direction !== undefined ? { ...role, direction } : role;
}

/** "36 mặt hàng đạt kim ngạch trên 1 tỷ USD": the limit of a class. */
function isClassLimit(clause: Clause, before: Clause | undefined): boolean {
  const last = clause.before.at(-1) ?? before?.after.at(-1);
  if (last?.kind !== 'entry' || !LIMITS.has(last.entry.tokens[0]!) || before?.quantity.base !== undefined)
    return false;
  return before?.after.some((m) => m.kind === 'word' && (m.word === 'mặt' || m.word === 'nhóm')) === true;
}

const LIMITS = new Set(['trên', 'hơn']);

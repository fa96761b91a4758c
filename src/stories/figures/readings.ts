import type { Clause } from './clauses.ts';
import { enter } from './enter.ts';
import type { Context, Frame, Reading } from './frame.ts';
import { EMPTY } from './frame.ts';
import type { Mention } from './mentions.ts';
import type { Role } from './roles.ts';
import { lastDirection, roleOf } from './roles.ts';
import { settle } from './settle.ts';
import { TRAITS } from './traits.ts';

export function readAll(clauses: readonly Clause[], context: Context): Reading[] {
  const readings: Reading[] = [];
  const outer: Frame[] = [];
  let frame = EMPTY;
  let previous: Reading | undefined;
  for (const clause of clauses) {
    const entered = enter(frame, clause, outer, context);
    frame = entered.frame;
    let role = roleOf(clause);
    if (role.bare === true) role = continued(role, clause, previous);
    if (entered.alien) role = { ...role, role: 'none' };
    if (isClassLimit(clause, clauses[readings.length - 1])) role = { role: 'none' };
    role = byNature(role, clause, frame);
    if (role.role === 'level' && clause.quantity.base === 'percent' && frame.share === true) {
      role = { ...role, role: 'share' };
    }
    // "giảm 1,1 USD, tương đương 1,8%": the same movement in other words.
    const again = role.loose === true && role.role === 'level' && previous?.role.role === 'change';
    if (again && restates(clause)) role = { role: 'none' };
    const settled = settle(frame, clause, role, entered.fresh, context);
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
  for (let i = 0; i + 1 < readings.length; i++) {
    const reading = readings[i]!;
    const next = readings[i + 1]!;
    // "Đạt 42 tỷ USD, kim ngạch xuất khẩu tháng 10 tăng 17,5%": the subject comes after its level.
    if (i === 0 && reading.frame === EMPTY && reading.role.arrives === true && next.role.role === 'change') {
      readings[0] = { ...reading, frame: next.frame };
      readings[1] = { ...next, fresh: false };
      continue;
    }
    if (reading.role.role !== 'level' || next.role.role !== 'share' || reading.frame.indicators.length > 0)
      continue;
    readings[i] = { ...reading, frame: { ...reading.frame, indicators: next.frame.indicators } };
  }
}

/** A number without a verb goes on as the one before did, if it is of the same unit. */
function continued(role: Role, clause: Clause, previous: Reading | undefined): Role {
  const percent = clause.quantity.base === 'percent';
  const comma = clause.before.findLastIndex((m) => m.kind === 'mark' && (m.mark === ',' || m.mark === ';'));
  const moved = lastDirection(clause.before.slice(comma + 1));
  const within = clause.before.some((m) => m.kind === 'entry' && m.entry.kind === 'within');
  const listed = percent || (!within && [...clause.before, ...clause.after.slice(0, 3)].some(isListMember));
  if (listed && previous?.role.role === 'change' && previous.clause.quantity.base === clause.quantity.base) {
    const direction = moved ?? previous.role.direction;
    return { role: 'change', bare: true, ...(direction === undefined ? {} : { direction }) };
  }
  if (percent && moved !== undefined && moved !== 'flat')
    return { role: 'change', bare: true, direction: moved };
  return role;
}

function isListMember(mention: Mention): boolean {
  if (mention.kind === 'place') return true;
  return mention.kind === 'entry' && (mention.entry.kind === 'item' || mention.entry.kind === 'market');
}

/** "GDP đạt 7,52%": a percentage of an index of growth is a movement; of an amount it is one if growth was spoken of. */
function byNature(role: Role, clause: Clause, frame: Frame): Role {
  if (role.role !== 'level' || clause.quantity.base !== 'percent' || role.direction === 'flat') return role;
  const named = frame.indicators.find(({ weak }) => weak !== true);
  const nature = named === undefined ? undefined : TRAITS[named.id]?.nature;
  if (nature === 'rate') return role;
  const comma = clause.before.findLastIndex((m) => m.kind === 'mark' && m.mark !== '-');
  const moved = lastDirection(clause.before.slice(comma + 1));
  const negative = clause.before.some((m) => m.kind === 'entry' && m.entry.kind === 'negative');
  if (nature === 'growth') {
    const direction = negative ? 'down' : moved === 'down' ? 'down' : 'up';
    return { role: 'change', direction };
  }
  return moved === 'up' || moved === 'down' ? { role: 'change', direction: moved } : role;
}

function restates(clause: Clause): boolean {
  return clause.before.some(
    (m) => m.kind === 'entry' && m.entry.kind === 'to' && m.entry.tokens[0] === 'tương',
  );
}

/** "36 mặt hàng đạt kim ngạch trên 1 tỷ USD": the limit of a class. */
function isClassLimit(clause: Clause, before: Clause | undefined): boolean {
  const last = clause.before.at(-1) ?? before?.after.at(-1);
  if (last?.kind !== 'entry' || last.entry.tokens[0] !== 'trên' || before?.quantity.base !== undefined)
    return false;
  return before?.after.some((m) => m.kind === 'word' && (m.word === 'mặt' || m.word === 'nhóm')) === true;
}

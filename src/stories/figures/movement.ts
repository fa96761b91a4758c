import type { Figure } from '../../news/article.ts';
import type { Basis } from './bases.ts';
import { resolveBasis } from './bases.ts';
import { shiftYears } from './calendar.ts';
import type { Clause } from './clauses.ts';
import type { Context, Reading, Whole } from './frame.ts';
import { aspectOf } from './group.ts';
import { BRANCHES, candidates } from './measure.ts';
import { TRAITS, indicatorFor } from './traits.ts';
import { unitFor } from './units.ts';

export type Move = Pick<Figure, 'direction' | 'change' | 'basis'> & Partial<Figure>;

export function movement(
  reading: Reading,
  all: Whole,
  context: Context,
  indicator: string,
): Move | undefined {
  const { quantity } = reading.clause;
  const { direction } = reading.role;
  if (direction === undefined || quantity.base === undefined || quantity.base === 'other') return undefined;
  const { unit, value } = unitFor(quantity.base, quantity.mantissa, quantity.scale);
  if (!plausibleMove(indicator, quantity.base)) return undefined;
  const resolved = basisOf(reading, all, context, indicator);
  if (resolved === 'gap') return undefined;
  const max =
    quantity.max === undefined ? undefined : unitFor(quantity.base, quantity.max, quantity.scale).value;
  return {
    direction,
    change: value,
    basis: resolved?.id ?? null,
    change_unit: unit,
    ...(max === undefined ? {} : { change_max: max }),
    ...(resolved?.basePeriod === undefined ? {} : { base_period: resolved.basePeriod }),
  };
}

/** The indicator a movement alone is about. */
export function movedIndicator(reading: Reading, all: Whole): string | undefined {
  const { base } = reading.clause.quantity;
  const [first] = candidates(reading);
  const branch = BRANCHES.has(reading.frame.items[0]?.id ?? '');
  if (first === undefined) {
    return branch || (all.iip && (reading.frame.items.length > 0 || reading.frame.slug !== undefined))
      ? 'iip'
      : undefined;
  }
  if (first.id === 'output' && first.weak === true && all.iip && base === 'percent') return 'iip';
  // "kinh tế" alone is spoken of everywhere.
  if (first.id === 'gdp' && first.weak === true && !all.sentence.includes('tăng trưởng')) return undefined;
  if (first.id === 'other' || (base === 'percent' && ONCE.has(first.id))) return undefined;
  const aspect = aspectOf(reading);
  const volume = aspect === 'volume';
  if (aspect === 'value' && (first.id === 'export-volume' || first.id === 'import-volume'))
    return first.id.slice(0, -'-volume'.length);
  const related =
    first.id === 'export' && volume
      ? 'export-volume'
      : first.id === 'import' && volume
        ? 'import-volume'
        : first.id;
  if (base === 'percent' || base === 'times' || base === 'percentage_point') return related;
  return base === undefined ? undefined : fitsMovement(related, base);
}

/** What one project has; nothing to compare it with. */
const ONCE = new Set(['capacity', 'project-capital', 'capital-increase', 'seized-goods']);

function fitsMovement(indicator: string, base: string): string | undefined {
  return indicatorFor(indicator, base)?.indicator;
}

/** A movement is in percent, points or times, or in the indicator's own money or goods. */
function plausibleMove(indicator: string, base: string): boolean {
  if (base === 'percent' || base === 'times' || base === 'percentage_point') return true;
  const traits = TRAITS[indicator];
  if (traits === undefined) return false;
  if (traits.bases.includes(base) || traits.per?.[base] !== undefined) return true;
  const currency = base === 'vnd' || base === 'usd' ? base : undefined;
  return currency !== undefined && traits.bases.some((b) => b.includes(currency));
}

/** The basis of a movement: its own, the clause's, that of the movement before, or the one at the end of the list. */
export function basisOf(
  reading: Reading,
  all: Whole,
  context: Context,
  indicator: string,
): { readonly id: string; readonly basePeriod?: string } | 'gap' | undefined {
  const period = periodOf(reading, all);
  const found = reading.basis ?? reading.frame.basis ?? all.bases.get(reading.clause);
  if (reading.basePeriod !== undefined) return { id: 'yoy' };
  if (found?.kind === 'gap') return 'gap';
  // "cao hơn 3% so với giá trong nước" is a gap; "tăng 3% so với lúc mở bán" a movement on an unnamed base.
  if (found?.kind === 'unknown' && reading.role.gap === true) return 'gap';
  const resolved = found === undefined ? undefined : resolveBasis(found, period, context.refDate);
  if (resolved !== undefined) {
    const average = resolved.id === 'yoy' && isAverage(reading, indicator);
    return average ? { id: 'average' } : resolved;
  }
  const quoted = reading.clause.quantity.base;
  // "loại B thấp hơn 20.000 đồng/kg": than another, not than before.
  if (found === undefined && reading.role.gap === true && indicator.endsWith('-price')) return 'gap';
  if (found === undefined && QUOTED_YEAR.test(context.sentence) && isQuoted(indicator)) return { id: 'ytd' };
  if (found === undefined && ofWeek(indicator, context.sentence)) return { id: 'wow' };
  // A quotation moves against the one before when nothing else is said.
  if (
    (indicator.endsWith('-price') || indicator === 'usd-vnd') &&
    quoted !== 'percent' &&
    quoted !== 'times' &&
    reading.frame.outlook === undefined
  ) {
    return { id: 'prev' };
  }
  if (found === undefined && isAverage(reading, indicator)) return { id: 'average' };
  const usual = TRAITS[indicator]?.basis;
  return usual === undefined || reading.frame.outlook !== undefined ? undefined : { id: usual };
}

/** "tuần này giảm 5%": a weekly quotation moves against the week before. */
function ofWeek(indicator: string, sentence: string): boolean {
  return (indicator === 'freight-rate' || indicator.endsWith('-price')) && WEEK.test(sentence);
}

/** "Từ đầu năm đến nay, tỷ giá đã tăng 3,3%" */
const QUOTED_YEAR = /[Tt]ừ đầu năm (?:đến|tới) nay|[Ss]o với đầu năm/u;

export function isQuoted(indicator: string): boolean {
  return indicator.endsWith('-price') || indicator === 'usd-vnd' || indicator === 'credit-growth';
}

const WEEK = /(?:^|\s)(?:[Tt]uần (?:này|qua|vừa qua)|[Tt]rong tuần|[Cc]ả tuần|[Tt]ính cả tuần)(?=[\s,.])/u;

function isAverage(reading: Reading, indicator: string): boolean {
  return (indicator === 'cpi' || indicator === 'core-inflation') && reading.frame.average === true;
}

/** The basis of the movement before, else that of the one at the end of the list. */
export function inheritedBases(readings: readonly Reading[]): Map<Clause, Basis> {
  const bases = new Map<Clause, Basis>();
  let before: Basis | undefined;
  for (const { clause, basis } of readings) {
    if (before !== undefined) bases.set(clause, before);
    if (basis !== undefined && basis.kind !== 'level' && basis.kind !== 'gap' && basis.kind !== 'unknown')
      before = basis;
  }
  let behind: { readonly basis: Basis; readonly unit: string | undefined } | undefined;
  for (const { clause, basis, role } of readings.toReversed()) {
    if (behind?.unit === clause.quantity.base && behind !== undefined && !bases.has(clause)) {
      bases.set(clause, behind.basis);
    }
    const told = role.role === 'change' || clause.quantity.base === 'locality';
    if (told && basis !== undefined) behind = { basis, unit: clause.quantity.base };
    else if (role.role !== 'change' && role.role !== 'level' && role.role !== 'none') behind = undefined;
  }
  return bases;
}

/** The period of a figure: its clause's, else the only one the sentence has. */
export function periodOf(reading: Reading, all: Whole): string | null {
  const own = reading.frame.period ?? all.period;
  const base = reading.basePeriod;
  if (base === undefined || own === undefined) return own ?? null;
  return shiftYears(own, base.year === undefined ? -1 : base.year - Number(own.slice(0, 4)));
}

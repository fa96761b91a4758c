import type { Figure } from '../../news/article.ts';
import { resolveBasis } from './bases.ts';
import type { Clause } from './clauses.ts';
import type { Context, Reading, Whole } from './frame.ts';
import { MACRO } from './frame.ts';
import type { Statement } from './group.ts';
import { group } from './group.ts';
import { BRANCHES, candidates, measure } from './measure.ts';
import type { Move } from './movement.ts';
import { basisOf, inheritedBases, isQuoted, movedIndicator, movement, periodOf } from './movement.ts';
import { lendBack, readAll } from './readings.ts';
import type { Direction } from './roles.ts';
import { lastDirection } from './roles.ts';
import { unitBase, unitFor } from './units.ts';

/** Figures of the clauses of one sentence. */
export function readStatements(clauses: readonly Clause[], context: Context): Figure[] {
  const readings = readAll(clauses, context);
  lendBack(readings);
  const periods = new Set(
    readings.flatMap(({ frame }) => (frame.period === undefined ? [] : [frame.period])),
  );
  const [period] = periods;
  const whole: Whole = {
    ...context,
    ...(period === undefined || periods.size > 1 ? {} : { period }),
    iip: readings.some(({ frame }) => frame.indicators.some(({ id }) => id === 'iip')),
    bases: inheritedBases(readings),
  };
  const figures = group(readings).flatMap((statement) => figuresOf(statement, whole, context));
  return figures.filter(({ indicator }) => inContext(indicator, readings, context.sentence));
}

function figuresOf(statement: Statement, all: Whole, context: Context): Figure[] {
  const { level, changes, from, extra } = statement;
  if ((level ?? changes[0] ?? extra[0])?.frame.foreign === true) return [];
  const figures: Figure[] = [];
  const stated = level === undefined ? undefined : measure(level);
  if (level !== undefined && stated !== undefined) {
    const moves = changes
      .map((change) =>
        movement(
          level.basis !== undefined && change.basis === undefined
            ? { ...change, basis: level.basis }
            : change,
          all,
          context,
          stated.indicator,
        ),
      )
      .filter((m) => m !== undefined);
    const origin = from === undefined ? undefined : originOf(from, stated.unit, context);
    const base = common(level, stated.indicator, all, context);
    const flatOrDirection =
      directionOf(level) ?? (from === undefined ? null : (lastDirection(from.clause.before) ?? null));
    const head = {
      ...base,
      value: stated.value,
      unit: stated.unit,
      ...(stated.max === undefined ? {} : { value_max: stated.max }),
      ...approxOf(level),
      ...origin,
    };
    // What grows on the year is no single project's.
    if (
      PLANS.has(stated.indicator) &&
      moves.some(({ change_unit: unit, basis }) => unit === 'percent' || basis === 'yoy')
    )
      return [];
    if (moves.length === 0) {
      const basis = levelBasis(level, all, context, stated.indicator, origin !== undefined);
      figures.push(figure(context, head, { direction: flatOrDirection, change: null, ...basis }));
    }
    for (const move of moves) {
      figures.push(
        figure(context, head, { ...move, basis: move.basis ?? (origin === undefined ? null : 'from_to') }),
      );
    }
  } else if (level === undefined || level.frame.indicators.length === 0) {
    for (const change of changes) {
      const indicator = movedIndicator(change, all);
      if (indicator === undefined) continue;
      const move = movement(change, all, context, indicator);
      if (move !== undefined) {
        // "nâng dự báo tăng trưởng từ 5,4% lên 6,5%"
        const origin = from === undefined ? undefined : originOf(from, 'percent', context);
        const head = { ...common(change, indicator, all, context), value: null, unit: null, ...origin };
        figures.push(
          figure(context, head, { ...move, basis: move.basis ?? (origin === undefined ? null : 'from_to') }),
        );
      }
    }
  }
  for (const reading of extra) {
    const one = extraFigure(reading, all, context, from);
    if (one !== undefined) figures.push(one);
  }
  const ours = figures.filter(({ indicator, market }) => market === undefined || !MACRO.has(indicator));
  return spread(ours.map(withoutWorld), statement);
}

type Head = Pick<Figure, 'indicator' | 'value' | 'unit' | 'period' | 'estimated'> & Partial<Figure>;

function figure(context: Context, head: Head, move: Move): Figure {
  return { ...head, ...move, sentence: context.sentence };
}

function levelBasis(
  reading: Reading,
  all: Whole,
  context: Context,
  indicator: string,
  fromTo: boolean,
): { readonly basis: string | null; readonly direction?: Direction } {
  if (fromTo) return { basis: 'from_to' };
  const counted = indicator === 'iip-localities';
  const flat = counted || reading.role.direction === 'flat' || trailing(reading) !== undefined;
  if (!flat) return { basis: null };
  const resolved = basisOf(reading, all, context, indicator);
  return { basis: resolved === undefined || resolved === 'gap' ? null : resolved.id };
}

/** "…, không đổi so với hôm qua" behind a level, with no number of its own. */
function trailing(reading: Reading): Direction | undefined {
  const { after } = reading.clause;
  const comma = after.findIndex((m) => m.kind === 'mark' && m.mark === ',');
  const verb = after.slice(comma + 1, comma + 4).find((m) => m.kind === 'entry' && m.entry.kind !== 'approx');
  if (comma < 0 || verb?.kind !== 'entry') return undefined;
  const { kind } = verb.entry;
  return kind === 'flat' || kind === 'up' || kind === 'down' ? kind : undefined;
}

function directionOf(reading: Reading): Direction | null {
  return reading.role.direction ?? trailing(reading) ?? null;
}

function originOf(
  from: Reading,
  unit: string,
  context: Context,
): { readonly from_value: number; readonly from_period?: string } | undefined {
  void context;
  const { quantity } = from.clause;
  const target = unitBase(unit);
  const bases = quantity.base === undefined ? target.base : quantity.base;
  const own = unitFor(bases, quantity.mantissa, quantity.scale);
  const { factor } = unitBase(own.unit);
  const value =
    own.unit === unit ? own.value : Number(((own.value * factor) / target.factor).toPrecision(15));
  return { from_value: value, ...(from.ownPeriod === undefined ? {} : { from_period: from.ownPeriod }) };
}

function extraFigure(
  reading: Reading,
  all: Whole,
  context: Context,
  from: Reading | undefined,
): Figure | undefined {
  const { role, clause } = reading;
  const [first] = candidates(reading);
  const branch = BRANCHES.has(reading.frame.items[0]?.id ?? '');
  const indicator = first?.id ?? (branch ? 'iip' : undefined);
  if (indicator === undefined || indicator === 'other' || PLANS.has(indicator)) return undefined;
  if (role.role !== 'plan' && first?.weak === true && (first.id === 'output' || first.id === 'gdp'))
    return undefined;
  const base = common(reading, indicator, all, context);
  if (role.role === 'plan' && role.direction !== undefined) {
    return figure(
      context,
      { ...base, value: null, unit: null },
      {
        direction: role.direction,
        change: clause.quantity.mantissa,
        basis: 'vs_plan',
        change_unit: 'percent',
      },
    );
  }
  const origin =
    from === undefined || role.role === 'contribution' ? undefined : originOf(from, 'percent', context);
  const direction = role.direction ?? (from === undefined ? undefined : lastDirection(from.clause.before));
  const named =
    reading.basis === undefined ? undefined : resolveBasis(reading.basis, base.period, context.refDate);
  const ratioBasis = role.role === 'plan' ? (named?.id ?? 'vs_plan') : null;
  const kind = role.role === 'plan' ? 'plan-ratio' : role.role === 'share' ? 'share' : 'contribution';
  return figure(
    context,
    {
      ...base,
      value: clause.quantity.mantissa,
      unit: clause.quantity.base ?? 'percent',
      ...(clause.quantity.max === undefined ? {} : { value_max: clause.quantity.max }),
      ...approxOf(reading),
      ...origin,
      kind,
    },
    {
      direction: direction ?? null,
      change: null,
      basis: origin === undefined || role.role === 'plan' ? ratioBasis : 'from_to',
    },
  );
}

function common(
  reading: Reading,
  indicator: string,
  all: Whole,
  context: Context,
): Omit<Head, 'value' | 'unit'> {
  const { frame, clause } = reading;
  const item = frame.items.at(-1)?.id ?? frame.slug;
  const [market] = frame.markets.slice(-1);
  const route = indicator === 'freight-rate';
  // Of several provinces told together the number is nobody's own.
  const place =
    frame.places.find(({ spot }) => spot) ?? (frame.places.length === 1 ? frame.places[0] : undefined);
  const base = reading.basePeriod;
  const kind = frame.outlook ?? (clause.quantity.base === 'locality' ? 'count' : undefined);
  const of = clause.quantity.of;
  return {
    indicator,
    period: asOf(indicator, periodOf(reading, all), context),
    ...(place === undefined || route ? {} : { place: place.id }),
    estimated: base === undefined && frame.estimated,
    ...(kind === undefined ? {} : { kind }),
    ...(item === undefined ? {} : { item }),
    ...(market === undefined ? {} : { market }),
    ...(of === undefined ? {} : { of }),
  };
}

/** A stock "đến hết tháng 10" is that of the month, not of ten months. */
function asOf(indicator: string, period: string | null, { sentence, refDate }: Context): string | null {
  // "dự kiến vận hành năm 2028": when it will run, not when it had this capacity.
  if (period !== null && PLANS.has(indicator) && period.slice(0, 4) > refDate.slice(0, 4)) return null;
  if (period?.length === 22 && period.slice(4, 10) === '-01-01' && isQuoted(indicator)) return null;
  if (period === null || !STOCKS.has(indicator) || !/hết tháng|cuối tháng/iu.test(sentence)) return period;
  return period.replace(/^(\d{4})-M01\.\.M(\d\d)$/u, '$1-$2');
}

const PLANS = new Set(['capacity', 'project-capital']);
const STOCKS = new Set([
  'trade-remedy-cases',
  'credit-growth',
  'ip-occupancy',
  'border-backlog',
  'inventory-index',
]);

function approxOf(reading: Reading): { readonly approx: 'below' | 'above' | 'around' } | undefined {
  for (const mention of reading.clause.before.slice(-2)) {
    if (mention.kind !== 'entry') continue;
    if (mention.entry.kind === 'approx') return { approx: mention.entry.id as 'below' | 'above' | 'around' };
    if (mention.entry.tokens[0] === 'vượt') return { approx: 'above' };
  }
  return undefined;
}

/** "giá vàng thế giới" is told apart by its unit; the world is no market of ours. */
function withoutWorld(one: Figure): Figure {
  if (one.market !== 'abroad') return one;
  const { market: _, ...rest } = one;
  return rest;
}

/** "Hưng Yên và Hải Dương cùng tăng 6%" is two figures. */
function spread(figures: readonly Figure[], statement: Statement): Figure[] {
  const first = statement.level ?? statement.changes[0];
  const places = first?.frame.places ?? [];
  const both = first?.clause.before.some((m) => m.kind === 'entry' && m.entry.kind === 'both');
  const quoted = figures.every(({ indicator }) => indicator.endsWith('-price'));
  if (!(both === true || quoted) || places.length < 2 || figures.length === 0) return [...figures];
  return places.flatMap((place) => figures.map((one) => ({ ...one, place: place.id })));
}

/** Lorries and projects are counted in all sorts of news; ours are at the border and from abroad. */
function inContext(indicator: string, readings: readonly Reading[], sentence: string): boolean {
  if (indicator === 'border-vehicles' || indicator === 'border-backlog') {
    return BORDER.test(sentence) || readings.some(({ frame }) => frame.places.some(({ spot }) => spot));
  }
  if (indicator.endsWith('-price') && sentence.includes('cổ phiếu')) return false;
  if (indicator === 'tariff-rate') return !INLAND_TAX.test(sentence) || TARIFF.test(sentence);
  if (indicator === 'fdi-registered')
    return !sentence.includes('thành lập mới') || /FDI|nước ngoài|ĐTNN/u.test(sentence);
  return indicator !== 'fdi-projects' || FOREIGN_CAPITAL.test(sentence);
}

const INLAND_TAX = /giá trị gia tăng|VAT|GTGT|thuế thu nhập|bảo vệ môi trường|tiêu thụ đặc biệt/u;
const TARIFF = /nhập khẩu|đối ứng|thuế quan|chống bán phá giá/u;
const BORDER = /khẩu|thông quan|biên giới|hải quan|lối mở|biên mậu|Lạng Sơn|Lào Cai|Quảng Ninh/iu;
const FOREIGN_CAPITAL = /FDI|nước ngoài|cấp phép|cấp mới|điều chỉnh|đăng ký|ĐTNN|góp vốn/u;

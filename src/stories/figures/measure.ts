import type { Reading } from './frame.ts';
import type { Mention } from './mentions.ts';
import { TRAITS, indicatorFor } from './traits.ts';
import { unitBase, unitFor } from './units.ts';
import type { Entry } from './words.ts';

interface Measured {
  readonly indicator: string;
  readonly value: number;
  readonly unit: string;
  readonly max?: number;
}

/** The indicator and unit of a level; undefined when what was spoken of is not measured in such a unit. */
export function measure(reading: Reading): Measured | undefined {
  const { quantity } = reading.clause;
  const perDay =
    quantity.base === 'vehicle' &&
    (reading.clause.before.some((m) => m.kind === 'entry' && m.entry.kind === 'per-day') ||
      (reading.frame.daily === true && isWithin(reading)));
  const base = perDay ? 'vehicle_per_day' : quantity.base;
  const motors = base === 'vehicle' && MOTORS.has(reading.frame.items[0]?.id ?? '');
  for (const entry of candidates(reading)) {
    const found =
      base === undefined
        ? unitless(entry.id, reading)
        : indicatorFor(motors ? (VOLUMES[entry.id] ?? entry.id) : entry.id, base);
    if (found === undefined) continue;
    const per =
      found.indicator === 'fuel-price' &&
      found.base === 'vnd_per_litre' &&
      base === 'vnd' &&
      reading.frame.items[0]?.id === 'mazut'
        ? 'vnd_per_kg'
        : found.base;
    const { unit, value } = unitFor(per, quantity.mantissa, quantity.scale);
    const range =
      TRAITS[found.indicator]?.plausible?.[unit] ?? TRAITS[found.indicator]?.plausible?.[unitBase(unit).base];
    const size = value * unitBase(unit).factor;
    if (range !== undefined && (size < range[0] || size > range[1])) continue;
    if (!isStatistic(found.indicator, found.base, reading)) continue;
    const max = quantity.max === undefined ? undefined : unitFor(per, quantity.max, quantity.scale).value;
    const negative = isNegative(found.indicator, entry, reading);
    return {
      indicator: found.indicator,
      value: negative ? -value : value,
      unit,
      ...(max === undefined ? {} : { max }),
    };
  }
  return undefined;
}

/** "mỗi ngày thông quan 500 xe, trong đó 200 xe sầu riêng" */
function isWithin({ clause: { before } }: Reading): boolean {
  return before.some((m) => m.kind === 'entry' && m.entry.kind === 'within');
}

/** Lorries pass a border; motor cars are goods. */
const MOTORS = new Set(['o-to', 'xe-may']);
const VOLUMES: Readonly<Record<string, string>> = { import: 'import-volume', export: 'export-volume' };

/** A loss or deficit, by the word of the clause itself where it has one: "lỗ 45 tỷ, trong khi cùng kỳ lãi 12 tỷ". */
function isNegative(indicator: string, entry: Entry, reading: Reading): boolean {
  if (indicator !== 'profit' && indicator !== 'trade-balance') return false;
  const own = reading.clause.before.findLast(
    (m) => m.kind === 'entry' && m.entry.kind === 'indicator' && m.entry.id === indicator,
  );
  return (own?.kind === 'entry' ? own.entry : entry).negative === true;
}

/** Fines that a law threatens, or money near seized goods, are no reading of ours. */
function isStatistic(indicator: string, base: string, reading: Reading): boolean {
  const { quantity, before } = reading.clause;
  const amount = quantity.mantissa * quantity.scale;
  // A single offender's fine, a household's earnings.
  if (indicator === 'fines') return amount >= 1e8 && quantity.max === undefined;
  if (NATIONAL.has(indicator)) return base !== 'vnd' || amount >= 1e9;
  if (indicator === 'profit' || indicator === 'revenue') return base !== 'vnd' || amount >= 1e9;
  if (indicator !== 'seized-goods' || base !== 'vnd') return true;
  return before.some((m) => m.kind === 'entry' && m.entry.tokens.includes('giá'));
}

const NATIONAL = new Set([
  'ecommerce-sales',
  'retail-sales',
  'state-revenue',
  'public-investment',
  'credit-growth',
]);

/** PMI, freight indices and the exchange rate are printed without a unit too. */
function unitless(
  indicator: string,
  reading: Reading,
): { readonly indicator: string; readonly base: string } | undefined {
  const { before, quantity } = reading.clause;
  const value = quantity.mantissa;
  const lorries = indicator === 'border-vehicles' || indicator === 'border-backlog';
  const last = before.findLast(({ kind }) => kind !== 'word');
  if (lorries && last?.kind === 'entry' && LORRIES.has(last.entry.id)) return { indicator, base: 'vehicle' };
  const counted = COUNTED[indicator];
  if (counted !== undefined && value >= 10 && isCounted(before)) return { indicator, base: counted };
  if (indicator === 'pmi' && value > 25 && value < 65) return { indicator, base: 'index_point' };
  if (indicator === 'freight-rate' && value > 300) return { indicator, base: 'index_point' };
  return indicator === 'usd-vnd' && value > 20_000 && value < 32_000
    ? { indicator, base: 'vnd_per_usd' }
    : undefined;
}

/** "xe xuất 298, xe nhập 114" */
const LORRIES = new Set(['xuat', 'nhap', 'hoa-qua', 'xe-moi']);

/** "số doanh nghiệp thành lập mới là 16.800": the unit is in the subject. */
const COUNTED: Readonly<Record<string, string>> = {
  'new-enterprises': 'enterprise',
  'withdrawn-enterprises': 'enterprise',
  'fdi-projects': 'project',
  violations: 'case',
  'trade-remedy-cases': 'case',
  'customs-declarations': 'declaration',
};

function isCounted(before: readonly Mention[]): boolean {
  const last = before.at(-1);
  const arrives = last?.kind === 'entry' && (last.entry.kind === 'to' || last.entry.kind === 'approx');
  return arrives && before.some((m) => m.kind === 'word' && m.word === 'số');
}

/** What a number may measure, best first: a price by its goods, the indicators named, then the weak ones. */
export function candidates(reading: Reading): Entry[] {
  const { indicators, items } = reading.frame;
  const base = reading.clause.quantity.base ?? '';
  const strong = indicators.filter(({ weak }) => weak !== true);
  const weak = indicators.filter((entry) => entry.weak === true);
  const price = items[0]?.price;
  const goods: Entry[] = price === undefined ? [] : [{ kind: 'indicator', id: price, tokens: [] }];
  const coal: Entry[] =
    items[0]?.id === 'than' && indicators.some(({ id }) => id === 'output')
      ? [{ kind: 'indicator', id: 'coal-output', tokens: [] }]
      : [];
  // "doanh thu 267 tỷ đồng, lỗ 40 tỷ đồng": the weak word of this number beats what is inherited.
  const near = base === 'percent' ? undefined : nearest(reading);
  if (near !== undefined) return [...coal, near, ...goods, ...strong, ...weak];
  const produced = base === 'percent' && weak.some(({ id }) => id === 'output');
  const isPrice = base.includes('_per_') && base !== 'vehicle_per_day';
  // Of most goods a bare percentage may be anything; of these it is the quotation.
  const quoted = base !== 'percent' || QUOTED.has(price ?? '');
  return isPrice
    ? [...goods, ...strong, ...weak]
    : [...coal, ...strong, ...goods.filter(() => strong.length === 0 && quoted && !produced), ...weak];
}

function nearest({ clause: { before, after } }: Reading): Entry | undefined {
  const counted = after[0];
  if (counted?.kind === 'entry' && counted.entry.kind === 'indicator' && counted.entry.weak !== true)
    return undefined;
  const named = before.findLastIndex((m) => m.kind === 'entry' && m.entry.kind === 'indicator');
  const mention = before[named];
  if (mention?.kind !== 'entry' || mention.entry.weak !== true) return undefined;
  const strong = before.some(
    (m) => m.kind === 'entry' && m.entry.kind === 'indicator' && m.entry.weak !== true,
  );
  return strong ? undefined : before.slice(named + 1).every(isQualifier) ? mention.entry : undefined;
}

function isQualifier(mention: Mention): boolean {
  return mention.kind === 'entry' && ['approx', 'estimate', 'to'].includes(mention.entry.kind);
}

const QUOTED = new Set(['fuel-price', 'oil-price', 'coffee-price']);

export const BRANCHES = new Set(['che-bien-che-tao', 'khai-khoang', 'dien', 'nuoc']);

import { parseSeriesId } from '../../news/series.ts';
import type { Grain, SeriesName } from '../../news/series.ts';
import type { SeriesWish } from './wish.ts';
import { isLevel } from './labels.ts';

/**
 * Of the series there are, those that answer a wish, the best first: the place, item and market asked for, and where none is asked
 * for the whole; then the measure that is the news of this indicator; months before days, quarters and years.
 */
export function pickSeries(
  ids: readonly string[],
  wish: Omit<SeriesWish, 'rest' | 'near'>,
): readonly string[] {
  return ids
    .flatMap((id, order) => {
      const name = parseSeriesId(id);
      return name === undefined || name.indicator !== wish.indicator ? [] : [{ id, name, order }];
    })
    .filter(({ name }) => answers(name, wish))
    .toSorted((a, b) => weight(b.name, wish) - weight(a.name, wish) || a.order - b.order)
    .map(({ id }) => id);
}

/** What was asked for must be there; what was not asked for may be. */
function answers(name: SeriesName, wish: Omit<SeriesWish, 'rest' | 'near'>): boolean {
  return (
    (wish.place === undefined || name.place === wish.place) &&
    (wish.item === undefined || name.item === wish.item) &&
    (wish.market === undefined || name.market === wish.market)
  );
}

function weight(name: SeriesName, wish: Omit<SeriesWish, 'rest' | 'near'>): number {
  let sum = grainWeight[name.grain];
  if (wish.place === undefined && name.place !== undefined) sum -= 20;
  if (wish.item === undefined && name.item !== undefined) sum -= wholeless.has(name.indicator) ? 1 : 20;
  if (wish.market === undefined && name.market !== undefined) sum -= 20;
  if (MOVEMENTS.has(name.indicator) === !isLevel(name)) sum += 4;
  if (name.measure === 'yoy') sum += 2;
  return sum;
}

const grainWeight: Readonly<Record<Grain, number>> = {
  month: 6,
  day: 5,
  ytd: 3,
  quarter: 3,
  'half-month': 2,
  year: 1,
};

/** Of these the movement is the news, not the level of the index. */
const MOVEMENTS = new Set([
  'iip',
  'cpi',
  'gdp',
  'grdp',
  'core-inflation',
  'ppi',
  'consumption-index',
  'inventory-index',
  'value-added',
  'credit-growth',
]);

/** Prices of goods have no whole. */
const wholeless = new Set(['fuel-price', 'oil-price', 'fish-price', 'fertiliser-price']);

import type { Figure, UnderstoodArticle } from '../../news/article.ts';
import { seriesId } from '../../news/series.ts';
import type { Grain, SeriesClaim, SeriesName } from '../../news/series.ts';
import { unitBase } from '../figures/units.ts';
import { isPrintable } from '../figures/wording.ts';

/**
 * What the figures of an article add to series: readings of something we can name, with a period. A figure that gives a level and a
 * movement adds to two series. Shares, contributions, plans, forecasts and figures of one company make none.
 */
export function claimsOf(article: UnderstoodArticle): readonly SeriesClaim[] {
  return article.figures.flatMap((figure) => {
    return seriesOfFigure(figure).map(({ id, value }) => {
      return {
        series: id,
        claim: {
          period: figure.period ?? '',
          value,
          figure,
          publisher: article.publisher,
          articleId: article.id,
          publishedAt: article.publishedAt,
          ...(article.link === undefined ? {} : { link: article.link }),
        },
      };
    });
  });
}

/** The series that a figure belongs to, with its number in each: a movement first, which is what a release is about. */
export function seriesOfFigure(figure: Figure): readonly { readonly id: string; readonly value: number }[] {
  const grain = grainOf(figure.period ?? '');
  if (grain === undefined || !isReading(figure)) return [];
  return measuresOf(figure)
    .toReversed()
    .map(({ measure, value }) => {
      const name: SeriesName = {
        indicator: figure.indicator,
        measure,
        grain,
        ...(figure.item === undefined ? {} : { item: figure.item }),
        ...(figure.place === undefined ? {} : { place: figure.place }),
        ...(figure.market === undefined ? {} : { market: figure.market }),
      };
      return { id: seriesId(name), value };
    });
}

function isReading(figure: Figure): boolean {
  const plain =
    figure.kind === undefined ||
    figure.kind === 'level' ||
    figure.kind === 'change' ||
    figure.kind === 'count';
  // "60 of 63 localities" counts places, and its two directions are two counts.
  return plain && figure.subject === undefined && figure.of === undefined && isPrintable(figure);
}

interface Measured {
  readonly measure: string;
  readonly value: number;
}

function measuresOf(figure: Figure): readonly Measured[] {
  const measured: Measured[] = [];
  if (figure.value !== null && figure.unit !== null) {
    const { base, factor } = unitBase(figure.unit);
    // Factors are powers of ten that a double does not hold exactly.
    measured.push({ measure: `level-${base}`, value: Number((figure.value * factor).toPrecision(12)) });
  }
  const movement = movementOf(figure);
  if (movement !== undefined) measured.push(movement);
  return measured;
}

/** Movements in percent or points against a basis that is the same for every period. */
function movementOf({ change, change_unit: unit, basis, direction }: Figure): Measured | undefined {
  if (change === null || basis === null || basis === 'vs_period' || basis === 'from_to') return undefined;
  const base = unitBase(unit ?? 'percent').base;
  if (base === 'times' || (direction === null && change !== 0)) return undefined;
  return {
    measure: base === 'percent' ? basis : `${basis}-${base}`,
    value: direction === 'down' ? -change : change,
  };
}

/** How long a period is; undefined for one of no regular length. */
export function grainOf(period: string): Grain | undefined {
  return grains.find(([, form]) => form.test(period))?.[0];
}

const grains: readonly (readonly [Grain, RegExp])[] = [
  ['month', /^\d{4}-\d\d$/u],
  ['ytd', /^\d{4}-M01\.\.M\d\d$/u],
  ['quarter', /^\d{4}-Q[1-4]$/u],
  ['year', /^\d{4}$/u],
  ['day', /^\d{4}-\d\d-\d\d$/u],
  ['half-month', /^\d{4}-\d\d-(?:01\.\.\d{4}-\d\d-15|16\.\.\d{4}-\d\d-\d\d)$/u],
];

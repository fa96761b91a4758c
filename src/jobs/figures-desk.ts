import { createHash } from 'node:crypto';
import { chartOf } from '../chart/chart.ts';
import { drawChart } from '../chart/draw.ts';
import type { Language } from '../news/chat.ts';
import { parseSeriesId } from '../news/series.ts';
import type { Series } from '../news/series.ts';
import type { Instant } from '../news/time.ts';
import type { FigureRow, FigureSheet, FiguresDesk, IndicatorChoice } from '../ports/figures.ts';
import type { SeriesBook } from '../ports/series.ts';
import { displayName } from '../stories/figures/names.ts';
import { claimText, longPeriod, seriesMeasure, seriesTitle } from '../stories/series/labels.ts';
import { pickSeries } from '../stories/series/pick.ts';
import { pointsOf, recent } from '../stories/series/points.ts';
import type { Point } from '../stories/series/points.ts';
import { readSeriesWish } from '../stories/series/wish.ts';
import type { Painter } from './painter.ts';

/** Series compared to find the one to show, and those offered beside it. */
const mostCompared = 12;
const mostRelated = 6;

/** The desk of figures over the book of series. Nothing is loaded before the first question. */
export function createFiguresDesk(series: SeriesBook, painter: Pick<Painter, 'paint'>): FiguresDesk {
  /** Ids that answer, best first; a series with only one number goes behind one that can be drawn. */
  async function choose(
    wish: Parameters<typeof pickSeries>[1],
    until: Instant | undefined,
  ): Promise<readonly Series[]> {
    const picked = pickSeries(await series.list(), wish).slice(0, mostCompared);
    const found = (await series.get(picked)).filter((each) => pointsOf(each, until).length > 0);
    const [first, ...others] = found;
    if (first === undefined || pointsOf(first, until).length > 1) return found;
    const drawn = others.find((each) => isOfSame(each, first) && pointsOf(each, until).length > 1);
    return drawn === undefined ? found : [drawn, ...found.filter((each) => each !== drawn)];
  }

  async function sheetOf(
    found: readonly Series[],
    language: Language,
    until?: Instant,
  ): Promise<FigureSheet | undefined> {
    const [shown, ...others] = found;
    if (shown === undefined) return undefined;
    const points = recent(pointsOf(shown, until), shown.name.grain).toReversed();
    const newest = points[0];
    if (newest === undefined) return undefined;
    return {
      id: shown.id,
      indicator: shown.name.indicator,
      title: seriesTitle(shown.name, language),
      measure: seriesMeasure(shown.name, newest.claim.figure, language),
      rows: points.map((point) => rowOf(shown, point, language)),
      related: others.slice(0, mostRelated).map((each) => ({
        id: each.id,
        title: `${seriesTitle(each.name, language)} (${seriesMeasure(each.name, each.claims.at(-1)!.figure, language)})`,
        typed: shortName(each.id),
      })),
    };
  }

  /** The id behind what a button carries. */
  async function longName(typed: string): Promise<string> {
    if (!typed.startsWith('~')) return typed;
    return (await series.list()).find((id) => shortName(id) === typed) ?? typed;
  }

  const desk: FiguresDesk = {
    async ask(typed, language, until) {
      const whole = await desk.sheet(await longName(typed.trim()), language, until);
      if (whole !== undefined) return { kind: 'sheet', sheet: whole };
      const wish = readSeriesWish(typed);
      const sheet =
        wish.indicator === undefined ? undefined : await sheetOf(await choose(wish, until), language, until);
      if (sheet !== undefined) return { kind: 'sheet', sheet };
      const all = await desk.indicators(language);
      const near = wish.indicator === undefined ? wish.near : [wish.indicator];
      return {
        kind: 'choices',
        known: wish.indicator !== undefined,
        near: near.flatMap((id) => all.find((each) => each.id === id) ?? []),
      };
    },

    async sheet(id, language, until) {
      const name = parseSeriesId(id);
      if (name === undefined)
        return /^[\w-]{1,48}$/u.test(id)
          ? sheetOf(await choose({ indicator: id }, until), language, until)
          : undefined;
      const [shown] = await series.get([id]);
      if (shown === undefined) return undefined;
      const others = await choose({ indicator: name.indicator }, until);
      return sheetOf([shown, ...others.filter((each) => each.id !== id)], language, until);
    },

    async indicators(language) {
      const ids = new Set((await series.list()).flatMap((id) => parseSeriesId(id)?.indicator ?? []));
      return Array.from(ids, (id): IndicatorChoice => ({
        id,
        name: nameOf(id, language),
        typed: id,
      })).toSorted((a, b) => a.name.localeCompare(b.name, 'vi'));
    },

    async picture(id, language, look, until) {
      const sheet = parseSeriesId(id) === undefined ? await desk.sheet(id, language, until) : undefined;
      const [shown] = await series.get([sheet?.id ?? id]);
      const chart = shown === undefined ? undefined : chartOf(shown, language, until);
      return chart === undefined ? undefined : painter.paint(drawChart(chart, look));
    },
  };
  return desk;
}

/** "Giá" alone names nothing: fuel is told by its goods. */
function nameOf(id: string, language: Language): string {
  if (id === 'fuel-price') return language === 'vi' ? 'Giá xăng dầu' : 'Fuel prices';
  return displayName('indicator', id, language) ?? id;
}

/** What fits into a button: the id itself, or the start of its hash. */
function shortName(id: string): string {
  return id.length <= 50 ? id : `~${createHash('sha256').update(id).digest('hex').slice(0, 16)}`;
}

function isOfSame(a: Series, b: Series): boolean {
  return a.name.place === b.name.place && a.name.item === b.name.item && a.name.market === b.name.market;
}

function rowOf({ name }: Series, point: Point, language: Language): FigureRow {
  const { claim, publishers, others, period } = point;
  return {
    period: longPeriod(period, language),
    text: claimText(name, claim, language),
    estimated: claim.figure.estimated,
    publishers,
    sentence: claim.figure.sentence,
    publishedAt: claim.publishedAt,
    others: others.map((other) => ({
      text: claimText(name, other.claim, language),
      publishers: other.publishers,
    })),
    ...(claim.link === undefined ? {} : { link: claim.link }),
  };
}

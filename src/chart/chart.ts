import type { Language } from '../news/chat.ts';
import type { Series } from '../news/series.ts';
import type { Instant } from '../news/time.ts';
import {
  claimNumber,
  claimText,
  displayFactor,
  isLevel,
  seriesMeasure,
  seriesTitle,
  shortPeriod,
  longPeriod,
} from '../stories/series/labels.ts';
import { ordinal, pointsOf, recent } from '../stories/series/points.ts';
import type { Point } from '../stories/series/points.ts';
import { cut } from './svg.ts';

/** What a picture of a series shows, with every text ready; how it is drawn is another file's matter. */
export interface Chart {
  readonly form: 'bars' | 'line';
  readonly title: string;
  /** Unit, basis and grain. */
  readonly subtitle: string;
  /** The newest reading in words: "Tháng 10/2026: +10,8%". */
  readonly newest: string;
  readonly marks: readonly Mark[];
  /** Source and date. */
  readonly foot: string;
  /** Said when readings contradict each other. */
  readonly note?: string;
  readonly language: Language;
}

export interface Mark {
  /** Position in periods, the first mark's being 0. */
  readonly at: number;
  readonly value: number;
  readonly label: string;
  readonly text: string;
  /** Contradicting readings of the same period. */
  readonly others: readonly number[];
}

/** Movements are bars around zero, and so is what has few points; levels are a line. */
const fewestForLine = 4;

/** Lays a series out as a chart. Undefined when it has nothing to show. `until`: what appeared later does not count. */
export function chartOf(series: Series, language: Language, until?: Instant): Chart | undefined {
  const points = recent(pointsOf(series, until), series.name.grain);
  const newest = points.at(-1);
  if (newest === undefined) return undefined;
  const { name } = series;
  const factor = displayFactor(name, newest.claim.figure);
  const start = ordinal(points[0]?.period ?? newest.period);
  const contradicted = points.some((point) => point.others.length > 0);
  return {
    form: isLevel(name) && points.length >= fewestForLine ? 'line' : 'bars',
    title: seriesTitle(name, language),
    subtitle: seriesMeasure(name, newest.claim.figure, language),
    newest: `${longPeriod(newest.period, language)}: ${claimText(name, newest.claim, language)}`,
    marks: points.map((point) => ({
      at: ordinal(point.period) - start,
      value: point.claim.value / factor,
      label: shortPeriod(point.period, language),
      text: claimNumber(name, point.claim, factor, language),
      others: point.others.map(({ claim }) => claim.value / factor),
    })),
    foot: footOf(newest, language),
    ...(contradicted ? { note: notes[language] } : {}),
    language,
  };
}

/** "Nguồn: VnEconomy, Công Thương +1, 06/11/2026". The day is that of Việt Nam, as everywhere in figures. */
function footOf({ claim, publishers }: Point, language: Language): string {
  const day = new Date(claim.publishedAt + 7 * 3_600_000)
    .toISOString()
    .slice(0, 10)
    .split('-')
    .toReversed()
    .join('/');
  const named = publishers.slice(0, 2).map((publisher) => cut(publisher, 20));
  const others = publishers.length > 2 ? ` +${publishers.length - 2}` : '';
  return `${language === 'vi' ? 'Nguồn' : 'Source'}: ${named.join(', ')}${others}, ${day}`;
}

const notes: Readonly<Record<Language, string>> = {
  vi: 'số liệu khác mà báo khác đưa cho cùng kỳ',
  en: 'another number that another paper prints',
};

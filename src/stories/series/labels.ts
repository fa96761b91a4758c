import type { Figure } from '../../news/article.ts';
import type { Language } from '../../news/chat.ts';
import type { Claim, SeriesName } from '../../news/series.ts';
import { changeText, levelText, measureText, number, periodLabel, unitText } from '../figures/labels.ts';
import { unitBase } from '../figures/units.ts';
import { figureSubject } from '../figures/wording.ts';

/** "IIP tại Bắc Ninh", "Giá xăng RON95-III". */
export function seriesTitle(name: SeriesName, language: Language): string {
  return figureSubject(name, language);
}

/** What is measured: "so với cùng kỳ, theo tháng"; `unit` is that of the newest claim. */
export function seriesMeasure(name: SeriesName, newest: Figure, language: Language): string {
  const what = isLevel(name)
    ? unitText(newest.unit, language)
    : `${unitText(newest.change_unit ?? 'percent', language)} ${measureText(name.measure.split('-')[0] ?? '', language)}`;
  return `${what.trim()}, ${grains[language][name.grain]}`;
}

/** Whether a series holds levels rather than movements. */
export function isLevel({ measure }: Pick<SeriesName, 'measure'>): boolean {
  return measure.startsWith('level-');
}

/** The reading of a claim with its sign and unit, as printed: "+18,3%", "34,01 tỷ USD". */
export function claimText(name: SeriesName, claim: Claim, language: Language): string {
  return isLevel(name) ? levelText(claim.figure, language) : changeText(claim.figure, language);
}

/** The same without its unit: what stands beside a bar. */
export function claimNumber(name: SeriesName, claim: Claim, factor: number, language: Language): string {
  const sign = !isLevel(name) && claim.value > 0 ? '+' : '';
  return `${sign}${plainNumber(claim.value / factor, language)}`;
}

/** A number for an axis or a label, without the dust of floating point. */
export function plainNumber(value: number, language: Language): string {
  const tidy = Number(value.toPrecision(7));
  // Exponents appear from 1e21 on; no figure of ours is that large, a forged one may be.
  return Math.abs(tidy) < 1e15 ? number(tidy, language) : tidy.toExponential(2);
}

/** How many base units the unit of a figure holds, so that a series is shown in the unit it was last printed in. */
export function displayFactor(name: SeriesName, newest: Figure): number {
  return isLevel(name) ? unitBase(newest.unit ?? '').factor : 1;
}

/** "10/26", "III/26", "24/11": what stands below an axis. */
export function shortPeriod(period: string, language: Language): string {
  const month = /^\d\d(\d\d)-(\d\d)$/u.exec(period);
  if (month) return `${Number(month[2])}/${month[1]}`;
  const quarter = /^\d\d(\d\d)-Q([1-4])$/u.exec(period);
  if (quarter) {
    const roman = ['I', 'II', 'III', 'IV'][Number(quarter[2]) - 1];
    return language === 'vi' ? `${roman}/${quarter[1]}` : `Q${quarter[2]}/${quarter[1]}`;
  }
  const months = /^\d\d(\d\d)-M01\.\.M(\d\d)$/u.exec(period);
  if (months) return `${Number(months[2])}${language === 'vi' ? 'T' : 'M'}/${months[1]}`;
  const half = /^\d{4}-(\d\d)-(\d\d)\.\..*-(\d\d)$/u.exec(period);
  if (half) return `${Number(half[2])}–${Number(half[3])}/${Number(half[1])}`;
  const day = /^\d{4}-(\d\d)-(\d\d)$/u.exec(period);
  return day ? `${Number(day[2])}/${Number(day[1])}` : period;
}

/** "tháng 10/2026" with a capital, as the head of a row. */
export function longPeriod(period: string, language: Language): string {
  const label = periodLabel(period, language);
  return `${label.slice(0, 1).toLocaleUpperCase('vi')}${label.slice(1)}`;
}

const grains = {
  vi: {
    day: 'theo ngày',
    'half-month': 'theo nửa tháng',
    month: 'theo tháng',
    ytd: 'lũy kế từ đầu năm',
    quarter: 'theo quý',
    year: 'theo năm',
  },
  en: {
    day: 'daily',
    'half-month': 'half-monthly',
    month: 'monthly',
    ytd: 'year to date',
    quarter: 'quarterly',
    year: 'yearly',
  },
} as const;

import type { Figure } from '../../news/article.ts';
import type { Language } from '../../news/chat.ts';
import type { Line, Span } from '../../news/message.ts';
import { placeName } from '../../text/gazetteer.ts';
import { claimKey } from './conflict.ts';
import { WORDS, basisText, changeText, levelText, number, periodLabel } from './labels.ts';
import { displayName } from './names.ts';

/**
 * A figure as one line of our own words, numbers in bold: "▲ IIP tháng 1/2024: **+18,3%** so với cùng kỳ (ước)". Arrows
 * show the direction, not whether it is good. Every number in it is the figure's own; nothing is computed.
 */
export function figureLine(figure: Figure, language: Language): Line {
  const words = WORDS[language];
  const subject = figureSubject(figure, language);
  const period = figure.period === null ? '' : ` ${periodLabel(figure.period, language)}`;
  const notes = notesOf(figure, language);
  const tail = notes.length > 0 ? ` (${notes.join(', ')})` : '';
  if (figure.indicator === 'iip-localities') {
    const count = `${number(figure.value ?? 0, language)}${figure.of === undefined ? '' : `/${figure.of}`}`;
    const moved = figure.direction === 'down' ? words.fellIn : words.roseIn;
    return [
      `${arrow(figure)} ${subject}${period} ${moved} `,
      { bold: [count] },
      ` ${words.localities}${tail}`,
    ];
  }
  return [`${arrow(figure)} ${subject}${period}: `, ...measures(figure, language), tail].filter(
    (span) => span !== '',
  );
}

/** What a figure is of and for when, without its number: "Xuất khẩu gạo 9 tháng 2024". */
export function figureName(figure: Figure, language: Language): string {
  const period = figure.period === null ? '' : ` ${periodLabel(figure.period, language)}`;
  return `${figureSubject(figure, language)}${period}`;
}

/** Its number alone: "4,37 tỷ USD", "+18,3% so với cùng kỳ". */
export function figureAmount(figure: Figure, language: Language): string {
  return measures(figure, language).map(plain).join('');
}

/** The same as plain text. */
export function figureSentence(figure: Figure, language: Language): string {
  return figureLine(figure, language).map(plain).join('');
}

/**
 * The figures worth a line of their own, best first: with period, and with basis where a movement is stated; actual
 * readings, not targets or forecasts; the whole before its parts; each claim once.
 */
export function headlineFigures(figures: readonly Figure[]): Figure[] {
  const seen = new Set<string>();
  return figures
    .filter(isPrintable)
    .map((figure, order) => ({ figure, order, weight: weight(figure) }))
    .toSorted((a, b) => b.weight - a.weight || a.order - b.order)
    .map(({ figure }) => figure)
    .filter((figure) => {
      const key = claimKey(figure);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

/** Whether a figure can stand without its sentence: we can name all of it, and it says when and against what. */
export function isPrintable(figure: Figure): boolean {
  if (
    figure.period === null ||
    figure.kind === 'forecast' ||
    figure.kind === 'target' ||
    figure.kind === 'threshold'
  ) {
    return false;
  }
  if (figure.change !== null && figure.basis === null) return false;
  if (figure.value === null && figure.change === null) return false;
  if (figure.item !== undefined && displayName('item', figure.item, 'vi') === undefined) return false;
  if (figure.market !== undefined && displayName('market', figure.market, 'vi') === undefined) return false;
  if (NEEDS_SUBJECT.has(figure.indicator)) return false;
  return figure.indicator !== 'grdp' || figure.place !== undefined;
}

/** Whose figure it is cannot be told in a line of ours: a company's, a project's. */
const NEEDS_SUBJECT = new Set([
  'revenue',
  'profit',
  'project-capital',
  'capital-increase',
  'capacity',
  'seized-goods',
  'fines',
  'labour-demand',
]);

const ORDER = [
  'iip',
  'iip-localities',
  'pmi',
  'gdp',
  'grdp',
  'cpi',
  'export',
  'import',
  'trade-total',
  'trade-balance',
  'border-backlog',
  'border-vehicles',
  'fuel-price',
  'power-price',
  'retail-sales',
  'fdi-registered',
  'fdi-disbursed',
  'public-investment',
  'credit-growth',
  'tariff-rate',
  'trade-remedy-duty',
];

function weight(figure: Figure): number {
  const rank = ORDER.indexOf(figure.indicator);
  let score = rank < 0 ? 0 : ORDER.length - rank;
  if (figure.item !== undefined) score -= figure.indicator === 'fuel-price' ? 1 : 8;
  if (figure.market !== undefined) score -= 8;
  if (figure.kind === 'share' || figure.kind === 'contribution') score -= 20;
  if (figure.kind === 'plan-ratio') score -= 10;
  if (figure.basis === 'yoy' || figure.basis === 'average') score += 2;
  if (figure.change !== null) score += 2;
  // Of two wordings of one claim the more careful and the fuller.
  if (figure.estimated) score += 0.5;
  if (figure.of !== undefined) score += 0.5;
  return score;
}

function measures(figure: Figure, language: Language): Span[] {
  const words = WORDS[language];
  const spans: Span[] = [];
  if (figure.value !== null) {
    const level = levelText(figure, language);
    switch (figure.kind) {
      case 'share':
        spans.push(`${words.share} `, { bold: [level] });
        break;
      case 'plan-ratio':
        spans.push(`${words.equals} `, { bold: [level] }, ` ${words.ofPlan}`);
        return spans;
      case 'contribution':
        spans.push(`${figure.direction === 'down' ? words.takes : words.adds} `, { bold: [level] });
        break;
      case 'level':
      case 'change':
      case 'forecast':
      case 'target':
      case 'threshold':
      case 'count':
      case undefined:
        spans.push({ bold: [level] });
        break;
    }
    if (figure.basis === 'from_to' && figure.from_value !== undefined) {
      spans.push(` (${words.from} ${number(figure.from_value, language)})`);
      return spans;
    }
  }
  if (figure.change !== null) {
    spans.push(
      figure.value === null ? '' : ', ',
      { bold: [changeText(figure, language)] },
      ` ${basisText(figure, language)}`,
    );
  } else if (figure.direction === 'flat') {
    spans.push(`, ${words.unchanged}${figure.basis === null ? '' : ` ${basisText(figure, language)}`}`);
  }
  return spans.filter((span) => span !== '');
}

function notesOf(figure: Figure, language: Language): string[] {
  const words = WORDS[language];
  return figure.estimated ? [words.estimate] : [];
}

/** What a figure speaks of: "IIP tại Bắc Ninh", "Giá xăng RON95-III". */
export function figureSubject(
  figure: Pick<Figure, 'indicator' | 'item' | 'market' | 'place'>,
  language: Language,
): string {
  const item = figure.item === undefined ? undefined : displayName('item', figure.item, language);
  const market = figure.market === undefined ? undefined : displayName('market', figure.market, language);
  const name = displayName('indicator', figure.indicator, language) ?? figure.indicator;
  const parts = [name];
  // A price is named by its goods: "Giá xăng RON95-III", not "Giá gạo xuất khẩu gạo 5% tấm".
  if (item !== undefined) parts.push(name.toLowerCase().endsWith(item.toLowerCase()) ? '' : item);
  if (market !== undefined)
    parts.push(`${DIRECTED.has(figure.indicator) ? WORDS[language].to : WORDS[language].with} ${market}`);
  if (figure.place !== undefined) parts.push(`${WORDS[language].at} ${placeName(figure.place, language)}`);
  return parts.filter((part) => part !== '').join(' ');
}

const DIRECTED = new Set(['export', 'export-volume']);

function plain(span: Span): string {
  if (typeof span === 'string') return span;
  if ('link' in span) return span.text;
  return ('bold' in span ? span.bold : span.italic).map(plain).join('');
}

function arrow(figure: Figure): string {
  return figure.direction === 'up' ? '▲' : figure.direction === 'down' ? '▼' : '●';
}

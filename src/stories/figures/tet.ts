import type { Figure } from '../../news/article.ts';
import type { Language } from '../../news/chat.ts';

/** Month and day of the first day of Tết in Việt Nam (UTC+7), by year. */
const firstDay: Readonly<Record<number, readonly [month: number, day: number]>> = {
  2019: [2, 5],
  2020: [1, 25],
  2021: [2, 12],
  2022: [2, 1],
  2023: [1, 22],
  2024: [2, 10],
  2025: [1, 29],
  2026: [2, 17],
  2027: [2, 6],
  2028: [1, 26],
  2029: [2, 13],
  2030: [2, 2],
  2031: [1, 23],
};

/** Series that stand still when the country is on holiday. */
const touched = new Set([
  'iip',
  'iip-localities',
  'export',
  'import',
  'trade-total',
  'trade-balance',
  'retail-sales',
  'output',
  'power-output',
]);

/**
 * What must be said beside a year-on-year change of January or February when Tết moved from one month into the other: those months had
 * other numbers of working days. Undefined where it stayed, and for the two months together.
 */
export function tetNote(figure: Figure, language: Language): string | undefined {
  if (figure.basis !== 'yoy' || figure.change === null || !touched.has(figure.indicator)) return undefined;
  const [, year, month] = /^(\d{4})-0([12])$/u.exec(figure.period ?? '') ?? [];
  if (year === undefined || month === undefined) return undefined;
  const [now, before] = [firstDay[Number(year)], firstDay[Number(year) - 1]];
  if (now === undefined || before === undefined || now[0] === before[0]) return undefined;
  return language === 'vi'
    ? `Lịch: Tết ${Number(year) - 1} trong tháng ${before[0]}, Tết ${year} trong tháng ${now[0]}.`
    : `Calendar: Tết ${Number(year) - 1} fell in ${months[before[0]]}, Tết ${year} in ${months[now[0]]}.`;
}

const months: Readonly<Record<number, string>> = { 1: 'January', 2: 'February' };

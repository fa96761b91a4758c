import { Temporal } from 'temporal-polyfill';
import type { Language } from '../news/chat.ts';
import type { Instant, LocalDate, LocalTime } from '../news/time.ts';
import { addDays, dayKind, workdayFrom } from './holidays.ts';

/** A publication that is due, by the rules of those who publish. */
export interface Upcoming {
  readonly id: string;
  readonly day: LocalDate;
  /** In Việt Nam; absent when only the day is fixed. */
  readonly time?: LocalTime;
  readonly vi: string;
  readonly en: string;
}

const zone = 'Asia/Ho_Chi_Minh';

/** The fuel price decree took effect. */
const fuelSince = '2023-11-23';

/**
 * Official figures due from a moment on, earliest first, at most `days` days ahead: monthly and quarterly figures of the statistics
 * office (Decree 62/2024, amended by 13/2026), PMI on the first working day, fuel prices on Thursdays at 15:00 (Decree 80/2023, with
 * its rule for Tết) and the cooking gas price of the month. What has no fixed day is left out.
 */
export function upcoming(now: Instant, days: number): readonly Upcoming[] {
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const today = local.toPlainDate().toString();
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const last = addDays(today, days);
  return candidates(today, last)
    .filter(({ day, time: at = '09:00' }) => day <= last && (day > today || (day === today && at > time)))
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

const lines = new Map<string, readonly string[]>();

/** The first `most` of them as lines for a reader whose day is `today`. Kept for the thousands of digests of one moment. */
export function upcomingLines(
  now: Instant,
  days: number,
  most: number,
  today: LocalDate,
  language: Language,
): readonly string[] {
  const name = [now, days, most, today, language].join(' ');
  let found = lines.get(name);
  if (found === undefined) {
    found = upcoming(now, days)
      .slice(0, most)
      .map((one) => upcomingText(one, today, language));
    if (lines.size >= 50) lines.clear();
    lines.set(name, found);
  }
  return found;
}

/** "15h thứ Năm 26/11: giá xăng dầu"; the day of the week within a week, the date always. */
export function upcomingText(one: Upcoming, today: LocalDate, language: Language): string {
  const date = one.day.slice(5).split('-').toReversed().join('/');
  const day = dayName(one.day, today, language);
  if (language === 'en') return `${[one.time, day, date].filter(Boolean).join(' ')}: ${one.en}`;
  const hour = one.time?.replace(/:00$/u, 'h').replace(':', 'h').replace(/^0/u, '');
  return `${[hour, day, date].filter(Boolean).join(' ')}: ${one.vi}`;
}

function dayName(day: LocalDate, today: LocalDate, language: Language): string {
  if (day === today) return language === 'en' ? 'today' : 'hôm nay';
  if (day === addDays(today, 1)) return language === 'en' ? 'tomorrow' : 'ngày mai';
  const name = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'vi-VN', {
    weekday: language === 'en' ? 'short' : 'long',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00Z`));
  return language === 'en' ? name : name.replace(/^Thứ/u, 'thứ');
}

function candidates(today: LocalDate, last: LocalDate): readonly Upcoming[] {
  const months = [...new Set([today.slice(0, 7), last.slice(0, 7)])];
  return [...months.flatMap((month) => ofMonth(month)), ...fuelDays(today, last)];
}

function ofMonth(month: string): readonly Upcoming[] {
  const before = addDays(`${month}-01`, -1).slice(0, 7);
  const number = Number(before.slice(5));
  const found: Upcoming[] = [
    {
      id: 'pmi',
      day: workdayFrom(`${month}-01`),
      vi: `PMI sản xuất tháng ${number}`,
      en: `manufacturing PMI for ${monthName(number)}`,
    },
    { id: 'lpg', day: `${month}-01`, vi: `giá gas tháng ${Number(month.slice(5))}`, en: 'cooking gas price' },
  ];
  const statistics = statisticsDay(month);
  if (statistics === undefined) return found;
  const quarter = number % 3 === 0 ? number / 3 : undefined;
  const vi = quarter === undefined ? `tháng ${number}` : `tháng ${number}, GDP quý ${roman(quarter)}`;
  const en = quarter === undefined ? monthName(number) : `${monthName(number)}, GDP for Q${quarter}`;
  return [
    ...found,
    {
      id: 'nso',
      day: statistics,
      vi: `IIP, CPI, xuất nhập khẩu ${vi}`,
      en: `IIP, CPI and trade for ${en}`,
    },
  ];
}

/** When the statistics office tells of the month before; it told at the end of the same month until July 2024. */
function statisticsDay(month: string): LocalDate | undefined {
  if (month < '2024-09') return undefined;
  return workdayFrom(`${month}-${month < '2026-01' ? '06' : '03'}`);
}

function fuelDays(today: LocalDate, last: LocalDate): readonly Upcoming[] {
  const found: Upcoming[] = [];
  for (let day = addDays(today, -7); day <= addDays(last, 1); day = addDays(day, 1)) {
    if (new Date(`${day}T00:00Z`).getUTCDay() !== 4 || day < fuelSince) continue;
    found.push({ id: 'fuel', day: fuelDay(day), time: '15:00', vi: 'giá xăng dầu', en: 'fuel prices' });
  }
  return found;
}

/** On the last day of the lunar year a day earlier; on the first three of the new one on its fourth. */
function fuelDay(thursday: LocalDate): LocalDate {
  if (dayKind(thursday) !== 'tet') return thursday;
  const first = newYear[thursday.slice(0, 4)];
  if (first === undefined) return thursday;
  if (thursday === addDays(first, -1)) return addDays(thursday, -1);
  return thursday >= first && thursday <= addDays(first, 2) ? addDays(first, 3) : thursday;
}

/** First day of the lunar year, computed for UTC+7. */
const newYear: Readonly<Record<string, LocalDate>> = {
  2024: '2024-02-10',
  2025: '2025-01-29',
  2026: '2026-02-17',
  2027: '2027-02-06',
  2028: '2028-01-26',
  2029: '2029-02-13',
  2030: '2030-02-02',
};

function roman(quarter: number): string {
  return ['I', 'II', 'III', 'IV'][quarter - 1] ?? String(quarter);
}

function monthName(month: number): string {
  return new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, month - 1, 1)),
  );
}

import { createRequire } from 'node:module';
import type { Chat } from '../news/chat.ts';
import type { LocalDate } from '../news/time.ts';

/** One year of Việt Nam's calendar as the Government fixes it: ranges of days, both ends included, weekends among them only at Tết. */
interface Year {
  readonly tet: readonly [LocalDate, LocalDate];
  /** Other public holidays, with days in lieu and swapped days off. */
  readonly off: readonly (readonly [LocalDate, LocalDate?])[];
  /** Saturdays worked in exchange for a swapped day. */
  readonly worked: readonly LocalDate[];
}

const years = createRequire(import.meta.url)('./holidays.json') as Readonly<Record<string, Year>>;

/** What kind of day it is in Việt Nam. Years that the data does not have yet know only their weekends. */
export type DayKind = 'tet' | 'holiday' | 'weekend' | 'workday';

/** The kind of a calendar day; Tết before all else. */
export function dayKind(day: LocalDate): DayKind {
  const year = years[day.slice(0, 4)];
  if (year !== undefined) {
    if (day >= year.tet[0] && day <= year.tet[1]) return 'tet';
    if (year.off.some(([from, to = from]) => day >= from && day <= to)) return 'holiday';
    if (year.worked.includes(day)) return 'workday';
  }
  const weekday = new Date(`${day}T00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6 ? 'weekend' : 'workday';
}

/** Whether offices work on this day. */
export function isWorkday(day: LocalDate): boolean {
  return dayKind(day) === 'workday';
}

/** What a day's digest is to a chat: the usual one, only what concerns the border, or none at all. */
export function digestOn(day: LocalDate, chat: Pick<Chat, 'holidays'>): 'usual' | 'border' | 'none' {
  const kind = dayKind(day);
  if (chat.holidays === 'keep' || kind === 'workday' || kind === 'weekend') return 'usual';
  if (chat.holidays === 'skip') return 'none';
  return kind === 'tet' ? 'border' : 'usual';
}

/** The first of the days just before this one without a usual digest because of holidays, weekends between them included; undefined when the day before was an ordinary one. */
export function breakBefore(day: LocalDate, chat: Pick<Chat, 'holidays'>): LocalDate | undefined {
  let first: LocalDate | undefined;
  for (let ago = 1; ago <= 21; ago++) {
    const earlier = addDays(day, -ago);
    if (digestOn(earlier, chat) !== 'usual') first = earlier;
    else if (dayKind(earlier) !== 'weekend') break;
  }
  return first;
}

/** The first working day on or after a day. */
export function workdayFrom(day: LocalDate): LocalDate {
  let found = day;
  while (!isWorkday(found)) found = addDays(found, 1);
  return found;
}

export function addDays(day: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

import { Temporal } from 'temporal-polyfill';
import type { Chat } from '../news/chat.ts';
import type { Slot } from '../news/digest.ts';
import type { Instant, LocalDate, TimeZone, Weekday } from '../news/time.ts';
import { dayKind, digestOn } from './holidays.ts';

/** What a chat's slots depend on. */
export type Timetable = Pick<Chat, 'key' | 'hours' | 'days' | 'timeZone' | 'holidays'>;

/** Days looked ahead for a slot: today's hours may have passed and today may be the only chosen weekday, and Tết may lie between. */
const farthest = 21;

/**
 * The first slot of a chat strictly after a moment, or undefined when it has no hours or days.
 * A wall-clock time that a DST night skips is kept at the moment the clock would have shown it; one that happens twice is its first
 * occurrence (RFC 5545, 3.3.5). Either way the slot's name is the wall-clock time, so it exists once.
 */
export function slotAfter(chat: Timetable, after: Instant): Slot | undefined {
  const start = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(chat.timeZone).toPlainDate();
  for (let ahead = 0; ahead <= farthest; ahead++) {
    const day = start.add({ days: ahead });
    if (!isDigestDay(chat, day)) continue;
    const slots = chat.hours.map((hour) => slotAt(chat, day, hour)).toSorted((a, b) => a.at - b.at);
    const next = slots.find((slot) => slot.at > after);
    if (next !== undefined) return next;
  }
  return undefined;
}

/** The last slot of a chat strictly before a moment, within nine days. */
export function slotBefore(chat: Timetable, before: Instant): Slot | undefined {
  let last: Slot | undefined;
  let next = slotAfter(chat, before - 9 * 86_400_000);
  while (next !== undefined && next.at < before) {
    last = next;
    next = slotAfter(chat, next.at);
  }
  return last;
}

/** A chosen weekday that is no holiday to this chat; whoever chose Monday to Friday also gets the Saturdays worked in exchange. */
function isDigestDay(chat: Timetable, day: Temporal.PlainDate): boolean {
  const date = day.toString();
  if (digestOn(date, chat) === 'none') return false;
  if (chat.days.includes(day.dayOfWeek as Weekday)) return true;
  const worksFiveDays = chat.days.join('') === '12345';
  return worksFiveDays && day.dayOfWeek === 6 && dayKind(date) === 'workday';
}

function slotAt(chat: Pick<Chat, 'key' | 'timeZone'>, day: Temporal.PlainDate, hour: string): Slot {
  const local = day.toPlainDateTime(Temporal.PlainTime.from(hour));
  const zoned = local.toZonedDateTime(chat.timeZone, { disambiguation: 'compatible' });
  return { chat: chat.key, local: local.toString({ smallestUnit: 'minute' }), at: zoned.epochMilliseconds };
}

/** The calendar day of a moment in a zone. */
export function localDate(at: Instant, timeZone: TimeZone): LocalDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** Whether a name is a time zone this machine knows. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** The moments between which a calendar day lies in a zone, the second one not part of it; undefined for what is no date. */
export function dayBounds(
  date: string,
  timeZone: TimeZone,
): { readonly from: Instant; readonly to: Instant } | undefined {
  if (!/^\d{4}-\d\d-\d\d$/u.test(date)) return undefined;
  try {
    const day = Temporal.PlainDate.from(date, { overflow: 'reject' });
    const start = (each: Temporal.PlainDate): Instant => each.toZonedDateTime({ timeZone }).epochMilliseconds;
    return { from: start(day), to: start(day.add({ days: 1 })) };
  } catch {
    return undefined;
  }
}

/** The moment a slot's name stands for in a zone; undefined for a name that is no wall-clock time. */
export function slotMoment(name: string, timeZone: TimeZone): Instant | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/u.test(name)) return undefined;
  try {
    return Temporal.PlainDateTime.from(name).toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    return undefined;
  }
}

/** The hour of the day of a moment in a zone, 0 to 23. */
export function hourIn(at: Instant, timeZone: TimeZone): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).hour;
}

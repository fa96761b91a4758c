import { Temporal } from 'temporal-polyfill';
import type { Chat } from '../news/chat.ts';
import type { Slot } from '../news/digest.ts';
import type { Instant, LocalDate, TimeZone, Weekday } from '../news/time.ts';

/**
 * The first slot of a chat strictly after a moment, or undefined when it has no hours or days.
 * A wall-clock time that a DST night skips is kept at the moment the clock would have shown it; one that happens twice is its first
 * occurrence (RFC 5545, 3.3.5). Either way the slot's name is the wall-clock time, so it exists once.
 */
export function slotAfter(
  chat: Pick<Chat, 'key' | 'hours' | 'days' | 'timeZone'>,
  after: Instant,
): Slot | undefined {
  const start = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(chat.timeZone).toPlainDate();
  // A week and a day: today's hours may all have passed and today may be the only chosen weekday.
  for (let ahead = 0; ahead <= 8; ahead++) {
    const day = start.add({ days: ahead });
    if (!chat.days.includes(day.dayOfWeek as Weekday)) continue;
    const slots = chat.hours.map((hour) => slotAt(chat, day, hour)).toSorted((a, b) => a.at - b.at);
    const next = slots.find((slot) => slot.at > after);
    if (next !== undefined) return next;
  }
  return undefined;
}

/** The last slot of a chat strictly before a moment, within eight days. */
export function slotBefore(
  chat: Pick<Chat, 'key' | 'hours' | 'days' | 'timeZone'>,
  before: Instant,
): Slot | undefined {
  let last: Slot | undefined;
  let next = slotAfter(chat, before - 9 * 86_400_000);
  while (next !== undefined && next.at < before) {
    last = next;
    next = slotAfter(chat, next.at);
  }
  return last;
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

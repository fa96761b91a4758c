import { Temporal } from 'temporal-polyfill';
import type { Chat } from '../news/chat.ts';
import type { Instant } from '../news/time.ts';

/** The first moment at or after `at` that is outside the chat's quiet hours. A span may pass midnight; its end is not quiet any more. */
export function afterQuiet(at: Instant, { quiet, timeZone }: Pick<Chat, 'quiet' | 'timeZone'>): Instant {
  if (quiet === undefined || quiet.from === quiet.to) return at;
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const overnight = quiet.from > quiet.to;
  const inside = overnight ? time >= quiet.from || time < quiet.to : time >= quiet.from && time < quiet.to;
  if (!inside) return at;
  const day = local.toPlainDate().add({ days: overnight && time >= quiet.from ? 1 : 0 });
  return day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(quiet.to) }).epochMilliseconds;
}

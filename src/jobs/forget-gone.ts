import type { Instant } from '../news/time.ts';
import type { Census } from '../ports/census.ts';
import type { ChatBook } from '../ports/chats.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';

export interface ForgetNeeds {
  readonly census: Census;
  readonly chats: ChatBook;
  readonly clock: Clock;
  readonly log: Log;
}

const DAY_MS = 86_400_000;
/** Whoever blocks us may come back to his settings for so long. */
const KEPT_DAYS = 90;

/**
 * Forgets chats that have been gone for ninety days, and notes since when the others are. To be run once a day; safe to repeat.
 *
 * @returns how many were forgotten
 */
export async function forgetGone({ census, chats, clock, log }: ForgetNeeds): Promise<number> {
  const now = clock.now();
  let count = 0;
  let after: string | undefined;
  do {
    const page = await census.page(after);
    for (const chat of page.chats) {
      if (chat.state !== 'gone') continue;
      if (chat.goneOn === undefined) await census.noteGone(chat, dayOf(now));
      else if (now - Date.parse(chat.goneOn) >= KEPT_DAYS * DAY_MS && (await chats.forget(chat.key)))
        count += 1;
    }
    after = page.next;
  } while (after !== undefined);
  if (count > 0) log.info('gone chats forgotten', { count });
  return count;
}

function dayOf(now: Instant): string {
  return new Date(now).toISOString().slice(0, 10);
}

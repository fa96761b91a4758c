import type { Update } from 'telegraf/types';
import { pause } from '../receive/pause.ts';

export interface PollingOptions {
  /** Asks for updates from `offset` on, waiting on the server for at most its long-poll time. */
  getUpdates(offset: number, signal: AbortSignal): Promise<readonly Update[]>;
  /** Hands an update over; resolves when it is dealt with, never rejects. */
  handOver(update: Update): Promise<void>;
  /** A round of polling succeeded. */
  worked(): void;
  /** A round failed; waits as long as is right before the next. */
  failed(error: unknown): Promise<void>;
  readonly signal: AbortSignal;
}

/** How long a chat whose handler is slow may hold up the asking for new updates of the others. */
const PATIENCE_MS = 300;
/** Least time an empty round takes: a server that does not wait must not make us ask hundreds of times a second. */
const EMPTY_MS = 100;

/**
 * Long polling that confirms an update only after it was dealt with; resolves with the offset to confirm once `signal` aborts.
 *
 * telegraf's own loop is not used: it confirms a whole batch before its handlers have ended (a crash loses up to 100 updates),
 * runs the updates of one chat side by side, and ends the process on 409, 401 or a failed getMe. Its client still makes the calls.
 *
 * While a handler is slow we go on asking from the oldest update in hand: Telegram then repeats that one (the inbox knows it)
 * and adds what is new, so one chat delays the others by no more than `PATIENCE_MS` and nothing is confirmed too early.
 */
export async function pollUpdates(options: PollingOptions): Promise<number> {
  const { signal } = options;
  const inHand = new Map<number, Promise<void>>();
  let next = 0;

  function offset(): number {
    return Math.min(next, ...inHand.keys());
  }

  function take(update: Update): void {
    next = Math.max(next, update.update_id + 1);
    const done = options.handOver(update).finally(() => inHand.delete(update.update_id));
    inHand.set(update.update_id, done);
  }

  while (!signal.aborted) {
    try {
      const asked = offset();
      const askedAt = performance.now();
      const updates = await options.getUpdates(asked, signal);
      options.worked();
      // After a week of silence Telegram numbers anew, possibly lower.
      if (updates.some(({ update_id: id }) => id < asked)) next = updates[0]?.update_id ?? next;
      // What lies below `next` is in hand, or was dealt with while the request was under way.
      for (const update of updates) if (update.update_id >= next) take(update);
      if (updates.length === 0) await pause(EMPTY_MS - (performance.now() - askedAt), signal);
      if (inHand.size > 0) await Promise.race([Promise.all(inHand.values()), pause(PATIENCE_MS, signal)]);
    } catch (error) {
      if (!signal.aborted) await options.failed(error);
    }
  }
  await Promise.all(inHand.values());
  return next;
}

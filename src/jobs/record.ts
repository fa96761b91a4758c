import type { Log } from '../ports/log.ts';

export interface RecordNeeds {
  readonly log: Log;
  readonly sleep: (ms: number) => Promise<void>;
  readonly stopping: AbortSignal;
}

/** Between two tries to write something down. */
const againMs = 250;

/** Tries after a stop: what is not written down by then will be found in doubt. */
const triesWhenStopping = 8;

/**
 * Repeats a ledger step until the store answers: what we know of a message must not be forgotten because Redis was away for a moment.
 * The steps are safe to repeat, and one whose lease has ended meanwhile is refused. Undefined when the process has to leave first.
 */
export async function untilRecorded<T>(needs: RecordNeeds, step: () => Promise<T>): Promise<T | undefined> {
  for (let left = triesWhenStopping, failed = 0; left > 0; failed += 1) {
    try {
      return await step();
    } catch (error) {
      if (failed === 0) needs.log.warn('ledger does not answer', { error });
      if (needs.stopping.aborted) left -= 1;
      // The sleep of a stopping process ends at once, so this one counts by itself.
      if (needs.stopping.aborted) await new Promise((resolve) => setTimeout(resolve, againMs));
      else await needs.sleep(againMs);
    }
  }
  return undefined;
}

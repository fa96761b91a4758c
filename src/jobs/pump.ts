import type { Log } from '../ports/log.ts';

export interface Pump {
  start(): void;
  /** No further round; waits for the one in hand. Stopping twice is fine. */
  stop(): Promise<void>;
}

/** Wait after a round that found nothing, and after one that broke. */
const idleMs = 500;

/** Repeats a piece of work for as long as it finds something to do, then looks again twice a second. What it throws is logged, and it goes on. */
export function createPump(
  name: string,
  round: () => Promise<number>,
  sleep: (ms: number) => Promise<void>,
  log: Log,
): Pump {
  let running: Promise<void> | undefined;
  let stopped = false;

  async function turn(): Promise<void> {
    let failures = 0;
    while (!stopped) {
      const done = await round().then(
        (count) => {
          failures = 0;
          return count;
        },
        (error: unknown) => {
          failures += 1;
          // The first failure and then ever fewer: an outage of hours is no reason for thousands of lines.
          if (Number.isInteger(Math.log2(failures)))
            log.error('round failed', { pump: name, error, failures });
          return 0;
        },
      );
      if (done === 0 && !stopped) await sleep(idleMs);
    }
  }

  return {
    start: () => {
      running ??= turn();
    },
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

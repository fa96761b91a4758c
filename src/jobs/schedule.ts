import cron from 'node-cron';
import type { ScheduledTask } from 'node-cron';
import type { Log } from '../ports/log.ts';

/** A piece of work that is woken by the clock and looks for itself what is due. */
export interface Chore {
  readonly name: string;
  /** Cron expression of the wake-ups; six fields when it counts seconds. */
  readonly every: string;
  readonly run: () => Promise<unknown>;
}

export interface Schedule {
  /** Runs every chore once now and then at each of its wake-ups, never twice at once. */
  start(): void;
  /** No more wake-ups; waits for chores in hand. Stopping twice is fine. */
  stop(): Promise<void>;
}

/**
 * Wakes chores by node-cron. A wake-up that comes while the chore still runs is dropped: chores look back, so the next one finds what is
 * due. A chore that throws is logged and woken again.
 */
export function createSchedule(chores: readonly Chore[], log: Log): Schedule {
  const running = new Map<string, Promise<void>>();
  let tasks: readonly ScheduledTask[] = [];

  function wake(chore: Chore): void {
    if (running.has(chore.name)) return;
    const work = chore
      .run()
      .then(() => undefined)
      .catch((error: unknown) => log.error('chore failed', { chore: chore.name, error }))
      .finally(() => running.delete(chore.name));
    running.set(chore.name, work);
  }

  return {
    start() {
      tasks = chores.map((chore) =>
        cron.schedule(chore.every, () => wake(chore), { name: chore.name, suppressMissedWarning: true }),
      );
      for (const chore of chores) wake(chore);
    },
    async stop() {
      for (const task of tasks) await task.destroy();
      tasks = [];
      await Promise.all(running.values());
    },
  };
}

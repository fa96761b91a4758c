import { setTimeout as after } from 'node:timers/promises';

/** Waits `ms`, or until `signal` aborts; never throws. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await after(ms, undefined, { signal }).catch(() => undefined);
}

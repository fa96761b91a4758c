import type { Platform } from '../../news/chat.ts';
import type { Instant } from '../../news/time.ts';
import type { ChannelHealth } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { pause } from './pause.ts';

export interface LifelineOptions {
  readonly platform: Platform;
  readonly log: Log;
  readonly clock: Clock;
}

/** The life of a receiver: started once, kept alive through failures, stopped once, and able to say how it is. */
export interface Lifeline {
  /** Aborts when the receiver is to stop. */
  readonly signal: AbortSignal;
  /** Runs `receive` until it ends by itself or by the signal. Resolves at the first word of how it goes, at the latest after 3 s. */
  start(receive: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
  health(): ChannelHealth;
  isUp(): boolean;
  /** Receiving is under way, though nothing has come back yet. */
  begun(): void;
  worked(): void;
  /** Notes a failure in words free of secrets; returns how many there were in a row. */
  failed(state: 'retrying' | 'unauthorized', reason: string): number;
}

const START_PATIENCE_MS = 3_000;

export function createLifeline({ platform, log, clock }: LifelineOptions): Lifeline {
  const stopping = new AbortController();
  const { signal } = stopping;
  let state: ChannelHealth['state'] = 'stopped';
  let detail: string | undefined;
  let lastWorkedAt: Instant | undefined;
  let failures = 0;
  let running: Promise<void> | undefined;
  let begun = (): void => undefined;

  return {
    signal,
    async start(receive) {
      if (running !== undefined) return;
      state = 'starting';
      const firstWord = new Promise<void>((resolve) => {
        begun = resolve;
      });
      // A fault of our own must not end the process by an unhandled rejection.
      running = receive().catch((error: unknown) => {
        state = 'retrying';
        detail = 'receiving ended';
        log.error('channel: receiving ended', { platform, error });
      });
      await Promise.race([firstWord, running, pause(START_PATIENCE_MS, signal)]);
    },
    async stop() {
      stopping.abort();
      await running;
      state = 'stopped';
    },
    health: () => ({
      state,
      ...(detail === undefined ? {} : { detail }),
      ...(lastWorkedAt === undefined ? {} : { lastWorkedAt }),
    }),
    isUp: () => state === 'up',
    begun: () => begun(),
    worked() {
      if (state !== 'up') log.info('channel: receiving', { platform });
      state = 'up';
      detail = undefined;
      failures = 0;
      lastWorkedAt = clock.now();
      begun();
    },
    failed(next, reason) {
      failures += 1;
      state = next;
      detail = reason;
      begun();
      // The first failure and then ever fewer: an outage of hours is no reason for thousands of lines.
      if (Number.isInteger(Math.log2(failures)))
        log.warn('channel: receiving failed', { platform, reason, failures });
      return failures;
    },
  };
}

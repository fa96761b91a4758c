import type { Instant } from '../../news/time.ts';
import type { ChannelHealth } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { backoffMs, type Backoff } from '../receive/backoff.ts';
import { pause } from '../receive/pause.ts';
import { isRecord } from '../receive/webhook.ts';
import { updatesOf } from './arrival.ts';
import type { ZaloAnswer, ZaloCall } from './client.ts';
import { describeAnswer } from './outcome.ts';

export interface ZaloReceivingOptions {
  readonly call: ZaloCall;
  readonly log: Log;
  readonly clock: Clock;
  readonly webhook?: { readonly url: string; readonly secret: string } | undefined;
  readonly retry: Backoff;
  readonly callMs: number;
  readonly pollSeconds: number;
  /** What getMe told: whether groups may be served at all. */
  introduced(canJoinGroups: boolean): void;
  /** Takes an update; resolves when the next may be fetched. */
  handOver(update: unknown): Promise<void>;
}

export interface ZaloReceiving {
  start(): Promise<void>;
  stop(): Promise<void>;
  health(): ChannelHealth;
}

const UNAUTHORIZED_RETRY_MS = 60_000;
/** An exhausted quota is not filled up in seconds. */
const QUOTA_RETRY_MS = 60_000;
const START_PATIENCE_MS = 3_000;

/** Keeps receiving alive whatever Zalo answers. */
export function createZaloReceiving(options: ZaloReceivingOptions): ZaloReceiving {
  const { call, log, clock, callMs, webhook, pollSeconds } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let state: ChannelHealth['state'] = 'stopped';
  let detail: string | undefined;
  let lastWorkedAt: Instant | undefined;
  let failures = 0;
  let running: Promise<void> | undefined;
  let settled: () => void = () => undefined;

  function worked(): void {
    if (state !== 'up') log.info('zalo: receiving', { by: webhook === undefined ? 'polling' : 'webhook' });
    state = 'up';
    detail = undefined;
    failures = 0;
    lastWorkedAt = clock.now();
    settled();
  }

  async function failed(answer: ZaloAnswer): Promise<void> {
    failures += 1;
    const code = codeOf(answer);
    state = code === 401 ? 'unauthorized' : 'retrying';
    detail = describeAnswer(answer);
    settled();
    if (Number.isInteger(Math.log2(failures)))
      log.warn('zalo: receiving failed', { reason: detail, failures });
    await pause(waitAfter(answer, code), signal);
  }

  function waitAfter(answer: ZaloAnswer, code: number | undefined): number {
    const asked = 'retryAfterSeconds' in answer ? (answer.retryAfterSeconds ?? 0) * 1000 : 0;
    if (code === 401) return UNAUTHORIZED_RETRY_MS;
    if (code === 429) return asked === 0 ? QUOTA_RETRY_MS : asked;
    return Math.max(asked, backoffMs(failures, options.retry, Math.random()));
  }

  async function untilOk(method: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
    while (!signal.aborted) {
      const answer = await call(method, parameters, { deadlineMs: callMs, signal });
      if (answer.kind === 'ok') return answer.result;
      if (!signal.aborted) await failed(answer);
    }
    return undefined;
  }

  async function run(): Promise<void> {
    const me = await untilOk('getMe', {});
    if (signal.aborted) return;
    options.introduced(isRecord(me) && me['can_join_groups'] === true);
    await (webhook === undefined ? poll() : setWebhook(webhook));
  }

  async function setWebhook({
    url,
    secret,
  }: {
    readonly url: string;
    readonly secret: string;
  }): Promise<void> {
    const result = await untilOk('setWebhook', { url, secret_token: secret });
    if (signal.aborted) return;
    // The address is kept even when Zalo's probe failed: only this field tells.
    const verification = isRecord(result) ? result['verification'] : undefined;
    if (isRecord(verification) && verification['ok'] === false)
      log.warn('zalo: webhook not verified', { outcome: verification['outcome'] });
    worked();
  }

  async function poll(): Promise<void> {
    await untilOk('deleteWebhook', {});
    settled();
    while (!signal.aborted) {
      const askedAt = performance.now();
      // A short wait the first time shows soon whether receiving works (again).
      const seconds = state === 'up' ? pollSeconds : 1;
      const answer = await call(
        'getUpdates',
        { timeout: String(seconds) },
        { deadlineMs: seconds * 1000 + Math.min(5_000, callMs), signal },
      );
      if (signal.aborted && answer.kind !== 'ok') return;
      if (!isIdle(answer) && answer.kind !== 'ok') {
        await failed(answer);
        if (codeOf(answer) === 400) await untilOk('deleteWebhook', {});
        continue;
      }
      worked();
      const updates = answer.kind === 'ok' ? updatesOf(answer.result) : [];
      for (const update of updates) await options.handOver(update);
      // An idle answer that comes at once must not become a busy loop.
      if (updates.length === 0) await pause(1_000 - (performance.now() - askedAt), signal);
    }
  }

  return {
    async start() {
      if (running !== undefined) return;
      state = 'starting';
      const first = new Promise<void>((resolve) => {
        settled = resolve;
      });
      running = run().catch((error: unknown) => {
        state = 'retrying';
        log.error('zalo: receiving ended', { error });
      });
      await Promise.race([first, running, pause(START_PATIENCE_MS, signal)]);
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
  };
}

/** Nothing arrived: Zalo says so with an error. */
function isIdle(answer: ZaloAnswer): boolean {
  return (
    answer.kind === 'error' &&
    (answer.code === 408 || (answer.code === 504 && /time ?out/i.test(answer.description)))
  );
}

function codeOf(answer: ZaloAnswer): number | undefined {
  if (answer.kind === 'error') return answer.code;
  return answer.kind === 'unreadable' ? answer.status : undefined;
}

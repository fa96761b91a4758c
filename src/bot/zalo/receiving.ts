import type { Log } from '../../ports/log.ts';
import { backoffMs, type Backoff } from '../receive/backoff.ts';
import type { Lifeline } from '../receive/lifeline.ts';
import { pause } from '../receive/pause.ts';
import { isRecord } from '../receive/webhook.ts';
import { updatesOf } from './arrival.ts';
import type { ZaloAnswer, ZaloCall } from './client.ts';
import { describeAnswer } from './outcome.ts';

export interface ZaloReceivingOptions {
  readonly life: Lifeline;
  readonly call: ZaloCall;
  readonly log: Log;
  readonly webhook?: { readonly url: string; readonly secret: string } | undefined;
  readonly retry: Backoff;
  readonly callMs: number;
  readonly pollSeconds: number;
  /** What getMe told: whether groups may be served at all. */
  introduced(canJoinGroups: boolean): void;
  /** Takes an update; resolves when the next may be fetched. */
  handOver(update: unknown): Promise<void>;
}

const UNAUTHORIZED_RETRY_MS = 60_000;
/** An exhausted quota is not filled up in seconds. */
const QUOTA_RETRY_MS = 60_000;
/** Least time between idle polls: one that comes back at once must not become a busy loop. */
const IDLE_MS = 1_000;

/** Receives until `life` ends, whatever Zalo answers. */
export async function receiveZaloUpdates(options: ZaloReceivingOptions): Promise<void> {
  const { life, call, log, callMs, webhook } = options;
  const { signal } = life;

  const me = await untilOk('getMe', {});
  if (signal.aborted) return;
  options.introduced(isRecord(me) && me['can_join_groups'] === true);
  await (webhook === undefined ? poll() : setWebhook(webhook));

  async function untilOk(method: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
    while (!signal.aborted) {
      const answer = await call(method, parameters, { deadlineMs: callMs, signal });
      if (answer.kind === 'ok') return answer.result;
      if (!signal.aborted) await failed(answer);
    }
    return undefined;
  }

  async function failed(answer: ZaloAnswer): Promise<void> {
    const code = codeOf(answer);
    const failures = life.failed(code === 401 ? 'unauthorized' : 'retrying', describeAnswer(answer));
    await pause(waitAfter(answer, code, failures), signal);
  }

  function waitAfter(answer: ZaloAnswer, code: number | undefined, failures: number): number {
    const asked = 'retryAfterSeconds' in answer ? (answer.retryAfterSeconds ?? 0) * 1000 : 0;
    if (code === 401) return UNAUTHORIZED_RETRY_MS;
    if (code === 429) return asked === 0 ? QUOTA_RETRY_MS : asked;
    return Math.max(asked, backoffMs(failures, options.retry, Math.random()));
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
    life.worked();
  }

  async function poll(): Promise<void> {
    // A failure shows again, and is dealt with, at the first poll.
    await removeWebhook();
    life.begun();
    while (!signal.aborted) {
      const askedAt = performance.now();
      const answer = await getUpdates();
      if (answer.kind === 'ok' || isIdle(answer)) {
        life.worked();
        const updates = answer.kind === 'ok' ? updatesOf(answer.result) : [];
        for (const update of updates) await options.handOver(update);
        if (updates.length === 0) await pause(IDLE_MS - (performance.now() - askedAt), signal);
      } else if (!signal.aborted) {
        await failed(answer);
        // Said when a webhook is set: somebody else uses this token, or did.
        if (codeOf(answer) === 400) await removeWebhook();
      }
    }
  }

  async function removeWebhook(): Promise<void> {
    await call('deleteWebhook', {}, { deadlineMs: callMs, signal });
  }

  async function getUpdates(): Promise<ZaloAnswer> {
    // A short wait the first time shows soon whether receiving works (again).
    const seconds = life.isUp() ? options.pollSeconds : 1;
    const deadlineMs = seconds * 1000 + Math.min(5_000, callMs);
    return await call('getUpdates', { timeout: String(seconds) }, { deadlineMs, signal });
  }
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

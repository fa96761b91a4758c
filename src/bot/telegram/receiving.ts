import type { Update, UserFromGetMe } from 'telegraf/types';
import type { Language } from '../../news/chat.ts';
import type { Instant } from '../../news/time.ts';
import type { ChannelHealth } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { backoffMs, type Backoff } from '../receive/backoff.ts';
import { pause } from '../receive/pause.ts';
import { isRecord } from '../receive/webhook.ts';
import { READ_UPDATES } from './arrival.ts';
import type { TelegramCall } from './connection.ts';
import { describeFailure, failureOf } from './failure.ts';
import { pollUpdates } from './polling.ts';

/** Menu entries by the language of the reader's client; Vietnamese is also what everybody else sees. */
export type CommandMenu = Readonly<
  Record<Language, readonly { readonly command: string; readonly description: string }[]>
>;

export interface ReceivingOptions {
  readonly call: TelegramCall;
  readonly log: Log;
  readonly clock: Clock;
  readonly webhook?: { readonly url: string; readonly secret: string } | undefined;
  readonly commands?: CommandMenu | undefined;
  readonly retry: Backoff;
  readonly callMs: number;
  readonly pollSeconds: number;
  /** Called before anything is handed over. */
  introduced(me: UserFromGetMe): void;
  handOver(update: Update): Promise<void>;
}

export interface Receiving {
  /** Resolves when receiving has begun or is being retried. */
  start(): Promise<void>;
  stop(): Promise<void>;
  health(): ChannelHealth;
}

/** A wrong token may be put right at BotFather: asking once in a while costs nothing. */
const UNAUTHORIZED_RETRY_MS = 60_000;
/** How long `start` waits for the first word of the platform. */
const START_PATIENCE_MS = 3_000;

/** Keeps receiving alive whatever the API does: unreachable, slow, 401, 409, 429, 5xx, unreadable. */
export function createReceiving(options: ReceivingOptions): Receiving {
  const { call, log, clock, callMs, webhook } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let state: ChannelHealth['state'] = 'stopped';
  let detail: string | undefined;
  let lastWorkedAt: Instant | undefined;
  let failures = 0;
  let running: Promise<void> | undefined;
  let settled: () => void = () => undefined;

  function worked(): void {
    if (state !== 'up')
      log.info('telegram: receiving', { by: webhook === undefined ? 'polling' : 'webhook' });
    state = 'up';
    detail = undefined;
    failures = 0;
    lastWorkedAt = clock.now();
    settled();
  }

  async function failed(error: unknown): Promise<void> {
    const failure = failureOf(error);
    failures += 1;
    state = failure.code === 401 || failure.code === 404 ? 'unauthorized' : 'retrying';
    detail = describeFailure(failure);
    settled();
    // The first failure and then ever fewer: an outage of hours is no reason for thousands of lines.
    if (Number.isInteger(Math.log2(failures)))
      log.warn('telegram: receiving failed', { reason: detail, failures });
    if (failure.code === 409 && (failure.description ?? '').includes('webhook is active'))
      await removeWebhook().catch(() => undefined);
    const own =
      state === 'unauthorized' ? UNAUTHORIZED_RETRY_MS : backoffMs(failures, options.retry, Math.random());
    await pause(Math.max(own, (failure.retryAfterSeconds ?? 0) * 1000), signal);
  }

  async function untilItWorks<T>(attempt: () => Promise<T>): Promise<T | undefined> {
    while (!signal.aborted) {
      try {
        return await attempt();
      } catch (error) {
        if (!signal.aborted) await failed(error);
      }
    }
    return undefined;
  }

  async function run(): Promise<void> {
    const me = await untilItWorks(getMe);
    if (me === undefined) return;
    options.introduced(me);
    const menu = publishCommands(options).catch((error: unknown) =>
      log.warn('telegram: command menu not set', { reason: describeFailure(failureOf(error)) }),
    );
    await (webhook === undefined ? poll() : untilItWorks(setWebhook));
    await menu;
  }

  async function getMe(): Promise<UserFromGetMe> {
    return (await call('getMe', {}, { deadlineMs: callMs, signal })) as UserFromGetMe;
  }

  async function setWebhook(): Promise<void> {
    if (webhook === undefined) return;
    const parameters = { url: webhook.url, secret_token: webhook.secret, allowed_updates: READ_UPDATES };
    await call('setWebhook', parameters, { deadlineMs: callMs, signal });
    worked();
  }

  async function removeWebhook(): Promise<void> {
    await call('deleteWebhook', { drop_pending_updates: false }, { deadlineMs: callMs, signal });
  }

  async function poll(): Promise<void> {
    await untilItWorks(removeWebhook);
    settled();
    const confirmed = await pollUpdates({
      getUpdates,
      handOver: (update) => options.handOver(update),
      worked,
      failed,
      signal,
    });
    // Confirms what was dealt with since the last request, so that the next start does not see it again.
    if (state === 'up')
      await call('getUpdates', { offset: confirmed, limit: 1, timeout: 0 }, { deadlineMs: 2_000 }).catch(
        () => undefined,
      );
  }

  async function getUpdates(offset: number): Promise<readonly Update[]> {
    // Not waiting the first time shows at once whether receiving works (again).
    const timeout = state === 'up' ? options.pollSeconds : 0;
    const parameters = { offset, limit: 100, timeout, allowed_updates: READ_UPDATES };
    const deadlineMs = timeout * 1000 + Math.min(5_000, callMs);
    const result = await call('getUpdates', parameters, { deadlineMs, signal });
    if (!Array.isArray(result)) throw new TypeError('getUpdates answered without a list');
    return result.filter(isUpdate);
  }

  return {
    async start() {
      if (running !== undefined) return;
      state = 'starting';
      const first = new Promise<void>((resolve) => {
        settled = resolve;
      });
      // A fault of ours must not end the process by an unhandled rejection; health tells.
      running = run().catch((error: unknown) => {
        state = 'retrying';
        log.error('telegram: receiving ended', { reason: describeFailure(failureOf(error)) });
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

async function publishCommands({ call, commands, callMs }: ReceivingOptions): Promise<void> {
  if (commands === undefined) return;
  const menus = [
    { commands: commands.vi },
    { commands: commands.vi, language_code: 'vi' },
    { commands: commands.en, language_code: 'en' },
  ];
  for (const menu of menus) await call('setMyCommands', menu, { deadlineMs: callMs });
}

function isUpdate(value: unknown): value is Update {
  return isRecord(value) && Number.isSafeInteger(value['update_id']);
}

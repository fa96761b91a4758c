import type { Update, UserFromGetMe } from 'telegraf/types';
import type { Language } from '../../news/chat.ts';
import type { Log } from '../../ports/log.ts';
import { backoffMs, type Backoff } from '../receive/backoff.ts';
import type { Lifeline } from '../receive/lifeline.ts';
import { pause } from '../receive/pause.ts';
import { isRecord } from '../receive/webhook.ts';
import { READ_UPDATES } from './arrival.ts';
import type { TelegramCall } from './connection.ts';
import { describeFailure, failureOf } from './failure.ts';
import { outcomeOfFailure } from './outcome.ts';
import { pollUpdates } from './polling.ts';

/** Menu entries by the language of the reader's client; Vietnamese is also what everybody else sees. */
export type CommandMenu = Readonly<
  Record<Language, readonly { readonly command: string; readonly description: string }[]>
>;

export interface ReceivingOptions {
  readonly life: Lifeline;
  readonly call: TelegramCall;
  readonly log: Log;
  readonly webhook?: { readonly url: string; readonly secret: string } | undefined;
  readonly commands?: CommandMenu | undefined;
  readonly retry: Backoff;
  readonly callMs: number;
  readonly pollSeconds: number;
  /** Called before anything is handed over. */
  introduced(me: UserFromGetMe): void;
  handOver(update: Update): Promise<void>;
}

/** A token may be given back at BotFather: asking once in a while costs nothing. */
const UNAUTHORIZED_RETRY_MS = 60_000;

/** Receives until `life` ends, whatever the API does: unreachable, slow, 401, 409, 429, 5xx, unreadable. */
export async function receiveUpdates(options: ReceivingOptions): Promise<void> {
  const { life, call, log, callMs, webhook } = options;
  const { signal } = life;

  const me = await untilItWorks(getMe);
  if (me === undefined) return;
  options.introduced(me);
  const menu = publishCommands(options).catch((error: unknown) =>
    log.warn('telegram: command menu not set', { reason: describeFailure(failureOf(error)) }),
  );
  await (webhook === undefined ? poll() : untilItWorks(setWebhook));
  await menu;

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

  async function failed(error: unknown): Promise<void> {
    const failure = failureOf(error);
    const dead = outcomeOfFailure(failure).kind === 'unauthorized';
    const failures = life.failed(dead ? 'unauthorized' : 'retrying', describeFailure(failure));
    if (failure.code === 409 && (failure.description ?? '').includes('webhook is active'))
      await removeWebhook().catch(() => undefined);
    const own = dead ? UNAUTHORIZED_RETRY_MS : backoffMs(failures, options.retry, Math.random());
    await pause(Math.max(own, (failure.retryAfterSeconds ?? 0) * 1000), signal);
  }

  async function getMe(): Promise<UserFromGetMe> {
    const result = await call('getMe', {}, { deadlineMs: callMs, signal });
    if (!isRecord(result)) throw new TypeError('getMe answered without a user');
    // Only `id` and `username` are used.
    return result as unknown as UserFromGetMe;
  }

  async function setWebhook(): Promise<void> {
    const parameters = {
      url: webhook?.url,
      secret_token: webhook?.secret,
      allowed_updates: READ_UPDATES,
    };
    await call('setWebhook', parameters, { deadlineMs: callMs, signal });
    life.worked();
  }

  async function removeWebhook(): Promise<void> {
    await call('deleteWebhook', { drop_pending_updates: false }, { deadlineMs: callMs, signal });
  }

  async function poll(): Promise<void> {
    // A failure shows again, and is dealt with, at the first poll.
    await removeWebhook().catch(() => undefined);
    life.begun();
    const confirmed = await pollUpdates({
      getUpdates,
      handOver: (update) => options.handOver(update),
      worked: () => life.worked(),
      failed,
      signal,
    });
    // Confirms what was dealt with since the last request, so that the next start does not see it again.
    if (life.isUp())
      await call('getUpdates', { offset: confirmed, limit: 1, timeout: 0 }, { deadlineMs: 2_000 }).catch(
        () => undefined,
      );
  }

  async function getUpdates(offset: number): Promise<readonly Update[]> {
    // Not waiting the first time shows at once whether receiving works (again).
    const timeout = life.isUp() ? options.pollSeconds : 0;
    const parameters = { offset, limit: 100, timeout, allowed_updates: READ_UPDATES };
    const deadlineMs = timeout * 1000 + Math.min(5_000, callMs);
    const result = await call('getUpdates', parameters, { deadlineMs, signal });
    if (!Array.isArray(result)) throw new TypeError('getUpdates answered without a list');
    return result.filter(isUpdate);
  }
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

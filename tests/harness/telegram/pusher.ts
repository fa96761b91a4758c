import { setTimeout as after } from 'node:timers/promises';
import { ApiFailure, badRequest } from './failure.ts';
import type { Parameters } from './request.ts';
import type { TestUpdate, UpdateQueue } from './updates.ts';

export interface Pusher {
  setWebhook(parameters: Parameters): true;
  deleteWebhook(parameters: Parameters): true;
  info(): object;
  close(): Promise<void>;
  /** Where pushes really go: the public URL's path on this loopback origin. */
  target: string | undefined;
  /** Every update is delivered twice, as after an answer that was lost. */
  duplicates: boolean;
  /** Milliseconds before a refused update is pushed again. */
  retryMs: number;
  readonly attempts: { readonly updateId: number; readonly status: number }[];
}

export interface PusherOptions {
  readonly queue: UpdateQueue;
  readonly now: () => number;
  /** Executes a call that was given as the answer to a push. */
  readonly execute: (method: string, parameters: Parameters) => void;
}

interface Hook {
  readonly url: string;
  readonly secret: string | undefined;
  readonly maxConnections: number;
}

/** Pushes updates to a webhook: in order within a chat, side by side between chats, again until any 2xx. */
export function createPusher({ queue, now, execute }: PusherOptions): Pusher {
  let hook: Hook | undefined;
  let lastSetAt = Number.NEGATIVE_INFINITY;
  let lastError: string | undefined;
  let closed = false;
  const busy = new Map<string, Promise<void>>();

  function pump(): void {
    while (hook !== undefined && busy.size < hook.maxConnections) {
      const update = queue.shift((each) => !busy.has(chatOf(each)));
      if (update === undefined) return;
      const chat = chatOf(update);
      const work = pushUntilTaken(update).finally(() => {
        busy.delete(chat);
        pump();
      });
      busy.set(chat, work);
    }
  }

  async function pushUntilTaken(update: TestUpdate): Promise<void> {
    let left = pusher.duplicates ? 2 : 1;
    while (hook !== undefined && left > 0) {
      if (await push(hook, update)) left -= 1;
      else await after(pusher.retryMs);
    }
    if (left > 0 && !closed) queue.putBack(update);
  }

  async function push({ url, secret }: Hook, update: TestUpdate): Promise<boolean> {
    const { pathname } = new URL(url);
    try {
      const response = await fetch(`${pusher.target ?? ''}${pathname}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }),
        },
        body: JSON.stringify(update),
        signal: AbortSignal.timeout(10_000),
      });
      pusher.attempts.push({ updateId: update.update_id, status: response.status });
      const text = await response.text();
      if (!response.ok) lastError = `Wrong response from the webhook: ${response.status}`;
      else if (text.startsWith('{')) answeredWithCall(text);
      return response.ok;
    } catch {
      lastError = 'Connection refused';
      return false;
    }
  }

  function answeredWithCall(text: string): void {
    const { method, ...parameters } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    if (typeof method === 'string' && !/^get|webhook$/i.test(method)) execute(method, parameters);
  }

  const pusher: Pusher = {
    target: undefined,
    duplicates: false,
    retryMs: 20,
    attempts: [],
    setWebhook(parameters) {
      if (now() - lastSetAt < 1_000) throw new ApiFailure(429, 'retry after 1', { retry_after: 1 });
      const { url } = parameters;
      if (typeof url !== 'string' || url === '') return pusher.deleteWebhook({});
      checkWebhookUrl(url);
      const secret = parameters['secret_token'];
      checkWebhookSecret(secret);
      lastSetAt = now();
      if (parameters['drop_pending_updates'] === true) queue.clear();
      queue.allow(parameters['allowed_updates']);
      hook = {
        url,
        secret: typeof secret === 'string' ? secret : undefined,
        maxConnections: Number(parameters['max_connections'] ?? 40),
      };
      queue.webhookActive = true;
      queue.interrupt('terminated by setWebhook request');
      queue.onPush = pump;
      pump();
      return true;
    },
    deleteWebhook(parameters) {
      if (parameters['drop_pending_updates'] === true) queue.clear();
      hook = undefined;
      queue.webhookActive = false;
      queue.onPush = () => undefined;
      return true;
    },
    info: () => ({
      url: hook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: queue.pending().length,
      ...(lastError === undefined ? {} : { last_error_message: lastError }),
    }),
    async close() {
      closed = true;
      hook = undefined;
      await Promise.all(busy.values());
    },
  };
  return pusher;
}

function checkWebhookUrl(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== 'https:')
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  if (!['', '80', '88', '443', '8443'].includes(parsed.port))
    throw badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443');
}

function checkWebhookSecret(secret: unknown): void {
  if (secret === undefined) return;
  if (typeof secret !== 'string' || secret.length > 256) throw badRequest('secret token is too long');
  if (!/^[\w-]*$/.test(secret)) throw badRequest('secret token contains unallowed characters');
}

function chatOf(update: TestUpdate): string {
  for (const value of Object.values(update)) {
    const { chat, message } = (value ?? {}) as {
      readonly chat?: { readonly id: number };
      readonly message?: { readonly chat?: { readonly id: number } };
    };
    const id = chat?.id ?? message?.chat?.id;
    if (id !== undefined) return String(id);
  }
  return `update ${update.update_id}`;
}

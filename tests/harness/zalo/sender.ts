import { setTimeout as after } from 'node:timers/promises';
import { ZaloFailure } from './failure.ts';
import type { ZaloUpdate, ZaloUpdates } from './updates.ts';

/** How deliveries look; the reports about the real service differ. */
interface SenderMode {
  shape: 'flat' | 'wrapped';
  contentType: boolean;
  /** Secret to send instead of the right one; `none` leaves the header out. */
  secret: 'right' | 'wrong' | 'none';
  /** Whether the probe at setWebhook carries the secret. */
  probeWithSecret: boolean;
  /** Every update is delivered twice. */
  duplicates: boolean;
  /** Milliseconds before a refused update is delivered again; after `attempts` it is lost. */
  retryMs: number;
  attempts: number;
}

export interface ZaloSender {
  readonly mode: SenderMode;
  /** Statuses of probe and deliveries, in order. */
  readonly statuses: readonly number[];
  /** Loopback origin that stands for the public host. */
  target: string | undefined;
  setWebhook(parameters: Readonly<Record<string, unknown>>): Promise<object>;
  deleteWebhook(): object;
  info(): object;
  /** Delivers any body, once, with the current mode. */
  deliver(body: string): Promise<number>;
  close(): Promise<void>;
}

export function createZaloSender(updates: ZaloUpdates): ZaloSender {
  const mode: SenderMode = {
    shape: 'flat',
    contentType: true,
    secret: 'right',
    probeWithSecret: false,
    duplicates: false,
    retryMs: 20,
    attempts: 5,
  };
  const statuses: number[] = [];
  let hook: { readonly url: string; readonly secret: string } | undefined;
  let pumping = Promise.resolve();
  let closed = false;

  async function request(body: string, secret: string | undefined): Promise<number> {
    const path = hook === undefined ? '/' : new URL(hook.url).pathname;
    try {
      const response = await fetch(`${sender.target ?? ''}${path}`, {
        method: 'POST',
        // A body of bytes gets no content type by itself.
        body: Buffer.from(body),
        headers: {
          ...(mode.contentType && body !== '' ? { 'content-type': 'application/json' } : {}),
          ...(secret === undefined ? {} : { 'x-bot-api-secret-token': secret }),
        },
        redirect: 'manual',
        signal: AbortSignal.timeout(5_000),
      });
      statuses.push(response.status);
      return response.status;
    } catch {
      return 0;
    }
  }

  function secretToSend(): string | undefined {
    if (mode.secret === 'none') return undefined;
    return mode.secret === 'wrong' ? 'x'.repeat(40) : hook?.secret;
  }

  async function deliverUpdate(update: ZaloUpdate): Promise<void> {
    const body = JSON.stringify(mode.shape === 'flat' ? update : { ok: true, result: update });
    for (let copy = 0; copy < (mode.duplicates ? 2 : 1); copy += 1)
      for (let attempt = 0; attempt < mode.attempts && !closed; attempt += 1) {
        const status = await request(body, secretToSend());
        if (status >= 200 && status < 300) break;
        await after(mode.retryMs);
      }
  }

  function pump(): void {
    pumping = pumping.then(async () => {
      for (let update = updates.shift(); update !== undefined && !closed; update = updates.shift())
        await deliverUpdate(update);
    });
  }

  const sender: ZaloSender = {
    mode,
    statuses,
    target: undefined,
    async setWebhook({ url, secret_token: secret }) {
      if (typeof url !== 'string' || !url.startsWith('https://') || isPrivate(url))
        throw new ZaloFailure(400, 'Bad Request: url must be a public HTTPS address');
      if (typeof secret !== 'string' || secret.length < 8 || secret.length > 256)
        throw new ZaloFailure(400, 'Bad Request: secret_token must have 8 to 256 characters');
      hook = { url, secret };
      updates.webhookActive = true;
      updates.onPush = pump;
      const status = await request('', mode.probeWithSecret ? secret : undefined);
      pump();
      const ok = status === 200;
      // Kept anyway: only `verification` tells.
      return {
        url,
        updated_at: Date.now(),
        verification: {
          ok,
          outcome: ok ? 'webhook.ok' : status === 0 ? 'webhook.unreachable' : `webhook.http.${status}`,
        },
      };
    },
    deleteWebhook() {
      hook = undefined;
      updates.webhookActive = false;
      updates.onPush = () => undefined;
      return { url: '', updated_at: Date.now() };
    },
    info: () => ({ url: hook?.url ?? '', updated_at: Date.now() }),
    deliver: async (body) => await request(body, secretToSend()),
    async close() {
      closed = true;
      await pumping;
    },
  };
  return sender;
}

function isPrivate(url: string): boolean {
  return /^https:\/\/(?:localhost|127\.|192\.168\.|10\.)/.test(url);
}

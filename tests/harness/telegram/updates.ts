import { ApiFailure, badRequest } from './failure.ts';
import type { Parameters } from './request.ts';

export interface TestUpdate {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

export interface UpdateQueue {
  /** Queues an update; undefined when the bot did not ask for its kind. */
  push(body: Readonly<Record<string, unknown>>): number | undefined;
  /** Queues exactly this update again or out of turn. */
  pushRaw(update: TestUpdate): void;
  /** Long polling; `gone` resolves when the client hangs up. */
  getUpdates(parameters: Parameters, gone: Promise<void>): Promise<readonly TestUpdate[]>;
  /** The next update for the webhook pusher, removed from the queue. */
  shift(ready: (update: TestUpdate) => boolean): TestUpdate | undefined;
  /** Takes back what could not be pushed. */
  putBack(update: TestUpdate): void;
  allow(kinds: unknown): void;
  pending(): readonly TestUpdate[];
  clear(): void;
  /** Ends waiting requests with 409, as setWebhook does. */
  interrupt(text: string): void;
  /** A week without updates has passed: numbering begins anew with this one, and old offsets confirm nothing. */
  renumber(update: TestUpdate): void;
  onPush: () => void;
  webhookActive: boolean;
}

const DEFAULT_KINDS = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'callback_query',
  'inline_query',
  'my_chat_member',
];
const LIFE_MS = 24 * 60 * 60 * 1000;

/** Updates not confirmed yet: kept 24 h, confirmed by offset, one poller at a time. */
export function createUpdateQueue(now: () => number): UpdateQueue {
  let entries: { readonly update: TestUpdate; readonly at: number }[] = [];
  let lastId = 100_000;
  /** Offsets above this are of the old numbering. */
  let newestId = Number.POSITIVE_INFINITY;
  let kinds: readonly unknown[] = DEFAULT_KINDS;
  let waiter: ((reason: 'new' | ApiFailure) => void) | undefined;

  function add(update: TestUpdate): void {
    entries.push({ update, at: now() });
    waiter?.('new');
    queue.onPush();
  }

  function fresh(): readonly TestUpdate[] {
    entries = entries.filter(({ at }) => at > now() - LIFE_MS);
    return entries.map(({ update }) => update);
  }

  function confirm(offset: number): void {
    if (offset > newestId + 1) return;
    newestId = Number.POSITIVE_INFINITY;
    if (offset < 0) entries = entries.slice(offset);
    else entries = entries.filter(({ update }) => update.update_id >= offset);
  }

  const queue: UpdateQueue = {
    webhookActive: false,
    onPush: () => undefined,
    push(body) {
      const [kind = ''] = Object.keys(body);
      if (!kinds.includes(kind)) return undefined;
      lastId += 1;
      add({ update_id: lastId, ...body });
      return lastId;
    },
    pushRaw: add,
    renumber(update) {
      lastId = update.update_id;
      newestId = lastId;
      add(update);
    },
    async getUpdates(parameters, gone) {
      if (queue.webhookActive)
        throw new ApiFailure(
          409,
          "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      queue.interrupt(
        'terminated by other getUpdates request; make sure that only one bot instance is running',
      );
      const limit = Number(parameters['limit'] ?? 100);
      if (limit < 1 || limit > 100) throw badRequest('limit must be between 1 and 100');
      queue.allow(parameters['allowed_updates']);
      if (parameters['offset'] !== undefined) confirm(Number(parameters['offset']));
      const timeout = Math.min(Number(parameters['timeout'] ?? 0), 50);
      if (fresh().length === 0 && timeout > 0) await somethingNew(timeout, gone);
      return fresh().slice(0, limit);
    },
    shift(ready) {
      fresh();
      const at = entries.findIndex(({ update }) => ready(update));
      return at < 0 ? undefined : entries.splice(at, 1)[0]?.update;
    },
    putBack(update) {
      entries.unshift({ update, at: now() });
      waiter?.('new');
    },
    allow(list) {
      if (Array.isArray(list)) kinds = list.length > 0 ? list : DEFAULT_KINDS;
    },
    pending: fresh,
    clear() {
      entries = [];
    },
    interrupt(text) {
      waiter?.(new ApiFailure(409, text));
    },
  };

  async function somethingNew(seconds: number, gone: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    let mine: typeof waiter;
    const reason = await new Promise<'new' | 'none' | ApiFailure>((resolve) => {
      mine = resolve;
      waiter = resolve;
      timer = setTimeout(resolve, seconds * 1000, 'none');
      void gone.then(() => resolve('none'));
    });
    clearTimeout(timer);
    // The request that ended this one waits already.
    if (waiter === mine) waiter = undefined;
    if (reason instanceof ApiFailure) throw reason;
  }

  return queue;
}

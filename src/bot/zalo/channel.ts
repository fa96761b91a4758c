import { parseChatKey } from '../../news/chat.ts';
import type { SendOutcome } from '../../news/delivery.ts';
import type { Message, Part } from '../../news/message.ts';
import type { Incoming } from '../../ports/channel.ts';
import { withFileAsText } from '../file-as-text.ts';
import { createInbox } from '../receive/inbox.ts';
import { type ChannelOptions, usualLimits, type WebhookChannel } from '../receive/options.ts';
import { createLifeline } from '../receive/lifeline.ts';
import {
  answerWebhook,
  isSecret,
  parseJsonObject,
  type WebhookGate,
  withinPatience,
} from '../receive/webhook.ts';
import { readZaloUpdate, type ZaloArrival, zaloChat } from './arrival.ts';
import { zaloCall } from './client.ts';
import { outcomeOfAnswer } from './outcome.ts';
import { receiveZaloUpdates } from './receiving.ts';

export interface ZaloChannelOptions extends ChannelOptions {
  /** Said at most once a day in a private chat that sends something we cannot read: pictures, files, withheld messages. */
  readonly onlyTextHint?: Message | undefined;
}

/** Nothing is known of how fast one may come back after a failure. */
const LIMITS = { ...usualLimits, retry: { minMs: 1_000, maxMs: 8_000 } };

/** Zalo through its Bot Platform: text only, no edits, no buttons; whatever is not published is taken the careful way. */
export function createZaloChannel(options: ZaloChannelOptions): WebhookChannel {
  const { log, clock, render, webhook, onlyTextHint } = options;
  if (webhook !== undefined && !/^[\w-]{32,256}$/.test(webhook.secret))
    throw new RangeError('ZALO_WEBHOOK_SECRET: 32 to 256 characters of A-Z a-z 0-9 _ -');
  const limits = { ...LIMITS, ...options.limits };
  const call = zaloCall(options.apiRoot, options.token, limits.connectMs);
  const inbox = createInbox({ platform: 'zalo', log, seen: options.seen, limitMs: limits.handlerMs });
  const hinted = new Map<string, number>();
  let receive: (incoming: Incoming) => Promise<void> = async () => undefined;
  let canJoinGroups = false;
  const life = createLifeline({ platform: 'zalo', log, clock });

  const receivingOptions = {
    ...limits,
    life,
    call,
    log,
    webhook,
    introduced(groups: boolean) {
      canJoinGroups = groups;
    },
    async handOver(update: unknown) {
      const arrival = readZaloUpdate(update);
      if (arrival === undefined) return;
      const handled = put(arrival);
      // Zalo keeps nothing for us, so fetching goes on while handlers run, up to a bound.
      if (inbox.size() > 100) await handled;
    },
  };

  function put(arrival: ZaloArrival): Promise<void> {
    return inbox.put({ id: arrival.messageId, chat: arrival.chatId, handle: () => handle(arrival) });
  }

  async function handle(arrival: ZaloArrival): Promise<void> {
    if (arrival.kind === 'group' && !canJoinGroups) return;
    if (arrival.text === undefined) return await hint(arrival);
    await receive(incomingOf(arrival, arrival.text));
  }

  function incomingOf({ chatId, senderId, kind }: ZaloArrival, text: string): Incoming {
    return {
      chat: zaloChat(chatId),
      kind,
      sender: zaloChat(senderId),
      text,
      // Zalo tells nobody who administers a group: there nobody can prove it.
      isChatAdmin: async () => kind === 'private',
      reply: async (message) => await reply(chatId, message),
    };
  }

  async function reply(chatId: string, message: Message): Promise<SendOutcome> {
    let outcome: SendOutcome = { kind: 'refused', reason: 'empty message' };
    for (const part of render(withFileAsText(message, FILE_CHARACTERS))) {
      outcome = await send(chatId, part);
      if (outcome.kind !== 'sent') break;
    }
    return outcome;
  }

  async function send(chatId: string, part: Part): Promise<SendOutcome> {
    const photo = part.picture?.url;
    if (photo !== undefined) {
      const shown = await call(
        'sendPhoto',
        { chat_id: chatId, photo, caption: part.text },
        { deadlineMs: limits.callMs },
      );
      // A picture that Zalo could not fetch must not cost the text; a refusal says that nothing was accepted.
      if (shown.kind !== 'error' || shown.code !== 400) return outcomeOfAnswer(shown);
    }
    const answer = await call(
      'sendMessage',
      { chat_id: chatId, text: part.text },
      { deadlineMs: limits.callMs },
    );
    return outcomeOfAnswer(answer);
  }

  async function hint({ chatId, kind }: ZaloArrival): Promise<void> {
    if (onlyTextHint === undefined || kind !== 'private' || (await wasHintedToday(chatId))) return;
    await reply(chatId, onlyTextHint);
  }

  async function wasHintedToday(chatId: string): Promise<boolean> {
    const now = clock.now();
    hinted.forEach((at, chat) => {
      if (now - at >= DAY_MS) hinted.delete(chat);
    });
    if (hinted.has(chatId)) return true;
    hinted.set(chatId, now);
    try {
      return (await options.seen?.(`zalo:hint:${chatId}`)) ?? false;
    } catch {
      return false;
    }
  }

  const gate: WebhookGate = {
    refuses(headers) {
      if (webhook === undefined) return 404;
      // The probe that Zalo sends while registering the address is empty; whether it carries the secret is disputed.
      if (isEmptyProbe(headers)) return 200;
      if (!isSecret(headers['x-bot-api-secret-token'], webhook.secret)) return 403;
      return life.signal.aborted || inbox.size() > 1_000 ? 503 : undefined;
    },
    async accept(body) {
      if (body.length === 0) return 200;
      const update = parseJsonObject(body);
      if (update === undefined) return 400;
      const arrival = readZaloUpdate(update);
      // Well-formed but nothing we know: refusing it would only have it sent again.
      // Answered when it is dealt with, so that a crash loses little; but Zalo wants a quick answer.
      if (arrival !== undefined) await withinPatience(put(arrival), QUICK_MS);
      return 200;
    },
  };

  return {
    platform: 'zalo',
    render,
    async start(handler) {
      receive = handler;
      await life.start(async () => await receiveZaloUpdates(receivingOptions));
    },
    async stop() {
      await life.stop();
      await inbox.idle();
    },
    async send({ chat }, part) {
      return await send(parseChatKey(chat).id, part);
    },
    health: () => life.health(),
    handleWebhook: async (request, response) => await answerWebhook(gate, request, response),
  };
}

/** How long Zalo waits for the answer to a webhook is not published. */
const QUICK_MS = 1_500;
/** Five messages: more would be a flood in a chat. */
const FILE_CHARACTERS = 9_000;
const DAY_MS = 24 * 60 * 60 * 1000;

function isEmptyProbe(headers: Readonly<Record<string, unknown>>): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
}

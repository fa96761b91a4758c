import { Telegraf } from 'telegraf';
import type { Update, UserFromGetMe } from 'telegraf/types';
import { parseChatKey } from '../../news/chat.ts';
import type { SendOutcome } from '../../news/delivery.ts';
import type { Part } from '../../news/message.ts';
import type { Incoming, LookUp } from '../../ports/channel.ts';
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
import { type BotIdentity, chatOfUpdate, readUpdate } from './arrival.ts';
import { normalApiRoot, telegramAgent, telegramCall } from './connection.ts';
import { createFloodWatch } from './flood.ts';
import { incomingOf, settleTap } from './incoming.ts';
import { answerInline } from './inline.ts';
import { type CommandMenu, receiveUpdates } from './receiving.ts';
import { sendPart, type TelegramTarget } from './send.ts';

export interface TelegramChannelOptions extends ChannelOptions {
  /** Messages a second that we may send; above 30 digests go as paid broadcasts. */
  readonly perSecond?: number;
  readonly commands?: CommandMenu | undefined;
}

/** Telegram through telegraf, kept behind our port: telegraf makes the calls and wraps the updates, the promises are kept here. */
export function createTelegramChannel(options: TelegramChannelOptions): WebhookChannel {
  const { token, log, clock, render } = options;
  checkSecret(options.webhook?.secret);
  const limits = { ...usualLimits, ...options.limits };
  const apiRoot = normalApiRoot(options.apiRoot);
  const bot = new Telegraf(token, {
    // The inbox has the time limit: telegraf's would report and leave the order of the chat open.
    handlerTimeout: Number.POSITIVE_INFINITY,
    telegram: { apiRoot, webhookReply: false },
  });
  // Set afterwards, because for http:// roots telegraf throws a given agent away.
  bot.telegram.options.agent = telegramAgent(apiRoot, limits.connectMs);
  const call = telegramCall(bot);
  const flood = createFloodWatch();
  const inbox = createInbox({ platform: 'telegram', log, seen: options.seen, limitMs: limits.handlerMs });
  let receive: (incoming: Incoming) => Promise<void> = async () => undefined;
  let lookUp: LookUp | undefined;
  const life = createLifeline({ platform: 'telegram', log, clock });

  bot.use(async (ctx) => await handle(ctx.update, ctx.botInfo));
  // Without a handler of our own telegraf prints the update and sets the exit code.
  bot.catch((error) => {
    throw error;
  });

  function handOver(update: Update): Promise<void> {
    return inbox.put({
      id: String(update.update_id),
      chat: chatOfUpdate(update),
      handle: async () => await bot.handleUpdate(update),
    });
  }

  async function handle(update: Update, me: BotIdentity): Promise<void> {
    if ('inline_query' in update)
      return await answerInline(update.inline_query, lookUp, { call, render, callMs: limits.callMs });
    const arrival = readUpdate(update, me);
    if (arrival === undefined) return await settleTap(call, update);
    const incoming = incomingOf(arrival, {
      call,
      send,
      render,
      callMs: limits.callMs,
      files: { apiRoot, token },
    });
    try {
      await receive(incoming);
    } finally {
      // A button spins until its tap is answered, also when the handler failed.
      await incoming.pressed?.acknowledge();
    }
  }

  async function send(to: TelegramTarget, part: Part): Promise<SendOutcome> {
    const outcome = await sendPart(call, to, part, limits.callMs);
    if (outcome.kind !== 'later' || outcome.scope === 'platform') return outcome;
    return { ...outcome, scope: flood.scope(to.chatId, outcome.retryAfterMs ?? 0, clock.now()) };
  }

  const receivingOptions = {
    ...limits,
    life,
    call,
    log,
    webhook: options.webhook,
    commands: options.commands,
    introduced(me: UserFromGetMe) {
      bot.botInfo = me;
    },
    handOver,
  };

  const gate: WebhookGate = {
    refuses(headers) {
      const { webhook } = options;
      if (webhook === undefined) return 404;
      if (!isSecret(headers['x-telegram-bot-api-secret-token'], webhook.secret)) return 403;
      // Telegram keeps what it could not deliver and tries again.
      return life.signal.aborted || bot.botInfo === undefined || inbox.size() > 1_000 ? 503 : undefined;
    },
    async accept(body) {
      const update = parseJsonObject(body);
      if (!Number.isSafeInteger(update?.['update_id'])) return 400;
      // The body is an update as far as it needs to be: each kind is read field by field.
      // Answered only when it is dealt with: what a crash cuts off is delivered again.
      await withinPatience(handOver(update as unknown as Update), limits.handlerMs);
      return 200;
    },
  };

  return {
    platform: 'telegram',
    render,
    async start(handler, answer) {
      receive = handler;
      lookUp = answer;
      await life.start(async () => await receiveUpdates(receivingOptions));
    },
    async stop() {
      await life.stop();
      await inbox.idle();
    },
    async send({ chat, threadId }, part) {
      return await send(
        { chatId: parseChatKey(chat).id, threadId, paid: (options.perSecond ?? 0) > 30 },
        part,
      );
    },
    health: () => life.health(),
    handleWebhook: async (request, response) => await answerWebhook(gate, request, response),
  };
}

function checkSecret(secret: string | undefined): void {
  if (secret !== undefined && !/^[\w-]{32,256}$/.test(secret))
    throw new RangeError('TELEGRAM_WEBHOOK_SECRET: 32 to 256 characters of A-Z a-z 0-9 _ -');
}

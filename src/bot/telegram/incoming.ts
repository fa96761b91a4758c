import type { Update } from 'telegraf/types';
import type { SendOutcome } from '../../news/delivery.ts';
import type { Message, Part } from '../../news/message.ts';
import type { Incoming, SentFile } from '../../ports/channel.ts';
import { pause } from '../receive/pause.ts';
import type { Arrival } from './arrival.ts';
import type { TelegramCall } from './connection.ts';
import { readFileSent, sendFile, type FileStore } from './files.ts';
import { telegramChat } from './outcome.ts';
import { editPart, type TelegramTarget } from './send.ts';

export interface AnswerMeans {
  readonly call: TelegramCall;
  send(to: TelegramTarget, part: Part): Promise<SendOutcome>;
  render(message: Message): readonly Part[];
  readonly callMs: number;
  readonly files: FileStore;
}

/** A waiting reader is given one repeat when Telegram asks for no more than this. */
const SHORT_WAIT_MS = 5_000;
const NOTICE_LIMIT = 200;

/** Gives an arrival the means to answer. */
export function incomingOf(arrival: Arrival, means: AnswerMeans): Incoming {
  const { call, callMs } = means;
  const { chatId, kind, senderId, text, threadId, language, tap, membership, movedTo, document } = arrival;
  const target: TelegramTarget = { chatId: String(chatId), threadId };
  let acknowledged = false;

  async function acknowledge(notice?: string): Promise<void> {
    if (tap === undefined || acknowledged) return;
    acknowledged = true;
    await answerTap(call, tap.queryId, callMs, notice);
  }

  async function isChatAdmin(): Promise<boolean> {
    if (arrival.chatAdmin !== 'ask') return arrival.chatAdmin;
    if (senderId === undefined) return false;
    try {
      const member = await call(
        'getChatMember',
        { chat_id: chatId, user_id: senderId },
        { deadlineMs: callMs },
      );
      const { status } = (member ?? {}) as { readonly status?: unknown };
      return status === 'creator' || status === 'administrator';
    } catch {
      // Whom we cannot ask about changes nothing.
      return false;
    }
  }

  async function reply(message: Message, options?: { readonly edit?: boolean }): Promise<SendOutcome> {
    let outcome: SendOutcome = { kind: 'refused', reason: 'empty message' };
    let editable = options?.edit === true ? tap?.messageId : undefined;
    for (const part of means.render(message)) {
      outcome = await patiently(() => replyPart(part, editable));
      if (outcome.kind !== 'sent') return outcome;
      editable = undefined;
    }
    const { file } = message;
    return file === undefined ? outcome : await patiently(() => sendFile(call, target, file, callMs));
  }

  function fileOf({ id, name, size }: NonNullable<Arrival['document']>): SentFile {
    return {
      name,
      ...(size === undefined ? {} : { size }),
      read: async () => await readFileSent(call, means.files, id, callMs),
    };
  }

  async function replyPart(part: Part, messageId: number | undefined): Promise<SendOutcome> {
    const edited =
      messageId === undefined ? undefined : await editPart(call, target.chatId, messageId, part, callMs);
    return edited ?? (await means.send(target, part));
  }

  return {
    chat: telegramChat(chatId),
    kind,
    text,
    ...(senderId === undefined ? {} : { sender: telegramChat(senderId) }),
    ...(tap === undefined ? {} : { pressed: { acknowledge } }),
    ...(document === undefined ? {} : { file: fileOf(document) }),
    ...(threadId === undefined ? {} : { threadId }),
    ...(language === undefined ? {} : { language }),
    ...(membership === undefined ? {} : { membership }),
    ...(movedTo === undefined ? {} : { movedTo }),
    isChatAdmin,
    reply,
  };
}

/** Ends the spinning of a button whose press is not for us. */
export async function settleTap(call: TelegramCall, update: Update): Promise<void> {
  if ('callback_query' in update) await answerTap(call, update.callback_query.id, 5_000);
}

/** Too late an answer is no fault: Telegram has forgotten the tap. */
async function answerTap(call: TelegramCall, queryId: string, deadlineMs: number, notice?: string) {
  const text = notice === undefined ? {} : { text: Array.from(notice).slice(0, NOTICE_LIMIT).join('') };
  await call('answerCallbackQuery', { callback_query_id: queryId, ...text }, { deadlineMs }).catch(
    () => undefined,
  );
}

async function patiently(attempt: () => Promise<SendOutcome>): Promise<SendOutcome> {
  const outcome = await attempt();
  if (outcome.kind !== 'later' || (outcome.retryAfterMs ?? Infinity) > SHORT_WAIT_MS) return outcome;
  await pause(outcome.retryAfterMs ?? 0, new AbortController().signal);
  return await attempt();
}

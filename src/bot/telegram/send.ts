import type { SendOutcome } from '../../news/delivery.ts';
import type { Part, Picture } from '../../news/message.ts';
import type { TelegramCall } from './connection.ts';
import { failureOf } from './failure.ts';
import { inlineKeyboard } from './keyboard.ts';
import { isMarkupRefused, isNotEditable, isNotModified, outcomeOfFailure } from './outcome.ts';
import { withoutMarkup } from './plain.ts';

export interface TelegramTarget {
  readonly chatId: string;
  readonly threadId?: number | undefined;
  /** Beyond the free 30 messages a second, for Stars (Bot API, allow_paid_broadcast). */
  readonly paid?: boolean;
}

/** Sends one part. The single repeat, as plain text, follows only a refusal of the markup: then nothing was accepted. */
export async function sendPart(
  call: TelegramCall,
  to: TelegramTarget,
  part: Part,
  deadlineMs: number,
): Promise<SendOutcome> {
  const address = addressOf(to);
  const method = part.picture === undefined ? 'sendMessage' : 'sendPhoto';
  return await deliver(part, (content) => call(method, { ...address, ...content }, { deadlineMs }));
}

/** Where a message goes, as Telegram wants it said. */
export function addressOf({ chatId, threadId, paid }: TelegramTarget): Readonly<Record<string, unknown>> {
  return {
    chat_id: chatParameter(chatId),
    // The General topic must be addressed without its id.
    ...(threadId === undefined || threadId === 1 ? {} : { message_thread_id: threadId }),
    ...(paid ? { allow_paid_broadcast: true } : {}),
  };
}

/** Replaces the text and buttons of a message; a message that cannot be edited any more is `undefined`. */
export async function editPart(
  call: TelegramCall,
  chatId: string,
  messageId: number,
  part: Part,
  deadlineMs: number,
): Promise<SendOutcome | undefined> {
  let gone = false;
  const outcome = await deliver(part, async (content) => {
    try {
      const parameters = { chat_id: chatParameter(chatId), message_id: messageId, ...content };
      return await call('editMessageText', parameters, { deadlineMs });
    } catch (error) {
      const failure = failureOf(error);
      if (isNotModified(failure)) return { message_id: messageId };
      gone ||= isNotEditable(failure);
      throw error;
    }
  });
  return gone ? undefined : outcome;
}

async function deliver(
  part: Part,
  attempt: (content: Readonly<Record<string, unknown>>) => Promise<unknown>,
): Promise<SendOutcome> {
  try {
    return sent(await attempt(contentOf(part)));
  } catch (error) {
    const failure = failureOf(error);
    if (isMarkupRefused(failure) && part.format === 'telegram-html') {
      const plain: Part = { ...part, text: withoutMarkup(part.text), format: 'plain' };
      return await deliver(plain, attempt);
    }
    return outcomeOfFailure(failure);
  }
}

function contentOf(part: Part): Readonly<Record<string, unknown>> {
  const keyboard = inlineKeyboard(part.buttons);
  return {
    ...(part.picture === undefined
      ? { text: part.text, link_preview_options: { is_disabled: true } }
      : { caption: part.text, photo: photoOf(part.picture) }),
    ...(part.format === 'telegram-html' ? { parse_mode: 'HTML' } : {}),
    ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
  };
}

/** Bytes of our own making: no other form is ever handed to telegraf, which would open paths and addresses. */
function photoOf({ png }: Picture): object {
  return { source: Buffer.from(png, 'base64'), filename: 'diemtin.png' };
}

/** Ids are integers of up to 52 bits; a public name stays text. */
function chatParameter(chatId: string): number | string {
  const id = Number(chatId);
  return Number.isSafeInteger(id) ? id : chatId;
}

/** An answer of success without a message id still means that it was accepted. */
export function sent(result: unknown): SendOutcome {
  const id =
    typeof result === 'object' && result !== null
      ? (result as { readonly message_id?: unknown }).message_id
      : undefined;
  return { kind: 'sent', messageId: typeof id === 'number' ? String(id) : '' };
}

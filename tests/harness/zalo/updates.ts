import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { ZaloFailure } from './failure.ts';

export interface ZaloUpdate {
  readonly event_name: string;
  readonly message: Readonly<Record<string, unknown>>;
}

interface ZaloSays {
  readonly from: string;
  /** A group; absent: the private chat, whose id is the sender's. */
  readonly group?: string;
  /** To deliver a message again under the same id. */
  readonly messageId?: string;
  readonly isBot?: boolean;
}

/** What readers do. Ids are strings. Each returns the message id. */
export interface ZaloPeople {
  says(text: string, how: ZaloSays): string;
  /** Sends a picture; real deliveries call the field `photo_url`, the documentation `photo`. */
  showsPhoto(how: ZaloSays, field?: 'photo_url' | 'photo'): string;
  showsSticker(how: ZaloSays): string;
  speaks(how: ZaloSays): string;
  /** A file, a location, or anything of a reader whom the law protects. */
  sendsUnsupported(how: ZaloSays): string;
  /** An event that does not exist yet. */
  sendsNewKind(how: ZaloSays): string;
}

export interface ZaloUpdates {
  readonly people: ZaloPeople;
  /** Holds the request until something arrives; idle is error 408. One update, handed out once. */
  next(timeoutSeconds: number, response: ServerResponse): Promise<unknown>;
  /** Takes the oldest update for the webhook. */
  shift(): ZaloUpdate | undefined;
  /** Whether this chat has ever written. */
  knows(chatId: string): boolean;
  webhookActive: boolean;
  /** Shape of `result`: one object as documented, or what a tolerant client should survive. */
  shape: 'object' | 'array' | 'null-when-idle';
  /** Hands the last update out once more. */
  redeliverLast(): void;
  onPush: () => void;
}

export function createZaloUpdates(now: () => number): ZaloUpdates {
  const queue: ZaloUpdate[] = [];
  const chats = new Set<string>();
  let last: ZaloUpdate | undefined;
  let wake: () => void = () => undefined;

  function push(event: string, how: ZaloSays, content: object): string {
    const chatId = how.group ?? how.from;
    chats.add(chatId);
    const messageId = how.messageId ?? randomBytes(10).toString('hex');
    queue.push({
      event_name: event,
      message: {
        message_id: messageId,
        date: now(),
        from: { id: how.from, display_name: 'Người đọc', is_bot: how.isBot ?? false },
        chat: { id: chatId, chat_type: how.group === undefined ? 'PRIVATE' : 'GROUP' },
        ...content,
      },
    });
    wake();
    updates.onPush();
    return messageId;
  }

  function handOut(): unknown {
    last = queue.shift();
    return updates.shape === 'array' ? [last] : last;
  }

  const updates: ZaloUpdates = {
    webhookActive: false,
    shape: 'object',
    onPush: () => undefined,
    people: {
      says: (text, how) => push('message.text.received', how, { text }),
      showsPhoto: (how, field = 'photo_url') =>
        push('message.image.received', how, {
          [field]: 'https://photo.example.vn/1.jpg',
          message_type: 'CHAT_PHOTO',
        }),
      showsSticker: (how) =>
        push('message.sticker.received', how, { sticker: 'e8f4', message_type: 'CHAT_STICKER' }),
      speaks: (how) =>
        push('message.voice.received', how, {
          voice_url: 'https://voice.example.vn/1.aac',
          message_type: 'CHAT_VOICE',
        }),
      sendsUnsupported: (how) => push('message.unsupported.received', how, {}),
      sendsNewKind: (how) => push('message.poll.received', how, { poll: {} }),
    },
    async next(timeoutSeconds, response) {
      if (updates.webhookActive)
        throw new ZaloFailure(400, 'Bad Request: webhook is set, getUpdates is not available');
      if (queue.length > 0) return handOut();
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, timeoutSeconds * 1000);
        response.once('close', resolve);
      });
      clearTimeout(timer);
      // What would be handed to a closed connection stays for the next.
      const gone = response.destroyed || response.socket?.destroyed !== false;
      if (queue.length > 0 && !gone) return handOut();
      if (updates.shape === 'null-when-idle') return null;
      throw new ZaloFailure(408, 'Request timeout');
    },
    shift: () => queue.shift(),
    knows: (chatId) => chats.has(chatId),
    redeliverLast() {
      if (last !== undefined) queue.push(last);
      wake();
    },
  };
  return updates;
}

import type { ChatKey } from '../../news/chat.ts';
import { isRecord } from '../receive/webhook.ts';

/** An update of Zalo in our words. */
export interface ZaloArrival {
  /** The only identity an update has. */
  readonly messageId: string;
  readonly chatId: string;
  readonly senderId: string;
  readonly kind: 'private' | 'group';
  /** Absent for pictures, stickers, voices, and for whatever Zalo withholds from us. */
  readonly text?: string;
}

/** Reads an update, flat as it really comes or wrapped as the documentation says; undefined for anything else and for bots' messages. */
export function readZaloUpdate(body: unknown): ZaloArrival | undefined {
  if (!isRecord(body)) return undefined;
  const update = isRecord(body['result']) ? body['result'] : body;
  const message = update['message'];
  if (!isRecord(message) || !isRecord(message['chat']) || !isRecord(message['from'])) return undefined;
  const messageId = idOf(message['message_id']);
  const chatId = idOf(message['chat']['id']);
  const senderId = idOf(message['from']['id']);
  if (messageId === undefined || chatId === undefined || senderId === undefined) return undefined;
  if (message['from']['is_bot'] === true) return undefined;
  const text = update['event_name'] === 'message.text.received' ? message['text'] : undefined;
  return {
    messageId,
    chatId,
    senderId,
    kind: message['chat']['chat_type'] === 'GROUP' ? 'group' : 'private',
    ...(typeof text === 'string' ? { text } : {}),
  };
}

/** `result` of getUpdates as a list: one object by the documentation, tolerated as a list or nothing. */
export function updatesOf(result: unknown): readonly unknown[] {
  if (Array.isArray(result)) return result;
  return isRecord(result) && Object.keys(result).length > 0 ? [result] : [];
}

export function zaloChat(id: string): ChatKey {
  return `zalo:${id}`;
}

/** Ids are strings of hexadecimal digits today; a bounded printable one is all we rely on. */
function idOf(value: unknown): string | undefined {
  const id = typeof value === 'number' ? String(value) : value;
  return typeof id === 'string' && /^[\w.-]{1,128}$/.test(id) ? id : undefined;
}

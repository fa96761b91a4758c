import type { CallbackQuery, Chat, ChatMemberUpdated, Message, Update, User } from 'telegraf/types';
import type { ChatKey, ChatKind, Language } from '../../news/chat.ts';
import { telegramChat } from './outcome.ts';

/** An update in our words, before it gets the means to answer. */
export interface Arrival {
  readonly chatId: number;
  readonly kind: ChatKind;
  readonly senderId?: number;
  readonly text: string;
  readonly threadId?: number;
  readonly language?: Language;
  /** The tap to acknowledge, and the message that carried the button. */
  readonly tap?: { readonly queryId: string; readonly messageId: number };
  /** A document sent in a private chat. */
  readonly document?: { readonly id: string; readonly name: string; readonly size?: number };
  readonly membership?: 'gone' | 'back';
  readonly movedTo?: ChatKey;
  /** Who may change the chat's settings: known without asking, or to be asked about `senderId`. */
  readonly chatAdmin: boolean | 'ask';
}

/** The bot itself, from getMe. */
export interface BotIdentity {
  readonly id: number;
  readonly username: string;
}

/** Kinds of update that we read; also what we ask Telegram to send. */
export const READ_UPDATES = [
  'message',
  'channel_post',
  'callback_query',
  'inline_query',
  'my_chat_member',
] as const;

/** Reads an update; undefined when it is not meant for us (other bots' commands, talk in groups, edits, forwards, pictures). */
export function readUpdate(update: Update, me: BotIdentity): Arrival | undefined {
  if ('message' in update) return readMessage(update.message, me);
  if ('channel_post' in update) return readChannelPost(update.channel_post, me);
  if ('callback_query' in update) return readTap(update.callback_query);
  if ('my_chat_member' in update) return readMembership(update.my_chat_member);
  return undefined;
}

/** The chat an update belongs to, for keeping order; its own id when it belongs to none. Survives any JSON: what it throws would stop receiving. */
export function chatOfUpdate(update: Update): string {
  const { update_id: updateId, ...kinds } = update as unknown as LooseUpdate;
  for (const body of Object.values(kinds)) {
    if (typeof body !== 'object') continue;
    const id = body?.chat?.id ?? body?.message?.chat?.id ?? body?.from?.id;
    if (id !== undefined) return String(id);
  }
  return `update ${updateId}`;
}

interface LooseUpdate {
  readonly update_id: number;
  readonly [kind: string]: number | LooseBody | null | undefined;
}

interface LooseBody {
  readonly chat?: LooseId | null;
  readonly from?: LooseId | null;
  readonly message?: { readonly chat?: LooseId | null } | null;
}

interface LooseId {
  readonly id?: number;
}

function readMessage(message: Message, me: BotIdentity): Arrival | undefined {
  const { chat } = message;
  if ('migrate_to_chat_id' in message) return moved(chat.id, message.migrate_to_chat_id);
  if ('migrate_from_chat_id' in message) return moved(message.migrate_from_chat_id, chat.id);
  if ('forward_origin' in message) return undefined;
  const document = documentOf(message);
  if (!('text' in message) && document === undefined) return undefined;
  if ('via_bot' in message && message.via_bot?.id === me.id) return undefined;
  const anonymous = message.sender_chat;
  const from = anonymous === undefined ? message.from : undefined;
  if (from?.is_bot === true) return undefined;
  const kind = kindOf(chat);
  const typed = 'text' in message ? message.text : ((message as { readonly caption?: string }).caption ?? '');
  const text = addressedText(typed, isReplyTo(message, me), kind, me);
  if (text === undefined) return undefined;
  return {
    chatId: chat.id,
    kind,
    text,
    ...who(from),
    ...threadOf(message),
    ...(document === undefined ? {} : { document }),
    // A group's anonymous administrator writes as the group; a channel speaking in a group proves nothing.
    chatAdmin: kind === 'private' || (anonymous === undefined ? 'ask' : anonymous.id === chat.id),
  };
}

/** Only what is sent to us alone: files in groups are for the people there. */
function documentOf(message: Message): Arrival['document'] {
  if (!('document' in message) || message.chat.type !== 'private') return undefined;
  const { file_id: id, file_name: name, file_size: size } = message.document;
  if (typeof id !== 'string') return undefined;
  return { id, name: name ?? '', ...(size === undefined ? {} : { size }) };
}

function readChannelPost(post: Message, me: BotIdentity): Arrival | undefined {
  if (!('text' in post) || 'forward_origin' in post) return undefined;
  const text = addressedText(post.text, false, 'channel', me);
  if (text === undefined) return undefined;
  // Only a channel's administrators can post in it.
  return { chatId: post.chat.id, kind: 'channel', text, chatAdmin: true };
}

function readTap(query: CallbackQuery): Arrival | undefined {
  if (!('data' in query) || query.message === undefined) return undefined;
  const { chat, message_id: messageId } = query.message;
  const kind = kindOf(chat);
  return {
    chatId: chat.id,
    kind,
    text: query.data.slice(0, 64),
    tap: { queryId: query.id, messageId },
    ...who(query.from),
    ...threadOf(query.message),
    chatAdmin: kind === 'private' || 'ask',
  };
}

function readMembership({ chat, from, new_chat_member: now }: ChatMemberUpdated): Arrival {
  return {
    chatId: chat.id,
    kind: kindOf(chat),
    text: '',
    ...who(from),
    membership: canWrite(now, chat.type) ? 'back' : 'gone',
    chatAdmin: chat.type === 'private' || 'ask',
  };
}

function canWrite(member: ChatMemberUpdated['new_chat_member'], chatType: Chat['type']): boolean {
  switch (member.status) {
    case 'creator':
      return true;
    case 'administrator':
      return chatType !== 'channel' || member.can_post_messages === true;
    case 'member':
      return chatType !== 'channel';
    case 'restricted':
      return member.is_member && member.can_send_messages;
    case 'left':
    case 'kicked':
      return false;
  }
}

function moved(from: number, to: number): Arrival {
  return { chatId: from, kind: 'group', text: '', movedTo: telegramChat(to), chatAdmin: false };
}

/** In private everything is for us; elsewhere only commands, mentions and replies. Our own name is taken out. */
function addressedText(text: string, isReply: boolean, kind: ChatKind, me: BotIdentity): string | undefined {
  const command = /^\/([a-z\d_]{1,64})(?:@([a-z\d_]+))?(?=\s|$)/i.exec(text);
  if (command !== null) {
    const [whole, name, addressee] = command;
    if (addressee !== undefined && addressee.toLowerCase() !== me.username.toLowerCase()) return undefined;
    return `/${name}${text.slice(whole.length)}`;
  }
  const withoutMention = text.replaceAll(MENTIONS, (whole, before: string, name: string) =>
    name.toLowerCase() === me.username.toLowerCase() ? before : whole,
  );
  if (kind === 'private' || isReply || withoutMention !== text) return withoutMention.trim();
  return undefined;
}

const MENTIONS = /(^|[^\p{L}\p{N}_@])@([a-z\d_]{3,32})(?![a-z\d_])/giu;

function isReplyTo(message: Message, me: BotIdentity): boolean {
  return 'reply_to_message' in message && message.reply_to_message?.from?.id === me.id;
}

function kindOf(chat: Chat): ChatKind {
  switch (chat.type) {
    case 'private':
    case 'channel':
      return chat.type;
    case 'group':
    case 'supergroup':
      return 'group';
  }
}

function who(from: User | undefined): Pick<Arrival, 'senderId' | 'language'> {
  if (from === undefined) return {};
  const language = LANGUAGES.find((each) => from.language_code?.toLowerCase().startsWith(each));
  return { senderId: from.id, ...(language === undefined ? {} : { language }) };
}

const LANGUAGES: readonly Language[] = ['vi', 'en'];

/** Replies also carry a thread id: only that of a forum topic is an address. The General topic has none. */
function threadOf(message: object): Pick<Arrival, 'threadId'> {
  const { is_topic_message: inTopic, message_thread_id: threadId } = message as {
    readonly is_topic_message?: boolean;
    readonly message_thread_id?: number;
  };
  return inTopic === true && threadId !== undefined && threadId !== 1 ? { threadId } : {};
}

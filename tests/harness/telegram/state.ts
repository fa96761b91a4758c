import type { Entity } from './html.ts';
import { ApiFailure, badRequest } from './failure.ts';

export interface TestUser {
  readonly id: number;
  readonly first_name: string;
  readonly is_bot: boolean;
  readonly language_code?: string | undefined;
  /** Pressed "Start" once; without it the bot may not write first. */
  started: boolean;
  blocked: boolean;
  deactivated: boolean;
}

export type ChatType = 'private' | 'group' | 'supergroup' | 'channel';

export interface StoredMessage {
  readonly message_id: number;
  readonly chatId: number;
  readonly date: number;
  /** The bot's own, not a user's. */
  readonly own: boolean;
  text: string;
  entities: readonly Entity[];
  reply_markup?: unknown;
  readonly threadId?: number | undefined;
}

export interface TestChat {
  readonly id: number;
  readonly type: ChatType;
  readonly title: string;
  readonly forum: boolean;
  readonly username?: string | undefined;
  readonly topics: Map<number, 'open' | 'closed' | 'deleted'>;
  readonly members: Map<number, 'creator' | 'administrator' | 'member'>;
  readonly messages: Map<number, StoredMessage>;
  bot: 'member' | 'administrator' | 'left' | 'kicked';
  canSend: boolean;
  canPost: boolean;
  deleted: boolean;
  migratedTo?: number;
  lastMessageId: number;
}

export interface World {
  readonly me: {
    readonly id: number;
    readonly is_bot: true;
    readonly first_name: string;
    readonly username: string;
  };
  readonly users: Map<number, TestUser>;
  readonly chats: Map<number, TestChat>;
}

export function createWorld(botId: number, username: string): World {
  return {
    me: { id: botId, is_bot: true, first_name: 'Điểm tin thử', username },
    users: new Map(),
    chats: new Map(),
  };
}

export function newChat(id: number, type: ChatType, over: Partial<TestChat> = {}): TestChat {
  return {
    id,
    type,
    title: `Nhóm ${id}`,
    forum: false,
    topics: new Map(),
    members: new Map(),
    messages: new Map(),
    bot: type === 'channel' ? 'administrator' : 'member',
    canSend: true,
    canPost: true,
    deleted: false,
    lastMessageId: 0,
    ...over,
  };
}

/** The chat of a `chat_id` parameter: a number, or `@name` of a channel or supergroup. */
export function findChat(world: World, chatId: unknown): TestChat {
  if (chatId === undefined || chatId === '') throw badRequest('chat_id is empty');
  const chat =
    typeof chatId === 'string' && chatId.startsWith('@')
      ? [...world.chats.values()].find(({ username }) => username === chatId.slice(1))
      : world.chats.get(Number(chatId));
  if (chat === undefined) throw badRequest('chat not found');
  return chat;
}

/** Refuses as the real server does when the bot may not write into this chat and topic. */
export function refuseUnlessWritable(world: World, chat: TestChat, threadId: unknown): void {
  if (chat.type === 'private') refusePrivate(world.users.get(chat.id));
  else refuseGroup(chat);
  refuseTopic(chat, threadId);
}

function refusePrivate(user: TestUser | undefined): void {
  if (user === undefined) throw badRequest('chat not found');
  if (user.is_bot) throw new ApiFailure(403, "the bot can't send messages to the bot");
  if (user.deactivated) throw new ApiFailure(403, 'user is deactivated');
  if (user.blocked) throw new ApiFailure(403, 'bot was blocked by the user');
  if (!user.started) throw new ApiFailure(403, "bot can't initiate conversation with a user");
}

function refuseGroup(chat: TestChat): void {
  if (chat.migratedTo !== undefined)
    throw new ApiFailure(400, 'group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: chat.migratedTo,
    });
  if (chat.deleted) throw new ApiFailure(403, 'the group chat was deleted');
  if (chat.bot === 'kicked') throw new ApiFailure(403, `bot was kicked from the ${chat.type} chat`);
  if (chat.bot === 'left') throw new ApiFailure(403, `bot is not a member of the ${chat.type} chat`);
  if (chat.type === 'channel' && !chat.canPost)
    throw badRequest('need administrator rights in the channel chat');
  if (!chat.canSend) throw badRequest('not enough rights to send text messages to the chat');
}

function refuseTopic(chat: TestChat, threadId: unknown): void {
  if (threadId === undefined) return;
  const state = chat.topics.get(Number(threadId));
  // The General topic is addressed without its id 1.
  if (!chat.forum || state === undefined || state === 'deleted') throw badRequest('message thread not found');
  if (state === 'closed') throw badRequest('TOPIC_CLOSED');
}

/** Chat as it appears in messages. */
export function chatObject(world: World, chat: TestChat): object {
  if (chat.type === 'private') {
    const user = world.users.get(chat.id);
    return { id: chat.id, type: chat.type, first_name: user?.first_name ?? '' };
  }
  return {
    id: chat.id,
    type: chat.type,
    title: chat.title,
    ...(chat.username === undefined ? {} : { username: chat.username }),
    ...(chat.forum ? { is_forum: true } : {}),
  };
}

export function userObject(world: World, id: number): object {
  const user = world.users.get(id);
  return {
    id,
    is_bot: user?.is_bot ?? false,
    first_name: user?.first_name ?? 'Ẩn danh',
    ...(user?.language_code === undefined ? {} : { language_code: user.language_code }),
  };
}

/** A stored message as the API returns it; `date` is in seconds. */
export function messageObject(world: World, message: StoredMessage): object {
  const chat = world.chats.get(message.chatId);
  return {
    message_id: message.message_id,
    date: message.date,
    ...(chat === undefined ? {} : { chat: chatObject(world, chat) }),
    ...(chat?.type === 'channel' ? {} : { from: message.own ? world.me : undefined }),
    text: message.text,
    ...(message.entities.length > 0 ? { entities: message.entities } : {}),
    ...(message.reply_markup === undefined ? {} : { reply_markup: message.reply_markup }),
    ...(message.threadId === undefined
      ? {}
      : { message_thread_id: message.threadId, is_topic_message: true }),
  };
}

import type { Desk } from './methods.ts';
import {
  chatObject,
  type ChatType,
  findChat,
  messageObject,
  newChat,
  type TestChat,
  type TestUser,
  userObject,
  type World,
} from './state.ts';
import type { UpdateQueue } from './updates.ts';

interface Says {
  /** Absent in channels. */
  readonly from?: number;
  /** Absent: the private chat of `from`. */
  readonly chat?: number;
  readonly threadId?: number;
  /** Id of a message of this chat. */
  readonly replyTo?: number;
  /** Writes as the group itself, as its anonymous administrators do. */
  readonly anonymous?: boolean;
  readonly forwarded?: boolean;
}

/** What people and administrators do; each method does it and queues the updates that the bot gets to see. */
export interface People {
  user(id: number, over?: Partial<TestUser>): TestUser;
  chat(id: number, type: Exclude<ChatType, 'private'>, over?: Partial<TestChat>): TestChat;
  /** Returns the update's id, undefined when the bot does not get to see it (privacy mode). */
  says(text: string, how: Says): number | undefined;
  /** Changes a message afterwards. */
  edits(chatId: number, messageId: number, text: string, from: number): number | undefined;
  /** Presses a button that is really there; returns the query's id. */
  taps(from: number, messageId: number, data: string, chatId?: number): string;
  /** Sends a tap that no button offers. */
  forgesTap(from: number, data: string, chatId: number, messageId: number): string;
  /** Asks the bot from within another chat; returns the query's id. */
  asks(from: number, query: string, offset?: string): string;
  /** Sends the bot a document in private. */
  sendsFile(from: number, name: string, content: string | Buffer, caption?: string): number | undefined;
  blocks(userId: number): void;
  unblocks(userId: number): void;
  removesBot(chatId: number, by: number): void;
  addsBot(chatId: number, by: number): void;
  migrates(chatId: number, newId: number): void;
}

const ANONYMOUS_ADMIN = 1_087_968_824;

export function createPeople(desk: Desk, queue: UpdateQueue): People {
  const { world, now } = desk;
  const seconds = () => Math.floor(now() / 1000);
  let lastQuery = 0;

  function received(chat: TestChat, text: string, threadId?: number): number {
    chat.lastMessageId += 1;
    const message = { message_id: chat.lastMessageId, chatId: chat.id, date: seconds(), own: false };
    chat.messages.set(chat.lastMessageId, { ...message, text, entities: [], threadId });
    return chat.lastMessageId;
  }

  function membership(chat: TestChat, by: number, before: string, after: string): void {
    queue.push({
      my_chat_member: {
        chat: chatObject(world, chat),
        from: userObject(world, by),
        date: seconds(),
        old_chat_member: { user: world.me, status: before },
        new_chat_member: {
          user: world.me,
          status: after,
          ...(after === 'administrator' ? ADMIN_RIGHTS : {}),
        },
      },
    });
  }

  function tap(from: number, data: string, chat: TestChat, messageId: number): string {
    lastQuery += 1;
    const id = `query${lastQuery}`;
    desk.queries.set(id, now());
    const message = chat.messages.get(messageId);
    queue.push({
      callback_query: {
        id,
        from: userObject(world, from),
        chat_instance: String(chat.id),
        data,
        message:
          message === undefined
            ? { chat: chatObject(world, chat), message_id: messageId, date: 0 }
            : messageObject(world, message),
      },
    });
    return id;
  }

  return {
    user(id, over = {}) {
      const user: TestUser = {
        id,
        first_name: `Người ${id}`,
        is_bot: false,
        started: true,
        blocked: false,
        deactivated: false,
        ...over,
      };
      world.users.set(id, user);
      world.chats.set(id, newChat(id, 'private'));
      return user;
    },
    chat(id, type, over = {}) {
      const chat = newChat(id, type, over);
      world.chats.set(id, chat);
      return chat;
    },
    says(text, how) {
      const chat = findChat(world, how.chat ?? how.from);
      const sender = how.anonymous === true ? ANONYMOUS_ADMIN : how.from;
      const user = world.users.get(how.from ?? 0);
      if (chat.type === 'private' && user !== undefined) user.started = true;
      const body = {
        message_id: received(chat, text, how.threadId),
        date: seconds(),
        chat: chatObject(world, chat),
        ...(sender === undefined || chat.type === 'channel' ? {} : { from: userObject(world, sender) }),
        ...(how.anonymous === true || chat.type === 'channel'
          ? { sender_chat: chatObject(world, chat) }
          : {}),
        text,
        ...(how.threadId === undefined ? {} : { message_thread_id: how.threadId, is_topic_message: true }),
        ...repliedTo(world, chat, how.replyTo),
        ...(how.forwarded === true ? { forward_origin: { type: 'hidden_user', date: seconds() } } : {}),
      };
      if (!isVisible(world, chat, text, how.replyTo)) return undefined;
      return queue.push(chat.type === 'channel' ? { channel_post: body } : { message: body });
    },
    edits(chatId, messageId, text, from) {
      const chat = findChat(world, chatId);
      return queue.push({
        edited_message: {
          message_id: messageId,
          date: seconds(),
          edit_date: seconds(),
          chat: chatObject(world, chat),
          from: userObject(world, from),
          text,
        },
      });
    },
    taps(from, messageId, data, chatId = from) {
      const chat = findChat(world, chatId);
      const markup = JSON.stringify(chat.messages.get(messageId)?.reply_markup ?? {});
      if (!markup.includes(JSON.stringify(data)))
        throw new Error(`message ${messageId} has no button ${data}`);
      return tap(from, data, chat, messageId);
    },
    forgesTap: (from, data, chatId, messageId) => tap(from, data, findChat(world, chatId), messageId),
    asks(from, query, offset = '') {
      lastQuery += 1;
      const id = `inline${lastQuery}`;
      desk.queries.set(id, now());
      queue.push({ inline_query: { id, from: userObject(world, from), query, offset, chat_type: 'group' } });
      return id;
    },
    sendsFile(from, name, content, caption) {
      const chat = findChat(world, from);
      const user = world.users.get(from);
      if (user !== undefined) user.started = true;
      const id = `file${desk.files.size + 1}`;
      const bytes = Buffer.from(content);
      desk.files.set(`documents/${id}.dat`, bytes);
      return queue.push({
        message: {
          message_id: received(chat, ''),
          date: seconds(),
          chat: chatObject(world, chat),
          from: userObject(world, from),
          document: { file_id: id, file_unique_id: id, file_name: name, file_size: bytes.length },
          ...(caption === undefined ? {} : { caption }),
        },
      });
    },
    blocks(userId) {
      const user = world.users.get(userId);
      if (user !== undefined) user.blocked = true;
      membership(findChat(world, userId), userId, 'member', 'kicked');
    },
    unblocks(userId) {
      const user = world.users.get(userId);
      if (user !== undefined) user.blocked = false;
      membership(findChat(world, userId), userId, 'kicked', 'member');
    },
    removesBot(chatId, by) {
      const chat = findChat(world, chatId);
      membership(chat, by, chat.bot, 'kicked');
      chat.bot = 'kicked';
    },
    addsBot(chatId, by) {
      const chat = findChat(world, chatId);
      const status = chat.type === 'channel' ? 'administrator' : 'member';
      membership(chat, by, chat.bot, status);
      chat.bot = status;
    },
    migrates(chatId, newId) {
      const old = findChat(world, chatId);
      const grown = newChat(newId, 'supergroup', { title: old.title, members: old.members });
      old.migratedTo = newId;
      world.chats.set(newId, grown);
      const base = { date: seconds(), from: userObject(world, ANONYMOUS_ADMIN) };
      queue.push({
        message: {
          ...base,
          message_id: received(old, ''),
          chat: chatObject(world, old),
          migrate_to_chat_id: newId,
        },
      });
      queue.push({
        message: {
          ...base,
          message_id: received(grown, ''),
          chat: chatObject(world, grown),
          migrate_from_chat_id: chatId,
        },
      });
    },
  };
}

const ADMIN_RIGHTS = { can_post_messages: true, can_edit_messages: true };

function repliedTo(world: World, chat: TestChat, messageId: number | undefined): object {
  const message = messageId === undefined ? undefined : chat.messages.get(messageId);
  return message === undefined ? {} : { reply_to_message: messageObject(world, message) };
}

/** Privacy mode: in groups a bot that is no administrator sees commands, mentions of itself and replies to it. */
function isVisible(world: World, chat: TestChat, text: string, replyTo: number | undefined): boolean {
  if (chat.type === 'private' || chat.type === 'channel' || chat.bot === 'administrator') return true;
  if (text.startsWith('/')) return true;
  if (text.toLowerCase().includes(`@${world.me.username.toLowerCase()}`)) return true;
  return replyTo !== undefined && chat.messages.get(replyTo)?.own === true;
}

import { captionOf, checkCommands, checkedMarkup, textOf } from './content.ts';
import { badRequest } from './failure.ts';
import type { FloodControl } from './flood.ts';
import type { Parameters } from './request.ts';
import {
  chatObject,
  findChat,
  messageObject,
  refuseUnlessWritable,
  type StoredMessage,
  type TestChat,
  userObject,
  type World,
} from './state.ts';

export interface Desk {
  readonly world: World;
  readonly flood: FloodControl;
  readonly now: () => number;
  /** Callback and inline queries that may still be answered, with the time they were asked. */
  readonly queries: Map<string, number>;
  /** Texts shown for taps. */
  readonly notices: { readonly queryId: string; readonly text: string | undefined }[];
  readonly menus: Map<string, unknown>;
  readonly inlineAnswers: {
    readonly queryId: string;
    readonly results: readonly Readonly<Record<string, unknown>>[];
    readonly parameters: Parameters;
  }[];
  /** Bytes of files people sent, by path; of files the bot sent, in order. */
  readonly files: Map<string, Buffer>;
  readonly documents: { readonly chatId: number; readonly name: string; readonly text: string }[];
}

interface Method {
  readonly parameters: readonly string[];
  run(desk: Desk, parameters: Parameters): unknown;
}

const SENDING = [
  'chat_id',
  'message_thread_id',
  'parse_mode',
  'disable_notification',
  'protect_content',
  'reply_parameters',
  'reply_markup',
  'allow_paid_broadcast',
];

/** Methods that neither poll nor touch the webhook, by lower-cased name, with every parameter they know. */
export const METHODS: Readonly<Record<string, Method>> = {
  getme: {
    parameters: [],
    run: ({ world }) => ({
      ...world.me,
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: true,
    }),
  },
  sendmessage: {
    parameters: [...SENDING, 'text', 'entities', 'link_preview_options'],
    run(desk, parameters) {
      const parsed = textOf(parameters);
      return store(desk, parameters, parsed);
    },
  },
  sendphoto: {
    parameters: [...SENDING, 'photo', 'caption', 'show_caption_above_media'],
    run: (desk, parameters) => sendFile(desk, parameters, 'photo'),
  },
  senddocument: {
    parameters: [...SENDING, 'document', 'caption'],
    run: (desk, parameters) => sendFile(desk, parameters, 'document'),
  },
  editmessagetext: {
    parameters: [
      'chat_id',
      'message_id',
      'text',
      'parse_mode',
      'entities',
      'link_preview_options',
      'reply_markup',
    ],
    run: edit,
  },
  deletemessage: {
    parameters: ['chat_id', 'message_id'],
    run({ world }, parameters) {
      const chat = findChat(world, parameters['chat_id']);
      if (!chat.messages.delete(Number(parameters['message_id'])))
        throw badRequest('message to delete not found');
      return true;
    },
  },
  sendchataction: {
    parameters: ['chat_id', 'message_thread_id', 'action'],
    run({ world }, parameters) {
      refuseUnlessWritable(world, findChat(world, parameters['chat_id']), parameters['message_thread_id']);
      return true;
    },
  },
  answercallbackquery: {
    parameters: ['callback_query_id', 'text', 'show_alert', 'url', 'cache_time'],
    run(desk, parameters) {
      const queryId = String(parameters['callback_query_id']);
      refuseOldQuery(desk, queryId);
      const text = parameters['text'];
      if (typeof text === 'string' && Array.from(text).length > 200) throw badRequest('MESSAGE_TOO_LONG');
      desk.notices.push({ queryId, text: typeof text === 'string' ? text : undefined });
      return true;
    },
  },
  answerinlinequery: {
    parameters: ['inline_query_id', 'results', 'cache_time', 'is_personal', 'next_offset', 'button'],
    run(desk, parameters) {
      refuseOldQuery(desk, String(parameters['inline_query_id']));
      checkInlineAnswer(parameters);
      desk.inlineAnswers.push({
        queryId: String(parameters['inline_query_id']),
        results: parameters['results'] as readonly Readonly<Record<string, unknown>>[],
        parameters,
      });
      return true;
    },
  },
  setmycommands: {
    parameters: ['commands', 'scope', 'language_code'],
    run(desk, { commands, scope, language_code: language = '' }) {
      checkCommands(commands);
      desk.menus.set(`${JSON.stringify(scope ?? { type: 'default' })} ${String(language)}`, commands);
      return true;
    },
  },
  getfile: {
    parameters: ['file_id'],
    run({ files }, { file_id: id }) {
      const path = `documents/${String(id)}.dat`;
      const bytes = files.get(path);
      if (bytes === undefined) throw badRequest('wrong file_id or the file is temporarily unavailable');
      return { file_id: id, file_unique_id: id, file_size: bytes.length, file_path: path };
    },
  },
  getchat: {
    parameters: ['chat_id'],
    run: ({ world }, parameters) => chatObject(world, findChat(world, parameters['chat_id'])),
  },
  getchatmember: {
    parameters: ['chat_id', 'user_id'],
    run({ world }, parameters) {
      const chat = findChat(world, parameters['chat_id']);
      const userId = Number(parameters['user_id']);
      return { status: chat.members.get(userId) ?? 'left', user: userObject(world, userId) };
    },
  },
  leavechat: {
    parameters: ['chat_id'],
    run({ world }, parameters) {
      findChat(world, parameters['chat_id']).bot = 'left';
      return true;
    },
  },
};

/** The rules of answerInlineQuery as published: https://core.telegram.org/bots/api#answerinlinequery */
function checkInlineAnswer({ results, next_offset: next, button, cache_time: cache }: Parameters): void {
  if (!Array.isArray(results)) throw badRequest("can't parse inline query results JSON object");
  if (results.length > 50) throw badRequest('Too many inline query results specified');
  if (typeof next === 'string' && Buffer.byteLength(next) > 64) throw badRequest('NEXT_OFFSET_INVALID');
  if (cache !== undefined && !(Number(cache) >= 0)) throw badRequest('CACHE_TIME_INVALID');
  const { text, start_parameter: start } = (button ?? {}) as Readonly<Record<string, unknown>>;
  if (button !== undefined && (typeof text !== 'string' || text === ''))
    throw badRequest('inline query results button text must be non-empty');
  if (start !== undefined && !(typeof start === 'string' && /^[\w-]{1,64}$/.test(start)))
    throw badRequest('START_PARAM_INVALID');
  const ids = new Set<unknown>();
  for (const result of results as readonly Readonly<Record<string, unknown>>[]) {
    const { type, id, title, url, input_message_content: content } = result;
    if (type !== 'article') throw badRequest('unsupported inline query result type');
    if (typeof id !== 'string' || Buffer.byteLength(id) < 1 || Buffer.byteLength(id) > 64)
      throw badRequest('RESULT_ID_INVALID');
    if (ids.has(id)) throw badRequest('RESULT_ID_DUPLICATE');
    ids.add(id);
    if (typeof title !== 'string' || title === '') throw badRequest('ARTICLE_TITLE_EMPTY');
    if (url !== undefined && !(typeof url === 'string' && /^https?:/.test(url)))
      throw badRequest('WEBPAGE_URL_INVALID');
    const { message_text: message, parse_mode: mode } = content as Readonly<Record<string, unknown>>;
    textOf({ text: message, parse_mode: mode });
  }
}

/** How long a tap can be answered. */
const QUERY_LIFE_MS = 60_000;

function refuseOldQuery({ queries, now }: Desk, queryId: string): void {
  const askedAt = queries.get(queryId);
  if (askedAt === undefined || askedAt < now() - QUERY_LIFE_MS)
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
}

function sendFile(desk: Desk, parameters: Parameters, kind: 'photo' | 'document'): object {
  const file = parameters[kind];
  if (file === undefined || file === '') throw badRequest(`there is no ${kind} in the request`);
  if (typeof file === 'string' && /^https?:/.test(file) && !new URL(file).hostname.includes('.'))
    throw badRequest('wrong HTTP URL specified');
  const stored = store(desk, parameters, captionOf(parameters));
  if (typeof file === 'object' && file !== null) {
    const { filename, bytes } = file as { readonly filename: string; readonly bytes: Buffer };
    desk.documents.push({
      chatId: Number(parameters['chat_id']),
      name: filename,
      text: bytes.toString(),
    });
  }
  return stored;
}

function store(
  desk: Desk,
  parameters: Parameters,
  content: Pick<StoredMessage, 'text' | 'entities'>,
): object {
  const { world, flood, now } = desk;
  const chat = findChat(world, parameters['chat_id']);
  const threadId = parameters['message_thread_id'];
  refuseUnlessWritable(world, chat, threadId);
  const markup = checkedMarkup(parameters['reply_markup']);
  refuseMissingReply(chat, parameters['reply_parameters']);
  flood.count(chat.id);
  chat.lastMessageId += 1;
  const message: StoredMessage = {
    message_id: chat.lastMessageId,
    chatId: chat.id,
    date: Math.floor(now() / 1000),
    own: true,
    text: content.text,
    entities: content.entities,
    ...(markup === undefined ? {} : { reply_markup: markup }),
    ...(threadId === undefined ? {} : { threadId: Number(threadId) }),
  };
  chat.messages.set(message.message_id, message);
  return messageObject(world, message);
}

function refuseMissingReply(chat: TestChat, reply: unknown): void {
  const { message_id: id, allow_sending_without_reply: anyway } = (reply ?? {}) as Readonly<
    Record<string, unknown>
  >;
  if (id !== undefined && anyway !== true && !chat.messages.has(Number(id)))
    throw badRequest('message to be replied not found');
}

function edit(desk: Desk, parameters: Parameters): object {
  const { world, flood } = desk;
  const chat = findChat(world, parameters['chat_id']);
  const { text, entities } = textOf(parameters);
  const message = chat.messages.get(Number(parameters['message_id']));
  if (message === undefined) throw badRequest('message to edit not found');
  if (!message.own) throw badRequest("message can't be edited");
  refuseUnlessWritable(world, chat, undefined);
  const markup = checkedMarkup(parameters['reply_markup']);
  const before = [message.text, message.entities, message.reply_markup];
  if (JSON.stringify(before) === JSON.stringify([text, entities, markup]))
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  flood.count(chat.id);
  message.text = text;
  message.entities = entities;
  if (markup === undefined) delete message.reply_markup;
  else message.reply_markup = markup;
  return messageObject(world, message);
}

import { createConversation } from '../../../src/bot/conversation.ts';
import type { House } from '../../../src/bot/house.ts';
import { usualRates, type Rates } from '../../../src/bot/rates.ts';
import { slotAfter } from '../../../src/digest/slots.ts';
import { createSourceLists } from '../../../src/jobs/source-lists.ts';
import type { ChatKey } from '../../../src/news/chat.ts';
import type { SendOutcome } from '../../../src/news/delivery.ts';
import type { Button, Message, Span } from '../../../src/news/message.ts';
import type { Source } from '../../../src/news/source.ts';
import type { Incoming } from '../../../src/ports/channel.ts';
import type { ProbeResult } from '../../../src/news/probe.ts';
import { adminList, auditTrail } from '../../../src/store/admins.ts';
import { broadcastDesk } from '../../../src/store/broadcasts.ts';
import { chatBook } from '../../../src/store/chats.ts';
import { dialogueMemory } from '../../../src/store/dialogue.ts';
import { editorList } from '../../../src/store/editors.ts';
import { createKeys } from '../../../src/store/keys.ts';
import { ledger } from '../../../src/store/ledger.ts';
import { chatLinks } from '../../../src/store/links.ts';
import { sourceBook } from '../../../src/store/sources.ts';
import { withdrawals } from '../../../src/store/withdrawals.ts';
import { testRedis } from '../../harness/redis.ts';
import { archive, plainDigest, smallDesk, smallTakedowns, smallVocabulary } from './newsroom.ts';

export const ADMIN = 'telegram:1';

/** Nobody in these scripts is too fast, except where that is the point. */
const patient: Rates = {
  chat: { command: [], query: [], expensive: [], press: [] },
  everybody: Number.POSITIVE_INFINITY,
};

export interface StageOptions {
  readonly addresses?: ReadonlyMap<string, ProbeResult>;
  readonly admins?: readonly string[];
  /** With the limits of the threat model. */
  readonly usual?: boolean;
  readonly house?: Partial<House>;
}

/** Who is speaking, and how; everything has a sensible default. */
export type Speaker = Partial<Omit<Incoming, 'text' | 'reply' | 'isChatAdmin' | 'pressed'>> & {
  readonly chatAdmin?: boolean;
};

export interface Heard {
  readonly message: Message;
  readonly text: string;
  readonly buttons: readonly Button[];
  readonly edited: boolean;
}

export interface Answers {
  readonly all: readonly Heard[];
  /** Text of everything answered, one paragraph a line. */
  readonly text: string;
  /** Labels under the last answer. */
  readonly labels: readonly string[];
  readonly notices: readonly (string | undefined)[];
}

/** The real conversation over the real store, with a desk and a vocabulary of our own. */
export function openHouse(options: StageOptions = {}) {
  const connection = testRedis();
  const keys = createKeys(connection.prefix);
  let now = Date.parse('2026-11-24T06:50+07:00');
  const logged: (readonly [string, unknown])[] = [];
  const write = (event: string, fields?: unknown): void => void logged.push([event, fields]);
  const desk = smallDesk(archive, options.addresses ?? new Map());
  const book = chatBook(connection.redis, keys);
  const sources = sourceBook(connection.redis, keys);
  const audit = auditTrail(connection.redis, keys);
  const deliveries = ledger(connection.redis, keys);
  const house: House = {
    chats: book,
    sources,
    desk,
    vocabulary: smallVocabulary,
    audit,
    addedAdmins: adminList(connection.redis, keys),
    dialogue: dialogueMemory(connection.redis, keys),
    links: chatLinks(connection.redis, keys, book, withdrawals(connection.redis, keys)),
    editors: editorList(connection.redis, keys),
    broadcasts: broadcastDesk(connection.redis, keys),
    takedowns: smallTakedowns(),
    sourceLists: createSourceLists(),
    ledger: deliveries,
    settings: {
      admins: options.admins ?? [ADMIN],
      timeZone: 'Asia/Ho_Chi_Minh',
      defaultHour: '07:00',
      rates: options.usual ? usualRates : patient,
    },
    slotAfter,
    renderDigest: plainDigest,
    clock: { now: () => now },
    log: { debug: write, info: write, warn: write, error: write },
    ...options.house,
  };
  return {
    house,
    conversation: createConversation(house),
    desk,
    book,
    sources,
    audit,
    deliveries,
    logged,
    connection,
    chat: (key: ChatKey = 'telegram:42') => book.get(key),
    addSource: (source: Source) => sources.put(source),
    passes(milliseconds: number): void {
      now += milliseconds;
    },
    now: () => now,
    close: () => connection.cleanup(),
  };
}

/** A house with a channel that writes down what is answered. */
export function openStage(options: StageOptions = {}) {
  const opened = openHouse(options);
  const shown = new Map<ChatKey, Heard>();

  async function send(
    text: string,
    speaker: Speaker,
    pressed: boolean,
    outcome: SendOutcome,
  ): Promise<Answers> {
    const { chatAdmin = true, ...rest } = speaker;
    const chat = rest.chat ?? 'telegram:42';
    const all: Heard[] = [];
    const notices: (string | undefined)[] = [];
    await opened.conversation.receive({
      chat,
      kind: 'private',
      sender: chat,
      text,
      ...rest,
      ...(pressed ? { pressed: { acknowledge: async (notice) => void notices.push(notice) } } : {}),
      isChatAdmin: async () => chatAdmin,
      reply: async (message, how) => {
        const heard: Heard = {
          message,
          text: message.blocks
            .map((each) => each.lines.map((line) => line.map(wordsOf).join('')).join('\n'))
            .join('\n'),
          buttons: (message.buttons ?? []).flat(),
          edited: how?.edit === true,
        };
        all.push(heard);
        if (outcome.kind === 'sent') shown.set(chat, heard);
        return outcome;
      },
    });
    return {
      all,
      text: all.map((heard) => heard.text).join('\n'),
      labels: all.at(-1)?.buttons.map((button) => button.label) ?? [],
      notices,
    };
  }

  return {
    ...opened,
    /** What is answered to a typed message. */
    says: (text: string, speaker: Speaker = {}, outcome: SendOutcome = { kind: 'sent', messageId: '1' }) =>
      send(text, speaker, false, outcome),
    /** What is answered to a tap on the button with this label under the last answer. */
    async taps(label: string, speaker: Speaker = {}): Promise<Answers> {
      const button = shown
        .get(speaker.chat ?? 'telegram:42')
        ?.buttons.find((each) => each.label.includes(label));
      if (!button) throw new Error(`There is no button "${label}"`);
      return send(button.action, speaker, true, { kind: 'sent', messageId: '1' });
    },
    /** A tap whose action somebody made up. */
    forges: (action: string, speaker: Speaker = {}) =>
      send(action, speaker, true, { kind: 'sent', messageId: '1' }),
  };
}

function wordsOf(span: Span): string {
  if (typeof span === 'string') return span;
  if ('bold' in span) return span.bold.map(wordsOf).join('');
  if ('italic' in span) return span.italic.map(wordsOf).join('');
  return `${span.text} <${span.link}>`;
}

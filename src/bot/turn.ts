import { setTimeout as wait } from 'node:timers/promises';
import { parseChatKey, type Chat, type ChatKey } from '../news/chat.ts';
import type { SendOutcome } from '../news/delivery.ts';
import type { Block, Button, Message, Picture, TextFile } from '../news/message.ts';
import type { Instant } from '../news/time.ts';
import type { Incoming } from '../ports/channel.ts';
import type { House } from './house.ts';
import { dayIn } from './moment.ts';
import type { Words } from './words/words.ts';
import { wordsOf } from './words/speak.ts';

/** A button, and what our memory keeps for it where that is more than 64 bytes can carry. */
export interface Choice extends Button {
  readonly kept?: string;
}

export interface Answer {
  readonly blocks: readonly Block[];
  readonly buttons?: readonly (readonly Choice[])[];
  /** Command that a plain text answer is meant for. */
  readonly otherwise?: string;
  /** Ids of the stories in it, by their numbers. */
  readonly shown?: readonly string[];
  readonly file?: TextFile;
  readonly picture?: Picture;
}

/** One message of a chat, with all that is needed to answer it. */
export interface Turn {
  readonly incoming: Incoming;
  readonly house: House;
  readonly now: Instant;
  /** As stored, or as it would be for a chat that we do not know. */
  readonly chat: Chat;
  readonly known: boolean;
  readonly words: Words;
  /** Whether the sender may run admin commands here. */
  isAdmin(): Promise<boolean>;
  /** Sends an answer. What a pressed button answers takes the place of its message, unless it is to be a `fresh` one. */
  answer(
    answer: Answer,
    options?: { readonly fresh?: boolean; readonly keepQuestion?: boolean },
  ): Promise<void>;
  /** Ends the waiting of a pressed button, once. A notice is shown briefly. */
  acknowledge(notice?: string): Promise<void>;
  /** Stores the chat. With `anew`, slots before now no longer count; with `here`, digests come to the forum topic this was written in; `without` is a choice taken back. */
  save(
    change: Partial<Chat>,
    options?: { readonly anew?: boolean; readonly here?: boolean; readonly without?: Optional },
  ): Promise<void>;
  /** Deletes all that is stored of this chat; nothing may be stored afterwards. */
  forget(): Promise<void>;
  /** Notes what an admin did. */
  note(action: string, outcome: 'done' | 'refused' | 'failed'): Promise<void>;
  /** The same turn without its voice, for all but the last of several choices made at once. */
  muted(): Turn;
}

/** Choices that are absent where nothing was chosen. */
type Optional = 'quiet' | 'length' | 'holidays' | 'pictures';

/** Telegram takes no more in a button; the adapters need two bytes of it. */
export const ACTION_BYTES = 62;

/** How long an answer may be late before it is no answer any more; handlers are given ten seconds. */
const PATIENCE_MS = 4_000;
const LATE_LIMIT_MS = 3 * 3_600_000;
const WORKDAYS = [1, 2, 3, 4, 5] as const;

/** Opens the turn of an incoming message. */
export async function openTurn(house: House, incoming: Incoming): Promise<Turn> {
  // A linked chat speaks for the subscription that it shares.
  const key = await house.links.home(incoming.chat);
  return createTurn(house, incoming, key, await house.chats.get(key));
}

/** The same sender's turn on behalf of another chat: what he is shown says so, and his buttons come back to it. */
export function turnFor({ house, incoming }: Turn, chat: Chat, via: string): Turn {
  return createTurn(house, incoming, chat.key, chat, via);
}

function createTurn(
  house: House,
  incoming: Incoming,
  key: ChatKey,
  stored: Chat | undefined,
  via?: string,
): Turn {
  const now = house.clock.now();
  let chat = stored ?? newChat(house, incoming, key, now);
  let known = stored !== undefined;
  let forgotten = false;
  let acknowledged = incoming.pressed === undefined;

  const turn: Turn = {
    incoming,
    house,
    now,
    get chat() {
      return chat;
    },
    get known() {
      return known;
    },
    get words() {
      return wordsOf(chat.language);
    },
    isAdmin: () => isAdmin(house, incoming),

    async answer(said, options) {
      const answer = via === undefined ? said : spokenVia(said, via);
      const edit = incoming.pressed !== undefined && options?.fresh !== true;
      const outcome = await replied(incoming, messageOf(answer), edit);
      if (!forgotten && options?.keepQuestion !== true) await remember(house, incoming, answer);
      if (
        outcome.kind === 'gone' &&
        key === incoming.chat &&
        known &&
        !forgotten &&
        chat.state !== 'stopped'
      ) {
        await turn.save({ state: 'gone', goneReason: outcome.reason });
      } else if (outcome.kind === 'moved') {
        await house.chats.move(incoming.chat, outcome.to);
      } else if (outcome.kind !== 'sent') {
        house.log.warn('answer-not-sent', { platform: parseChatKey(incoming.chat).platform, outcome });
      }
    },

    async acknowledge(notice) {
      if (acknowledged) return;
      acknowledged = true;
      try {
        await incoming.pressed?.acknowledge(notice);
      } catch (error) {
        // Only the spinner on the button stays a little longer.
        house.log.warn('tap-not-acknowledged', { platform: parseChatKey(incoming.chat).platform, error });
      }
    },

    async save(change, options) {
      const { goneReason: _, goneOn: __, threadId: before, ...settled } = { ...chat, ...change };
      const threadId = options?.here ? incoming.threadId : before;
      const next: Chat = {
        ...settled,
        ...(threadId === undefined ? {} : { threadId }),
        ...(settled.state === 'gone' && change.goneReason ? { goneReason: change.goneReason } : {}),
        seenOn: dayIn(now, settled.timeZone),
        ...(options?.anew ? { activeSince: Math.max(now, change.activeSince ?? now) } : {}),
      };
      if (options?.without !== undefined)
        delete (next as { -readonly [K in Optional]?: Chat[K] })[options.without];
      // A slot that has just passed may still be on its way to the publisher: looking back keeps it, the ledger keeps it single.
      const lookBack = now - (house.settings.lateLimitMs ?? LATE_LIMIT_MS);
      const slot =
        next.state === 'active' ? house.slotAfter(next, Math.max(next.activeSince, lookBack)) : undefined;
      await house.chats.put(next, slot);
      chat = next;
      known = true;
    },

    async forget() {
      const linked = await house.links.other(incoming.chat);
      await house.links.part(incoming.chat);
      await house.dialogue.clear(incoming.chat);
      await house.chats.forget(key);
      await house.chats.forget(incoming.chat);
      if (linked !== undefined) await house.chats.forget(linked);
      await house.editors.forget(incoming.chat);
      if (incoming.sender === incoming.chat) await house.audit.forgetRefusals(incoming.chat);
      forgotten = true;
      known = false;
    },

    async note(action, outcome) {
      const who = incoming.sender ?? incoming.chat;
      await house.audit.write({ at: now, who, action, outcome });
    },

    muted() {
      const silent: Turn = Object.create(turn, { answer: { value: async () => undefined } });
      return silent;
    },
  };
  return turn;
}

/** Sends an answer, once more when the platform asks for a moment's patience. */
async function replied(incoming: Incoming, message: Message, edit: boolean): Promise<SendOutcome> {
  const outcome = await incoming.reply(message, { edit });
  if (outcome.kind !== 'later') return outcome;
  const { retryAfterMs = 1_000 } = outcome;
  if (retryAfterMs > PATIENCE_MS) return outcome;
  await wait(retryAfterMs);
  return incoming.reply(message, { edit });
}

function newChat(house: House, incoming: Incoming, key: ChatKey, now: Instant): Chat {
  const { timeZone, defaultDays } = house.settings;
  const today = dayIn(now, timeZone);
  return {
    key,
    kind: incoming.kind,
    // Many Vietnamese readers keep their phone in English; what they came for is in Vietnamese. English is one tap away.
    language: 'vi',
    timeZone,
    hours: [],
    days: defaultDays ?? WORKDAYS,
    topics: [],
    places: [],
    emptyDay: 'say',
    state: 'setup',
    ...(incoming.threadId === undefined ? {} : { threadId: incoming.threadId }),
    createdOn: today,
    seenOn: today,
    activeSince: now,
  };
}

/** Admins are numbers, speaking in private; a name or a role in a group is nothing. */
async function isAdmin(house: House, { kind, sender }: Incoming): Promise<boolean> {
  if (kind !== 'private' || sender === undefined) return false;
  if (house.settings.admins.includes(sender)) return true;
  const added = (await house.addedAdmins?.list()) ?? [];
  return added.some(({ id }) => id === sender);
}

/** Commands of an answer, sent through another command. What does not fit into a button then is left to typing. */
function spokenVia({ buttons, otherwise, ...rest }: Answer, via: string): Answer {
  return {
    ...rest,
    ...(buttons === undefined
      ? {}
      : {
          buttons: buttons.map((row) =>
            row.map(({ label, action, kept }) => ({
              label,
              action: `${via} ${action}`,
              ...(kept === undefined ? {} : { kept: `${via} ${kept}` }),
            })),
          ),
        }),
    ...(otherwise === undefined ? {} : { otherwise: `${via} ${otherwise}` }),
  };
}

function messageOf({ blocks, buttons, file, picture }: Answer): Message {
  const rows = (buttons ?? [])
    .map((row) => row.filter(({ action }) => Buffer.byteLength(action) <= ACTION_BYTES))
    .filter((row) => row.length > 0)
    .map((row) => row.map(({ label, action }) => ({ label, action })));
  return {
    blocks,
    ...(rows.length === 0 ? {} : { buttons: rows }),
    ...(file === undefined ? {} : { file }),
    ...(picture === undefined ? {} : { picture }),
  };
}

/** Keeps in mind what "2" or a bare name would mean now; the stories last shown are kept until others are. */
async function remember(
  house: House,
  { chat }: Incoming,
  { buttons, otherwise, shown }: Answer,
): Promise<void> {
  const actions = (buttons ?? [])
    .flat()
    .filter(({ action }) => Buffer.byteLength(action) <= ACTION_BYTES)
    .map(({ action, kept }) => kept ?? action);
  const stories = shown ?? (await house.dialogue.recall(chat))?.shown;
  if (actions.length === 0 && otherwise === undefined && stories === undefined) {
    await house.dialogue.clear(chat);
  } else {
    await house.dialogue.ask(chat, {
      actions,
      ...(otherwise === undefined ? {} : { otherwise }),
      ...(stories === undefined ? {} : { shown: stories }),
    });
  }
}

import type { Chat, ChatKey, ChatKind, ChatState, GoneReason, Language } from '../news/chat.ts';
import type { Weekday } from '../news/time.ts';
import { validSlot } from './keys.ts';
import { parseJson } from './packed.ts';

const STATE_LETTERS = { active: 'a', setup: 'e', stopped: 's', gone: 'g' } as const satisfies Record<
  ChatState,
  string
>;
const KIND_LETTERS = { private: 'p', group: 'g', channel: 'c' } as const satisfies Record<ChatKind, string>;

/** Positions instead of names: a million chats are a hundred megabytes less. New fields go to the end. */
type Row = readonly [
  kind: string,
  language: Language,
  timeZone: string,
  hours: string,
  days: string,
  topics: string,
  places: string,
  emptyDay: 0 | 1,
  createdOn: string,
  seenOn: string,
  activeSince: number,
  threadId: number,
  goneReason: string,
];

/**
 * A chat as a string of three lines: letter of the state, slot it waits for, settings. A string stays small whatever a reader
 * chooses, where a hash turns into a big one at the first long value; and Lua reads the first two lines without parsing.
 */
export function writeChat(chat: Chat, nextSlot: string | undefined): string {
  const row: Row = [
    KIND_LETTERS[chat.kind],
    chat.language,
    chat.timeZone,
    chat.hours.join(),
    chat.days.join(''),
    chat.topics.join(),
    chat.places.join(),
    chat.emptyDay === 'say' ? 1 : 0,
    chat.createdOn,
    chat.seenOn,
    chat.activeSince,
    chat.threadId ?? 0,
    chat.goneReason ?? '',
  ];
  const slot = nextSlot === undefined ? '' : validSlot(nextSlot);
  return `${STATE_LETTERS[chat.state]}\n${slot}\n${JSON.stringify(row)}`;
}

export function readChat(
  key: ChatKey,
  value: string,
): { readonly chat: Chat; readonly nextSlot: string | undefined } {
  const slotAt = value.indexOf('\n') + 1;
  const rowAt = value.indexOf('\n', slotAt) + 1;
  const row = parseJson<Row>(value.slice(rowAt));
  const [kind, language, timeZone, hours, days, topics, places, emptyDay, createdOn, seenOn] = row;
  const [activeSince, threadId, goneReason] = row.slice(10) as [number, number, GoneReason | ''];
  const chat: Chat = {
    key,
    kind: nameOf(KIND_LETTERS, kind),
    language,
    timeZone,
    hours: list(hours),
    days: Array.from(days, (day) => Number(day) as Weekday),
    topics: list(topics),
    places: list(places),
    emptyDay: emptyDay === 1 ? 'say' : 'silent',
    state: nameOf(STATE_LETTERS, value.slice(0, 1)),
    ...(goneReason ? { goneReason } : {}),
    ...(threadId ? { threadId } : {}),
    createdOn,
    seenOn,
    activeSince,
  };
  return { chat, nextSlot: value.slice(slotAt, rowAt - 1) || undefined };
}

function list(text: string): readonly string[] {
  return text === '' ? [] : text.split(',');
}

function nameOf<Name extends string>(letters: Readonly<Record<Name, string>>, letter: string): Name {
  for (const name in letters) if (letters[name] === letter) return name;
  throw new Error(`Unreadable chat record: ${letter}`);
}

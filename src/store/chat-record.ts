import type { Chat, ChatKey, ChatKind, ChatState, GoneReason } from '../news/chat.ts';
import type { LocalDate, Weekday } from '../news/time.ts';
import { validSlot } from './keys.ts';

const STATE_LETTERS = { active: 'a', setup: 'e', stopped: 's', gone: 'g' } as const satisfies Record<
  ChatState,
  string
>;
const KIND_LETTERS = { private: 'p', group: 'g', channel: 'c' } as const satisfies Record<ChatKind, string>;

const COMMONEST_ZONE = 'Asia/Ho_Chi_Minh';
const EVERY_DAY = '1234567';
const DAY_MS = 86_400_000;

/**
 * A chat as a string of three lines: letter of the state, slot it waits for, settings by position (new ones go to the end). It
 * stays a small string whatever a reader chooses, where a hash turns into a big one at the first long value; Lua reads the first
 * two lines without parsing, and the commonest values are empty: a million chats are a hundred megabytes less.
 */
export function writeChat(chat: Chat, nextSlot: string | undefined): string {
  const days = chat.days.join('');
  const row = [
    KIND_LETTERS[chat.kind],
    chat.language,
    chat.timeZone === COMMONEST_ZONE ? '' : chat.timeZone,
    listOf(chat.hours),
    days === EVERY_DAY ? '' : days || '0',
    listOf(chat.topics),
    listOf(chat.places),
    chat.emptyDay === 'say' ? '' : '0',
    dayNumber(chat.createdOn),
    dayNumber(chat.seenOn),
    chat.activeSince.toString(36),
    chat.threadId ?? '',
    chat.goneReason ?? '',
  ];
  const slot = nextSlot === undefined ? '' : validSlot(nextSlot);
  return `${STATE_LETTERS[chat.state]}\n${slot}\n${row.join('|').replace(/\|+$/, '')}`;
}

export function readChat(
  key: ChatKey,
  value: string,
): { readonly chat: Chat; readonly nextSlot: string | undefined } {
  const slotAt = value.indexOf('\n') + 1;
  const rowAt = value.indexOf('\n', slotAt) + 1;
  const [
    kind,
    language,
    zone,
    hours,
    days,
    topics,
    places,
    emptyDay,
    createdOn,
    seenOn,
    since,
    thread,
    reason,
  ] = value.slice(rowAt).split('|');
  const chat: Chat = {
    key,
    kind: nameOf(KIND_LETTERS, kind),
    language: language === 'en' ? 'en' : 'vi',
    timeZone: zone || COMMONEST_ZONE,
    hours: list(hours),
    days: Array.from((days || EVERY_DAY).replace('0', ''), (day) => Number(day) as Weekday),
    topics: list(topics),
    places: list(places),
    emptyDay: emptyDay === '0' ? 'silent' : 'say',
    state: nameOf(STATE_LETTERS, value.slice(0, 1)),
    ...(reason ? { goneReason: reason as GoneReason } : {}),
    ...(thread ? { threadId: Number(thread) } : {}),
    createdOn: dateOf(createdOn),
    seenOn: dateOf(seenOn),
    activeSince: Number.parseInt(since ?? '0', 36),
  };
  return { chat, nextSlot: value.slice(slotAt, rowAt - 1) || undefined };
}

/** Ids and hours, which never hold our separators; should one ever, it must not shift the others. */
function listOf(values: readonly string[]): string {
  return values.map((value) => value.replaceAll(/[|,\n]/g, '')).join();
}

function dayNumber(date: LocalDate): string {
  return (Date.parse(date) / DAY_MS).toString(36);
}

function dateOf(day: string | undefined): LocalDate {
  return new Date(Number.parseInt(day ?? '0', 36) * DAY_MS).toISOString().slice(0, 10);
}

function list(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : text.split(',');
}

function nameOf<Name extends string>(
  letters: Readonly<Record<Name, string>>,
  letter: string | undefined,
): Name {
  for (const name in letters) if (letters[name] === letter) return name;
  throw new Error(`Unreadable chat record: ${letter ?? 'cut short'}`);
}

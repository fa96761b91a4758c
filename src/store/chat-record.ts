import type { Chat, ChatKey, ChatKind, ChatState, Follow, GoneReason, QuietHours } from '../news/chat.ts';
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
 * A chat as a string of lines: letter of the state, slot it waits for, settings by position (new ones go to the end), and what it
 * follows, where it follows anything: Lua files each of these in the index of follows, so `followLine` alone knows their form. It
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
    chat.quiet === undefined ? '' : `${chat.quiet.from}-${chat.quiet.to}`,
    chat.length?.slice(0, 1) ?? '',
    chat.holidays?.slice(0, 1) ?? '',
    listOf(chat.fewer ?? []),
    chat.mostAlerts ?? '',
    chat.goneOn === undefined ? '' : dayNumber(chat.goneOn),
    chat.pictures === true ? '1' : '',
  ];
  const slot = nextSlot === undefined ? '' : validSlot(nextSlot);
  const followed = followLine(chat);
  const text = `${STATE_LETTERS[chat.state]}\n${slot}\n${row.join('|').replace(/\|+$/, '')}`;
  return followed === '' ? text : `${text}\n${followed}`;
}

/** `!thép,.giá xăng,@storyid`: keywords at once, keywords for the digest, events. */
function followLine({ follows = [], events = [] }: Chat): string {
  const marked = [
    ...follows.map(({ query, when }) => `${when === 'now' ? '!' : '.'}${query}`),
    ...events.map((story) => `@${story}`),
  ];
  return listOf(marked);
}

export function readChat(
  key: ChatKey,
  value: string,
): { readonly chat: Chat; readonly nextSlot: string | undefined } {
  const slotAt = value.indexOf('\n') + 1;
  const rowAt = value.indexOf('\n', slotAt) + 1;
  const rowEnd = value.indexOf('\n', rowAt);
  const lineEnd = rowEnd === -1 ? value.length : rowEnd;
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
    quiet,
    length,
    holidays,
    fewer,
    mostAlerts,
    goneOn,
    pictures,
  ] = value.slice(rowAt, lineEnd).split('|');
  const followed = list(value.slice(lineEnd + 1));
  const follows = followed.flatMap((each): Follow[] =>
    each.startsWith('@') ? [] : [{ query: each.slice(1), when: each.startsWith('!') ? 'now' : 'digest' }],
  );
  const events = followed.filter((each) => each.startsWith('@')).map((each) => each.slice(1));
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
    ...(follows.length > 0 ? { follows } : {}),
    ...(events.length > 0 ? { events } : {}),
    ...(quiet ? { quiet: quietOf(quiet) } : {}),
    ...(goneOn ? { goneOn: dateOf(goneOn) } : {}),
    ...(length ? { length: length === 's' ? 'short' : 'full' } : {}),
    ...(holidays ? { holidays: holidays === 's' ? 'skip' : 'keep' } : {}),
    ...(fewer ? { fewer: list(fewer) } : {}),
    ...(mostAlerts ? { mostAlerts: Number(mostAlerts) } : {}),
    ...(pictures ? { pictures: true } : {}),
  };
  return { chat, nextSlot: value.slice(slotAt, rowAt - 1) || undefined };
}

/** Ids, hours and canonical queries, which never hold our separators; should one ever, it must not shift the others. */
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

function quietOf(span: string): QuietHours {
  return { from: span.slice(0, 5), to: span.slice(6) };
}

function nameOf<Name extends string>(
  letters: Readonly<Record<Name, string>>,
  letter: string | undefined,
): Name {
  for (const name in letters) if (letters[name] === letter) return name;
  throw new Error(`Unreadable chat record: ${letter ?? 'cut short'}`);
}

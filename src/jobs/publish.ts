import { chooseDigest } from '../digest/choose.ts';
import { composeDigest } from '../digest/compose.ts';
import { breakBefore, digestOn } from '../digest/holidays.ts';
import { storiesOf } from '../digest/own-words.ts';
import { slotAfter, slotBefore } from '../digest/slots.ts';
import { toldName } from '../digest/told.ts';
import { parseChatKey } from '../news/chat.ts';
import type { Chat, Platform } from '../news/chat.ts';
import type { Digest, Slot } from '../news/digest.ts';
import type { Message, Part, Picture } from '../news/message.ts';
import type { Instant, LocalDate } from '../news/time.ts';
import type { StoryArchive } from '../ports/articles.ts';
import type { ChatBook, DueChat } from '../ports/chats.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger, PublishedSlot } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import { rankStories } from '../stories/rank.ts';
import type { RankedStory } from '../stories/rank.ts';
import { matchedBy } from './keyword-shelf.ts';
import type { KeywordShelf } from './keyword-shelf.ts';
import type { TellInOwnWords } from './own-words.ts';

export interface PublishNeeds {
  readonly chats: ChatBook;
  readonly stories: StoryArchive;
  readonly ledger: Ledger;
  /** Absent where no keyword is looked up. */
  readonly keywords?: KeywordShelf;
  /** Absent where no model writes. */
  readonly ownWords?: TellInOwnWords | undefined;
  /** Renders for a platform; undefined when this process has no such channel. */
  readonly render: (platform: Platform, message: Message) => readonly Part[] | undefined;
  /** The chart of what a digest leads with; absent where it leads with none that can be drawn. */
  readonly pictureOf?: (digest: Digest) => Promise<Picture | undefined>;
  readonly clock: Clock;
  readonly log: Log;
  readonly lateLimitMinutes: number;
  readonly publishDelayMinutes: number;
  /** Where the pages are; absent where nobody can reach them. */
  readonly publicUrl?: string | undefined;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** How far back stories are read: for the digest of a morning, of a week, after a long break. */
const shelfDays = [3, 9];
const farthestDays = 24;

/** Due chats taken from the book at a time. */
const batch = 10_000;

/** Chats whose digests are made while those of the ones before are being stored. */
const sheet = 1000;

/** Digests made before others get their turn: answers to readers must not wait for a thousand of them. */
const breath = 20;

/**
 * Makes every digest that is due: chooses, renders and opens its ledger entry, and moves the chat to its next slot. Readers who chose
 * the same and were told the same share one digest. Safe to repeat and to run in two processes: an entry that exists is left alone.
 *
 * @returns how many slots were dealt with
 */
export async function publishDue(needs: PublishNeeds): Promise<number> {
  let count = 0;
  const now = needs.clock.now();
  const press = createPress(needs, now);
  for (;;) {
    const due = await needs.chats.due(now, batch);
    if (due.length === 0) return count;
    const made = await publishSheets(needs, press, due, now);
    count += due.length;
    needs.log.info('slots published', { due: due.length, made, digests: press.made() });
  }
}

/** Sheet by sheet: what the next readers were told is asked, and what was made for the last is stored, while these digests are made. */
async function publishSheets(
  { ledger }: PublishNeeds,
  press: Press,
  due: readonly DueChat[],
  now: Instant,
): Promise<number> {
  const sheets = Array.from({ length: Math.ceil(due.length / sheet) }, (_, at) =>
    due.slice(at * sheet, (at + 1) * sheet),
  );
  const askTold = async (chats: readonly DueChat[] = []): Promise<readonly (readonly string[])[]> =>
    await ledger.toldLists(chats.map(({ chat }) => chat.key));
  let asking = askTold(sheets[0]);
  let storing = Promise.resolve(0);
  let made = 0;
  for (const [at, chats] of sheets.entries()) {
    const lists = await asking;
    asking = askTold(sheets[at + 1]);
    // Failures are met at the next await.
    asking.catch(() => undefined);
    const slots = await press.slotsOf(chats, lists);
    made += await storing;
    storing = ledger.publish(slots, now);
    storing.catch(() => undefined);
  }
  return made + (await storing);
}

interface Press {
  /** `lists`: what each of them was told, see `Ledger.toldLists`. */
  slotsOf(due: readonly DueChat[], lists: readonly (readonly string[])[]): Promise<readonly PublishedSlot[]>;
  /** Digests made so far. */
  made(): number;
}

/** Makes the digests of one run, each once. */
function createPress(needs: PublishNeeds, now: Instant): Press {
  const digests = new Map<string, PublishedSlot['digest']>();
  const late = needs.lateLimitMinutes * minute;
  const shelves = new Map<number, Promise<readonly RankedStory[]>>();
  const windows = new Map<string, readonly RankedStory[]>();
  const outlooks = new Map<string, Promise<Outlook>>();
  const keywords = new Map<string, ReadonlySet<string>>();

  /** The stories since a moment and more; of the last days, nearly always. */
  function shelf(from: Instant): Promise<readonly RankedStory[]> {
    const days = shelfDays.find((each) => now - each * day <= from) ?? farthestDays;
    let known = shelves.get(days);
    if (known === undefined) {
      known = needs.stories
        .between(now - days * day, now + minute)
        .then((stories) => rankStories(stories, now));
      shelves.set(days, known);
    }
    return known;
  }

  /** Worked out once for all chats of the same hours and kind: calendars and shelves are dear. */
  function outlookOf(chat: Chat, slot: Slot): Promise<Outlook> {
    const { timeZone, hours, days, holidays = '', kind } = chat;
    const name = `${timeZone} ${hours.join()} ${days.join()} ${holidays} ${kind === 'private'} ${slot.local} ${slot.at}`;
    let known = outlooks.get(name);
    if (known === undefined) {
      known = lookOut(chat, slot);
      outlooks.set(name, known);
    }
    return known;
  }

  async function lookOut(chat: Chat, slot: Slot): Promise<Outlook> {
    // News since the slot before, a whole day at least, after a break all of it; public chats wait until the publisher had its head start.
    const occasion = occasionOf(chat, slot);
    const { since } = occasion;
    const breakBegan = since === undefined ? slot.at : Date.parse(`${since}T00:00+07:00`) - day;
    const from = Math.min(slotBefore(chat, slot.at)?.at ?? slot.at, slot.at - day, breakBegan);
    const until = chat.kind === 'private' ? slot.at : slot.at - needs.publishDelayMinutes * minute;
    const name = `${from} ${until}`;
    const stories =
      windows.get(name) ??
      (await shelf(from)).filter(({ story }) => story.updatedAt >= from && story.firstAt <= until);
    windows.set(name, stories);
    return { occasion, name, stories, next: slotAfter(chat, slot.at) };
  }

  /** Looks up those keywords of the due chats that nobody had before. */
  async function lookUpKeywords(due: readonly DueChat[]): Promise<void> {
    const fresh = new Set(due.flatMap(({ chat }) => queriesOf(chat)).filter((query) => !keywords.has(query)));
    if (fresh.size === 0 || needs.keywords === undefined) return;
    const stories = (await shelf(now - day)).map(({ story }) => story);
    const found = await needs.keywords.matches(stories, fresh);
    for (const query of fresh) keywords.set(query, found.get(query) ?? new Set());
  }

  /** Chats with the same wish get the same digest. */
  function wishOf({ chat, slot }: DueChat, { name }: Outlook, lists: readonly string[]): string {
    const { topics, places, timeZone, language, emptyDay, length, fewer, follows, holidays, pictures } = chat;
    const chosen = [topics, places, timeZone, language, emptyDay, length, fewer, follows, holidays, pictures];
    const isOwn = chat.kind !== 'channel';
    return JSON.stringify([platformOf(chat), isOwn, chosen, slot.local, slot.at, name, lists]);
  }

  async function make(
    { chat, slot }: DueChat,
    { occasion, stories }: Outlook,
    told: ReadonlySet<string>,
  ): Promise<PublishedSlot['digest']> {
    const platform = platformOf(chat);
    const matched = matchedBy(queriesOf(chat), keywords);
    const chosen = chooseDigest(stories, chat, told, slot.at, { ...occasion, matched });
    const [digest = chosen] = (await needs.ownWords?.([chosen])) ?? [];
    const storyIds = storiesOf(digest).map(toldName);
    if (storyIds.length === 0 && occasion.border) return { skip: 'holiday' };
    if (storyIds.length === 0 && chat.emptyDay === 'silent') return { skip: 'nothing-new' };
    // A channel's post is read by people who may change nothing about it.
    const handles = chat.kind === 'channel' ? undefined : { slot: slot.local };
    const picture = chat.pictures === true ? await needs.pictureOf?.(digest) : undefined;
    const message = composeDigest(digest, platform, handles, needs.publicUrl);
    const parts = needs.render(platform, picture === undefined ? message : { ...message, picture });
    return parts === undefined ? { skip: 'no-channel' } : { parts, storyIds };
  }

  return {
    made: () => digests.size,
    async slotsOf(due, lists) {
      await lookUpKeywords(due);
      const orders = await Promise.all(
        due.map(async (each, at) => {
          const outlook = await outlookOf(each.chat, each.slot);
          return { each, outlook, at, wish: wishOf(each, outlook, lists[at] ?? []) };
        }),
      );
      // Asked all at once: one after the other, the ways to Redis and back would take longer than the digests.
      const told = new Map<string, Promise<ReadonlySet<string>>>();
      for (const { each, at, wish } of orders) {
        if (digests.has(wish) || told.has(wish) || isLate(each)) continue;
        const asking = needs.ledger.toldIn(each.chat.key, lists[at] ?? []);
        // Its failure is met where it is waited for.
        asking.catch(() => undefined);
        told.set(wish, asking);
      }
      const slots: PublishedSlot[] = [];
      for (const { each, outlook, wish } of orders) {
        const { chat, slot } = each;
        let digest = isLate(each) ? tooLate : digests.get(wish);
        if (digest === undefined) {
          digest = await make(each, outlook, (await told.get(wish)) ?? new Set());
          digests.set(wish, digest);
          if (digests.size % breath === 0) await new Promise(setImmediate);
        }
        slots.push({
          chat: chat.key,
          slot,
          digest,
          until: slot.at + late,
          next: outlook.next && { ...outlook.next, chat: chat.key },
          ...(chat.threadId === undefined ? {} : { threadId: chat.threadId }),
        });
      }
      return slots;
    },
  };

  function isLate({ slot }: DueChat): boolean {
    return now - slot.at > late;
  }
}

const tooLate = { skip: 'too-late' } as const;

/** What all chats of the same hours share at a slot: the occasion, the stories to choose from, the slot after it. */
interface Outlook {
  readonly occasion: ReturnType<typeof occasionOf>;
  /** Of the window of stories. */
  readonly name: string;
  readonly stories: readonly RankedStory[];
  readonly next: Slot | undefined;
}

function platformOf({ key }: Chat): Platform {
  return parseChatKey(key).platform;
}

function queriesOf({ follows = [] }: Chat): readonly string[] {
  return follows.map(({ query }) => query);
}

/** What holidays make of a slot's digest: the border's news alone, or a look back over the days without one. */
function occasionOf(
  chat: Chat,
  slot: Slot,
): { readonly border: boolean; readonly since: LocalDate | undefined } {
  const date = slot.local.slice(0, 10);
  if (digestOn(date, chat) === 'border') return { border: true, since: undefined };
  return { border: false, since: breakBefore(date, chat) };
}

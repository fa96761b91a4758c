import { chooseDigest } from '../digest/choose.ts';
import { composeDigest } from '../digest/compose.ts';
import { slotAfter, slotBefore } from '../digest/slots.ts';
import { parseChatKey } from '../news/chat.ts';
import type { Chat, Platform } from '../news/chat.ts';
import type { Slot } from '../news/digest.ts';
import type { Message, Part } from '../news/message.ts';
import type { Instant } from '../news/time.ts';
import type { StoryArchive } from '../ports/articles.ts';
import type { ChatBook, DueChat } from '../ports/chats.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import { rankStories } from '../stories/rank.ts';
import type { RankedStory } from '../stories/rank.ts';

export interface PublishNeeds {
  readonly chats: ChatBook;
  readonly stories: StoryArchive;
  readonly ledger: Ledger;
  /** Renders for a platform; undefined when this process has no such channel. */
  readonly render: (platform: Platform, message: Message) => readonly Part[] | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly lateLimitMinutes: number;
  readonly publishDelayMinutes: number;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** Due chats taken from the book at a time. */
const batch = 500;

/**
 * Makes every digest that is due: chooses, renders and opens its ledger entry, then moves the chat to its next slot. Safe to repeat and
 * to run in two processes: an entry that exists is left alone.
 *
 * @returns how many slots were dealt with
 */
export async function publishDue(needs: PublishNeeds): Promise<number> {
  let count = 0;
  for (;;) {
    const now = needs.clock.now();
    const due = await needs.chats.due(now, batch);
    if (due.length === 0) return count;
    const ranked = rankStories(await needs.stories.between(now - 3 * day, now + minute), now);
    for (const each of due) await publishSlot(needs, each, ranked, now);
    count += due.length;
  }
}

async function publishSlot(
  needs: PublishNeeds,
  { chat, slot }: DueChat,
  ranked: readonly RankedStory[],
  now: Instant,
): Promise<void> {
  if (now - slot.at > needs.lateLimitMinutes * minute) {
    await needs.ledger.skip(chat.key, slot.local, 'too-late', now);
    needs.log.warn('slot skipped', { slot: slot.local, reason: 'too-late' });
  } else {
    await openDigest(needs, chat, slot, ranked, now);
  }
  await needs.chats.advance({ chat, slot }, slotAfter(chat, slot.at));
}

async function openDigest(
  needs: PublishNeeds,
  chat: Chat,
  slot: Slot,
  ranked: readonly RankedStory[],
  now: Instant,
): Promise<void> {
  const told = await needs.ledger.told(chat.key);
  const digest = chooseDigest(inWindow(ranked, chat, slot, needs.publishDelayMinutes), chat, told, slot.at);
  const stories = digest.sections.flatMap((section) => section.entries.map((entry) => entry.story.id));
  if (stories.length === 0 && chat.emptyDay === 'silent') {
    await needs.ledger.skip(chat.key, slot.local, 'nothing-new', now);
    return;
  }
  const { platform } = parseChatKey(chat.key);
  const parts = needs.render(platform, composeDigest(digest, platform));
  if (parts === undefined) {
    await needs.ledger.skip(chat.key, slot.local, 'no-channel', now);
    return;
  }
  const outcome = await needs.ledger.open({
    chat: chat.key,
    slot: slot.local,
    parts,
    storyIds: stories,
    now,
    ...(chat.threadId === undefined ? {} : { threadId: chat.threadId }),
  });
  needs.log.debug('digest opened', { slot: slot.local, outcome, entries: stories.length });
}

/** News since the slot before, a whole day at least; public chats wait until the publisher had its head start. */
function inWindow(
  ranked: readonly RankedStory[],
  chat: Chat,
  slot: Slot,
  delayMinutes: number,
): readonly RankedStory[] {
  const from = Math.min(slotBefore(chat, slot.at)?.at ?? slot.at, slot.at - day);
  const until = chat.kind === 'private' ? slot.at : slot.at - delayMinutes * minute;
  return ranked.filter(({ story }) => story.updatedAt >= from && story.firstAt <= until);
}

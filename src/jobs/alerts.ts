import { entryOf } from '../digest/choose.ts';
import { composeAlert } from '../digest/compose.ts';
import type { AlertReason } from '../digest/compose.ts';
import { afterQuiet } from '../digest/quiet.ts';
import type { UnderstoodArticle } from '../news/article.ts';
import { parseChatKey, usualAlerts } from '../news/chat.ts';
import type { Chat, ChatKey, Platform } from '../news/chat.ts';
import type { Message, Part } from '../news/message.ts';
import type { Story } from '../news/story.ts';
import type { Instant } from '../news/time.ts';
import type { ChatBook } from '../ports/chats.ts';
import type { Clock } from '../ports/clock.ts';
import type { DialogueMemory } from '../ports/dialogue.ts';
import type { FollowIndex, FollowMark } from '../ports/follows.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import { createFollowBoard, updateEveryMs } from './follow-board.ts';

export interface AlertNeeds {
  readonly follows: FollowIndex;
  readonly chats: Pick<ChatBook, 'get'>;
  readonly ledger: Pick<Ledger, 'open' | 'find' | 'told'>;
  readonly dialogue: Pick<DialogueMemory, 'allow'>;
  readonly render: (platform: Platform, message: Message) => readonly Part[] | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly publishDelayMinutes: number;
}

export interface Alerts {
  /** Learns what changed among the follows. Call before a round of articles. */
  refresh(): Promise<void>;
  /**
   * Opens a delivery for everyone who follows what this article is about and was not told of its event. `before` is the story as it was
   * without the article. Safe to repeat. Returns how many.
   */
  tell(article: UnderstoodArticle, story: Story, before: Story | undefined): Promise<number>;
}

const minute = 60_000;
const hour = 60 * minute;

/** An article that comes to us later than this after its publication alerts nobody: a feed's backlog is no news. */
const freshMs = 12 * hour;
/** An alert that could not be sent for so long is left to the digest's story list. */
const usefulMs = 6 * hour;
/** Chats looked at in parallel. */
const atOnce = 50;

/** Alerts of keywords and followed events. One message an event and chat: the ledger entry is named after the story. */
export function createAlerts(needs: AlertNeeds): Alerts {
  const board = createFollowBoard();
  let mark: FollowMark | undefined;

  async function tell(article: UnderstoodArticle, story: Story, before: Story | undefined): Promise<number> {
    const now = needs.clock.now();
    if (now - article.publishedAt > freshMs) return 0;
    const letters = createLetters(needs, article, story);
    const found = board.find(article, story, before);
    let opened = 0;
    for (let at = 0; at < found.length; at += atOnce) {
      const done = await Promise.all(
        found
          .slice(at, at + atOnce)
          .map(([chat, reason]) => alertChat(needs, letters, chat, reason, story, now)),
      );
      opened += done.filter(Boolean).length;
    }
    if (opened > 0) needs.log.info('alerts opened', { found: found.length, opened });
    return opened;
  }

  return {
    async refresh() {
      const { mark: next, anew, steps } = await needs.follows.changes(mark);
      for (const shard of anew) board.clear(shard);
      for (const step of steps) board.take(step);
      mark = next;
    },
    tell,
  };
}

async function alertChat(
  needs: AlertNeeds,
  letters: Letters,
  key: ChatKey,
  reason: AlertReason,
  story: Story,
  now: Instant,
): Promise<boolean> {
  const { ledger, dialogue } = needs;
  const slot = letters.slot(reason);
  // The index may be a moment behind; the chat's own settings are what counts.
  const chat = await needs.chats.get(key);
  if (chat === undefined || !isOpenTo(chat, reason, now)) return false;
  if ((await ledger.find(key, slot)) !== undefined) return false;
  if ('query' in reason) {
    const told = await ledger.told(key);
    if (told.has(story.id) || story.reports.some((report) => told.has(report.articleId))) return false;
  }
  // What is too much for a day is in the next digest, at its top.
  if (!(await dialogue.allow(key, 'alert', chat.mostAlerts ?? usualAlerts, 86_400))) return false;
  const parts = letters.write(chat, reason);
  if (parts === undefined) return false;
  const earliest = chat.kind === 'private' ? now : story.firstAt + needs.publishDelayMinutes * minute;
  const at = afterQuiet(Math.max(now, earliest), chat);
  const outcome = await ledger.open({
    chat: key,
    slot,
    parts,
    storyIds: [story.id],
    now,
    at,
    until: at + usefulMs,
    ...(chat.threadId === undefined ? {} : { threadId: chat.threadId }),
  });
  return outcome === 'opened';
}

/** Whoever has not chosen an hour yet may follow keywords all the same. */
function isOpenTo(chat: Chat, reason: AlertReason, now: Instant): boolean {
  if (chat.state !== 'active' && chat.state !== 'setup') return false;
  if (chat.activeSince > now) return false;
  if ('event' in reason) return chat.events?.includes(reason.event) === true;
  return chat.follows?.some(({ query, when }) => query === reason.query && when === 'now') === true;
}

interface Letters {
  /** The name under which the ledger knows the alert: sorted by time like all slots, one for each story or stretch of it. */
  slot(reason: AlertReason): string;
  write(chat: Chat, reason: AlertReason): readonly Part[] | undefined;
}

/** The messages of one article's alerts; readers of one language and platform get the same one. */
function createLetters({ render }: AlertNeeds, article: UnderstoodArticle, story: Story): Letters {
  const written = new Map<string, readonly Part[] | undefined>();
  const began = new Date(story.firstAt).toISOString().slice(0, 16);
  const stretch = Math.floor(Math.max(article.publishedAt - story.firstAt, 0) / updateEveryMs);

  function slot(reason: AlertReason): string {
    return 'query' in reason
      ? `${began}.a-${story.id}`.slice(0, 40)
      : `${began}.e-${story.id}`.slice(0, 36) + `.${stretch.toString(36)}`;
  }

  return {
    slot,
    write(chat, reason) {
      const { platform } = parseChatKey(chat.key);
      const { language, timeZone, places, length } = chat;
      const name = JSON.stringify([
        reason,
        platform,
        language,
        timeZone,
        places,
        length,
        chat.kind === 'channel',
      ]);
      if (written.has(name)) return written.get(name);
      const reader = {
        language,
        timeZone,
        platform,
        ...(chat.kind === 'channel' ? {} : { slot: slot(reason) }),
      };
      const parts = render(platform, composeAlert(entryOf(story, chat), reason, reader));
      written.set(name, parts);
      return parts;
    },
  };
}

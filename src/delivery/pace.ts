import { parseChatKey } from '../news/chat.ts';
import type { ChatKey, Platform } from '../news/chat.ts';
import type { Instant } from '../news/time.ts';

/** How fast one platform may be written to. */
export interface PaceLimits {
  /** Messages a second over all chats. */
  readonly perSecond: number;
  /** Shortest time between two messages to one chat. */
  readonly chatGapMs: number;
  /** Messages a minute to one group. */
  readonly groupPerMinute: number;
}

/** Telegram: 30 a second over all chats, 1 a second to one chat, 20 a minute to a group; a little is left for answers to commands. Zalo publishes none. */
export const paceLimits: Readonly<Record<Platform, PaceLimits>> = {
  telegram: { perSecond: 25, chatGapMs: 1000, groupPerMinute: 20 },
  zalo: { perSecond: 1, chatGapMs: 1000, groupPerMinute: 20 },
  console: { perSecond: 1000, chatGapMs: 0, groupPerMinute: 60_000 },
};

/** Keeps one platform's pace: says when the next message to a chat may go, and books that moment. */
export interface Pace {
  /** The first moment at or after `now` at which a message to this chat may be sent; the moment is taken. */
  book(chat: ChatKey, now: Instant): Instant;
  /** Nothing to this chat, or to anybody, before `at`. */
  pause(scope: ChatKey | 'platform', at: Instant): void;
}

const minute = 60_000;

/** Creates a pace from its limits. Holds only chats written to in the last minute. */
export function createPace(limits: PaceLimits): Pace {
  const gap = 1000 / limits.perSecond;
  const chats = new Map<ChatKey, { nextAt: Instant; sent: Instant[] }>();
  let nextAt = 0;

  return {
    book(chat, now) {
      forgetOld(chats, now);
      const own = chats.get(chat) ?? { nextAt: 0, sent: [] };
      const at = Math.max(
        now,
        nextAt,
        own.nextAt,
        groupTurn(own.sent, isGroup(chat) ? limits.groupPerMinute : Infinity),
      );
      nextAt = at + gap;
      const recent = own.sent.filter((each) => each > at - minute);
      chats.set(chat, { nextAt: at + limits.chatGapMs, sent: [...recent, at] });
      return at;
    },
    pause(scope, at) {
      if (scope === 'platform') nextAt = Math.max(nextAt, at);
      else
        chats.set(scope, {
          sent: [],
          ...chats.get(scope),
          nextAt: Math.max(chats.get(scope)?.nextAt ?? 0, at),
        });
    },
  };
}

/** When the oldest of the last `limit` messages leaves the minute. */
function groupTurn(sent: readonly Instant[], limit: number): Instant {
  const oldest = sent[sent.length - limit];
  return oldest === undefined ? 0 : oldest + minute;
}

function forgetOld(chats: Map<ChatKey, { nextAt: Instant; sent: Instant[] }>, now: Instant): void {
  if (chats.size < 10_000) return;
  for (const [chat, own] of chats) {
    if (own.nextAt < now - minute) chats.delete(chat);
  }
}

/** Telegram gives groups, supergroups and channels negative ids. */
function isGroup(chat: ChatKey): boolean {
  return parseChatKey(chat).id.startsWith('-');
}

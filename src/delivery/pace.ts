import type { Platform } from '../news/chat.ts';

/** How fast one platform may be written to. */
export interface PaceLimits {
  /** Messages a second over all chats. */
  readonly perSecond: number;
  /** Shortest time between two messages to one chat. */
  readonly chatGapMs: number;
  /** Messages a minute to one group. */
  readonly groupPerMinute: number;
  /** Our own guess where the platform asks for a pause without saying for how long; doubled each time. */
  readonly flood: { readonly firstMs: number; readonly mostMs: number };
  /** The same while it cannot be reached: the longest is what an end of the outage may stay unnoticed. */
  readonly outage: { readonly firstMs: number; readonly mostMs: number };
}

const outage = { firstMs: 1000, mostMs: 8000 };

/**
 * Telegram: 30 a second over all chats, 1 a second to one chat, 20 a minute to a group (Bots FAQ, "My bot is hitting limits").
 * Zalo publishes none and says 429 when its quota is used up: slowly, and back off for long.
 */
export const paceLimits: Readonly<Record<Platform, PaceLimits>> = {
  telegram: {
    perSecond: 30,
    chatGapMs: 1000,
    groupPerMinute: 20,
    flood: { firstMs: 1000, mostMs: 60_000 },
    outage,
  },
  zalo: {
    perSecond: 1,
    chatGapMs: 1000,
    groupPerMinute: 20,
    flood: { firstMs: 60_000, mostMs: 3_600_000 },
    outage,
  },
  console: {
    perSecond: 1000,
    chatGapMs: 0,
    groupPerMinute: 60_000,
    flood: { firstMs: 1000, mostMs: 1000 },
    outage,
  },
};

/** Time added to a second of messages, for clocks and timers that count in whole milliseconds. Delays on the way are measured. */
const marginMs = 12;

/** A pace as the booking counts it: at most `count` messages in any `windowMs`, no two closer than `gapMs`. */
export interface PaceWindow {
  readonly count: number;
  readonly windowMs: number;
  readonly gapMs: number;
}

/**
 * The limit as a sliding window over what was really sent, a little longer than the platform's own second. A late message thus costs
 * a thirtieth of its delay instead of all of it, and 97 % of the rate and more is used; the gap below the average lets the rest catch up
 * without bursts.
 */
export function paceWindow({ perSecond }: PaceLimits): PaceWindow {
  return {
    count: perSecond,
    windowMs: 1000 + marginMs,
    gapMs: Math.floor(850 / perSecond),
  };
}

/** The guess number `strike`, counted from 1. */
export function guess({ firstMs, mostMs }: PaceLimits['flood'], strike: number): number {
  return Math.min(firstMs * 2 ** Math.min(strike - 1, 30), mostMs);
}

import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { parseChatKey, type ChatKey, type Platform } from '../news/chat.ts';
import type { Pace, Turn } from '../ports/pace.ts';
import type { Keys } from './keys.ts';
import { loadScript, runScript } from './script.ts';

const BOOK = loadScript('pace-book');
const DEPART = loadScript('pace-depart');
const HOLD = loadScript('pace-hold');

/** A turn further away than this is refused: nobody waits for it with a lease running. */
const LONGEST_WAIT_MS = 5000;
/** A turn missed by more than this is taken by nobody: who it was counted against has been let go meanwhile. */
const STALE_MS = 250;
/** Time before the departure for what has to be written down first. */
const LEAD_MS = 4;
/** Until its answer is there, a message is taken to have been counted so much later than it went. */
const DOUBT_MS = 200;
/** Answers after which the quickest is taken for the way's own time. */
const LEARNING = 10;

interface Guess {
  readonly firstMs: number;
  readonly mostMs: number;
}

/** What the booking counts: at most `count` messages in any `windowMs`, no two closer than `gapMs`; in ms unless named otherwise. */
export interface PaceRules {
  readonly count: number;
  readonly windowMs: number;
  readonly gapMs: number;
  readonly chatGapMs: number;
  readonly groupPerMinute: number;
  readonly flood: Guess;
  readonly outage: Guess;
}

/** The pace of one platform in Redis: one atomic booking a message, by the clock of Redis, for all processes. `sleep` may end early. */
export function paceInRedis(
  redis: Redis,
  keys: Keys,
  platform: Platform,
  rules: PaceRules,
  sleep: (ms: number) => Promise<void>,
): Pace {
  const own = keys.pace(platform);
  // A window of few messages has no old ones among them: its next would always wait for the doubt about the last.
  const doubtMs = rules.count < 10 ? 0 : DOUBT_MS;
  let booked = 0;
  let trustedFrom = 0;
  let strikes = 0;
  /** The shortest time between a message and its answer, lately. */
  let quickest = Infinity;
  let answers = 0;
  const name = randomBytes(6).toString('base64url');

  async function turn(chat: ChatKey, kind: 'digest' | 'reply'): Promise<Turn> {
    booked += 1;
    const booking = `${name}${booked.toString(36)}`;
    const clear = trustedFrom - performance.now();
    if (clear > 0) await sleep(clear);
    const asked = performance.now();
    const [wait, isBooked, isPlatform, strikesNow] = (await runScript(
      redis,
      BOOK,
      [own.recent, own.hold, own.times(chat), own.chatHold(chat)],
      [
        rules.count,
        rules.windowMs,
        rules.gapMs,
        rules.chatGapMs,
        isGroup(chat) ? rules.groupPerMinute : 0,
        LONGEST_WAIT_MS,
        booking,
        kind === 'reply' ? 1 : 0,
        doubtMs,
      ],
    ).catch((error: unknown) => {
      // What was booked last may have been lost with the server: until it no longer counts, nothing goes.
      trustedFrom = performance.now() + rules.windowMs + doubtMs;
      throw error;
    })) as [number, number, number, number];
    strikes = strikesNow;
    if (isBooked !== 1) return { granted: false, whom: isPlatform === 1 ? 'platform' : 'chat', waitMs: wait };
    // Counted from the answer: too late is told to the others, too early would break the limit.
    const answered = performance.now();
    const departure = answered + wait;
    const early = departure - LEAD_MS - performance.now();
    if (early > 0) await sleep(early);
    let departed = departure;
    return {
      granted: true,
      async depart() {
        const left = departure - performance.now();
        if (left > 0) await sleep(left);
        departed = performance.now();
        const late = departed - departure + answered - asked;
        if (late > STALE_MS) return false;
        if (late > doubtMs) correct(booking, -doubtMs, true);
        return true;
      },
      arrived() {
        const took = performance.now() - departed;
        // Creeps up, so that a way that has become longer is not taken for delay for ever.
        quickest = Math.min(quickest + 0.2, took);
        answers += 1;
        // The first answers, over fresh connections, say little about how quick the way is.
        correct(booking, answers > LEARNING ? quickest : 0, false);
      },
    };
  }

  /** Best effort: what it is for is to be polite, and Redis may be away. */
  function correct(booking: string, agoMs: number, isLeast: boolean): void {
    const args = [booking, Math.floor(agoMs), isLeast ? 1 : 0];
    void runScript(redis, DEPART, [own.recent], args).catch(() => undefined);
  }

  async function hold(chat: ChatKey | '', ms: number | '', guess: Guess = rules.outage): Promise<void> {
    const chatKey = chat === '' ? own.hold : own.chatHold(chat);
    await runScript(
      redis,
      HOLD,
      [own.hold, own.held, chatKey],
      [chat, ms === '' ? '' : Math.ceil(ms), guess.firstMs, guess.mostMs],
    );
  }

  return {
    turn,
    holdChat: (chat, ms) => hold(chat, ms),
    holdAll: (ms) => hold('', ms),
    backOff: async (why) => {
      await hold('', '', rules[why]);
      strikes += 1;
    },
    async worked() {
      if (strikes === 0) return;
      strikes = 0;
      await redis.hdel(own.hold, 'strikes');
    },
  };
}

/** Telegram gives groups, supergroups and channels negative ids, and channels may be addressed by name. */
function isGroup(chat: ChatKey): boolean {
  return /^[-@]/.test(parseChatKey(chat).id);
}

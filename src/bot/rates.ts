import { parseChatKey, type ChatKey } from '../news/chat.ts';
import type { Instant } from '../news/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { DialogueMemory } from '../ports/dialogue.ts';

/** What a message costs. Presses are apart from commands: ticking topics off a list is one thought in many taps. */
export type Cost = 'command' | 'query' | 'expensive' | 'press';

/** At most `limit` uses in `seconds`; every rule of a cost must hold. */
interface Rate {
  readonly limit: number;
  readonly seconds: number;
}

export interface Rates {
  readonly chat: Readonly<Record<Cost, readonly Rate[]>>;
  /** All chats of this process together, in one second. */
  readonly everybody: number;
}

/**
 * The limits of the threat model, as windows rather than buckets: whoever sets things up types half a dozen commands in
 * a row. Search is a query, typed with or without its command: it costs us a millisecond, making a digest far more.
 */
export const usualRates: Rates = {
  chat: {
    command: [{ limit: 20, seconds: 60 }],
    query: [{ limit: 10, seconds: 60 }],
    expensive: [{ limit: 3, seconds: 60 }],
    press: [
      { limit: 12, seconds: 4 },
      { limit: 60, seconds: 60 },
    ],
  },
  everybody: 50,
};

/** `wait` is answered once, `silence` is not answered at all. */
export type Admission = 'come-in' | 'wait' | 'silence';

/** Refusals remembered at most; beyond that the store is asked again. */
const REMEMBERED = 1_000;
const REMEMBERED_MS = 1_000;

/** Watches over how much is asked. The first refusal of a minute is told, the others are not. */
export function createDoor(
  dialogue: DialogueMemory,
  clock: Clock,
  rates: Rates,
): { admit(chat: ChatKey, cost: Cost): Promise<Admission> } {
  const refused = new Map<string, Instant>();
  let second = 0;
  let inSecond = 0;

  /** Only what a chat may ask counts here, so that one that floods us takes nothing from the others. */
  function roomForOneMore(): boolean {
    const now = Math.floor(clock.now() / 1000);
    if (now !== second) {
      second = now;
      inSecond = 0;
    }
    inSecond += 1;
    return inSecond <= rates.everybody;
  }

  async function within(chat: ChatKey, cost: Cost): Promise<boolean> {
    for (const [at, { limit, seconds }] of rates.chat[cost].entries()) {
      if (!(await dialogue.allow(chat, `${cost}-${'abcdefgh'[at]}`, limit, seconds))) return false;
    }
    return true;
  }

  return {
    async admit(chat, cost) {
      // At the console sits the operator.
      if (parseChatKey(chat).platform === 'console') return 'come-in';
      const now = clock.now();
      const name = `${cost} ${chat}`;
      // A flood is met without asking the store for every drop of it.
      if (now < (refused.get(name) ?? 0)) return 'silence';
      if ((await within(chat, cost)) && roomForOneMore()) return 'come-in';
      if (refused.size >= REMEMBERED) refused.clear();
      refused.set(name, now + REMEMBERED_MS);
      return (await dialogue.allow(chat, 'refusal', 1, 60)) ? 'wait' : 'silence';
    },
  };
}

import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger, TakenDelivery } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import type { Recollection } from './recollection.ts';

/** How long a taken delivery is ours without a sign of life; renewed while an answer is waited for. So soon others take over from the dead. */
export const leaseMs = 12_000;

/** After Redis was away, holders get this long to write down what they know before their leases count as ended. */
const graceMs = 2000;

export interface HandNeeds {
  readonly ledger: Ledger;
  readonly channel: Channel;
  readonly clock: Clock;
  readonly log: Log;
  readonly sleep: (ms: number) => Promise<void>;
  readonly token: string;
  readonly recollection: Recollection;
}

/** The deliveries that this process has taken and not begun. */
export interface Hand {
  /** The next one; undefined when there is none, or when the platform has to be left alone. */
  next(): Promise<TakenDelivery | undefined>;
  /** Takes one back that nothing was done with. */
  putBack(delivery: TakenDelivery): void;
  /** Nothing is handed out for so long. */
  rest(ms: number): void;
  /** Runs what is good to have but must not change what becomes of a message already sent. */
  undisturbed(work: () => Promise<void>): Promise<void>;
  release(): Promise<void>;
}

/** Takes a few deliveries at a time, the next ones while these are being sent: taking costs no pace, and leaves nothing in doubt. */
export function createHand(needs: HandNeeds, size: number): Hand {
  const { ledger, channel, clock, log, token, recollection } = needs;
  let held: { readonly delivery: TakenDelivery; readonly until: number }[] = [];
  let refill: Promise<void> | undefined;
  let restUntil = 0;
  let wasAway = false;

  async function take(): Promise<void> {
    const now = clock.now();
    if (wasAway || recollection.isNeeded()) {
      const forgotten = await recollection.repeat();
      if (forgotten > 0) log.warn('redis had forgotten deliveries', { forgotten });
      await ledger.slots(1);
      wasAway = false;
      restUntil = Math.max(restUntil, performance.now() + graceMs);
      return;
    }
    const taken = await ledger.take(channel.platform, token, now, leaseMs, size);
    // Half of the lease at most is spent waiting here.
    const until = performance.now() + leaseMs / 2;
    held = [...held, ...taken.map((delivery) => ({ delivery, until }))];
  }

  function startRefill(): Promise<void> {
    refill ??= take()
      .catch((error: unknown) => {
        wasAway = true;
        throw error;
      })
      .finally(() => {
        refill = undefined;
      });
    return refill;
  }

  function pick(): TakenDelivery | undefined {
    for (;;) {
      const next = held.shift();
      if (next === undefined) return undefined;
      if (next.until > performance.now()) return next.delivery;
    }
  }

  return {
    async next() {
      if (performance.now() < restUntil) return undefined;
      if (held.length === 0) await startRefill();
      const delivery = pick();
      // Its failure is met again, and reported, when somebody waits for it.
      if (held.length === 0 && delivery !== undefined) startRefill().catch(() => undefined);
      return delivery;
    },
    putBack(delivery) {
      held.unshift({ delivery, until: performance.now() + leaseMs / 4 });
    },
    rest(ms) {
      restUntil = Math.max(restUntil, performance.now() + ms);
    },
    async undisturbed(work) {
      await work().catch((error: unknown) =>
        log.warn('pace not told', { platform: channel.platform, error }),
      );
    },
    async release() {
      await refill?.catch(() => undefined);
      const now = clock.now();
      const back = held.map(({ delivery }) => delivery);
      held = [];
      await Promise.all(
        back.map((each) => ledger.settle(each, { state: 'pending', at: now, reason: 'stopped' }, now)),
      );
    },
  };
}

import { judge } from '../delivery/policy.ts';
import type { DoubtPolicy, Verdict } from '../delivery/policy.ts';
import type { Pace } from '../delivery/pace.ts';
import type { SendOutcome } from '../news/delivery.ts';
import type { Instant } from '../news/time.ts';
import type { Channel } from '../ports/channel.ts';
import type { ChatBook } from '../ports/chats.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger, Settlement, TakenDelivery } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';

export interface DeliverNeeds {
  readonly ledger: Ledger;
  readonly chats: ChatBook;
  readonly channel: Channel;
  readonly pace: Pace;
  readonly policy: DoubtPolicy;
  readonly clock: Clock;
  readonly log: Log;
  /** In [0, 1). */
  readonly chance: () => number;
  /** Waits; ends early when the process is stopping. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Identity of this taker in the ledger, unique per process start. */
  readonly token: string;
}

/** How long a taken delivery is ours. Longer than any single send may last. */
const leaseMs = 60_000;

/** A turn further away than this goes back to the ledger instead of being waited for with the lease running. */
const longestWaitMs = 5000;

/** Messages on their way at once: what a kill can leave in doubt. */
const inFlight = 3;

/** Sends deliveries whose time has come, a few at once. Returns how many were taken; 0 means there is nothing to do now. */
export async function deliverDue(needs: DeliverNeeds): Promise<number> {
  const { ledger, channel, token, clock } = needs;
  if (channel.health().state === 'unauthorized') return 0;
  const taken = await ledger.take(channel.platform, token, clock.now(), leaseMs, inFlight);
  await Promise.all(taken.map((each) => deliver(needs, each)));
  return taken.length;
}

async function deliver(needs: DeliverNeeds, taken: TakenDelivery): Promise<void> {
  const settlement = await sendParts(needs, taken);
  const held = settlement === 'lost' || (await needs.ledger.settle(taken, settlement, needs.clock.now()));
  const state = settlement === 'lost' || !held ? 'lost' : settlement.state;
  needs.log.info('delivery', { slot: taken.slot, state, attempts: taken.attempts });
}

/** Sends what is left of a delivery. `lost`: somebody else holds it now, nothing of it may be changed. */
async function sendParts(needs: DeliverNeeds, taken: TakenDelivery): Promise<Settlement | 'lost'> {
  if (taken.doubtful && needs.policy === 'loss') return { state: 'unknown', reason: 'interrupted' };
  for (let at = taken.partsSent; at < taken.parts.length; at++) {
    const turn = needs.pace.book(taken.chat, needs.clock.now());
    if (turn - needs.clock.now() > longestWaitMs) return { state: 'pending', at: turn, reason: 'pace' };
    await needs.sleep(turn - needs.clock.now());
    const part = taken.parts[at];
    if (part === undefined) break;
    const outcome = await needs.channel.send(addressOf(taken), part);
    const verdict = judge(
      outcome,
      taken.attempts,
      taken.doubtful,
      needs.policy,
      needs.clock.now(),
      needs.chance(),
    );
    await applyToChat(needs, taken, verdict, outcome);
    if (verdict.settlement !== undefined) return verdict.settlement;
    if (!(await needs.ledger.partSent(taken, at + 1, needs.clock.now(), leaseMs))) return 'lost';
  }
  return { state: 'sent' };
}

function addressOf(taken: TakenDelivery): { chat: TakenDelivery['chat']; threadId?: number } {
  return { chat: taken.chat, ...(taken.threadId === undefined ? {} : { threadId: taken.threadId }) };
}

async function applyToChat(
  needs: DeliverNeeds,
  taken: TakenDelivery,
  verdict: Verdict,
  outcome: SendOutcome,
): Promise<void> {
  if (verdict.pause !== undefined) {
    needs.pace.pause(verdict.pause.scope === 'platform' ? 'platform' : taken.chat, verdict.pause.at);
  }
  if (verdict.unauthorized) needs.log.error('token refused', { platform: needs.channel.platform });
  if (verdict.chat === undefined) return;
  if ('movedTo' in verdict.chat) {
    await follow(needs, taken, verdict.chat.movedTo, needs.clock.now());
    return;
  }
  const chat = await needs.chats.get(taken.chat);
  if (chat === undefined) return;
  await needs.chats.put({ ...chat, state: 'gone', goneReason: verdict.chat.gone }, undefined);
  needs.log.info('chat gone', { platform: needs.channel.platform, reason: outcome.kind });
}

/** The chat lives at another id now: its subscription moves and what was not sent yet goes there. */
async function follow(
  needs: DeliverNeeds,
  taken: TakenDelivery,
  to: TakenDelivery['chat'],
  now: Instant,
): Promise<void> {
  await needs.chats.move(taken.chat, to);
  await needs.ledger.open({
    chat: to,
    slot: taken.slot,
    parts: taken.parts.slice(taken.partsSent),
    storyIds: [],
    now,
    ...(taken.threadId === undefined ? {} : { threadId: taken.threadId }),
  });
}

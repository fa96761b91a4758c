import { judge } from '../delivery/policy.ts';
import type { DoubtPolicy, Verdict } from '../delivery/policy.ts';
import type { ChatKey, GoneReason } from '../news/chat.ts';
import type { SendOutcome } from '../news/delivery.ts';
import type { Part } from '../news/message.ts';
import type { Channel } from '../ports/channel.ts';
import type { ChatBook } from '../ports/chats.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger, Settlement, TakenDelivery } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import type { Pace } from '../ports/pace.ts';
import { createHand, leaseMs } from './hand.ts';
import type { Hand } from './hand.ts';
import { createRecollection } from './recollection.ts';
import type { Recollection } from './recollection.ts';
import { untilRecorded } from './record.ts';
import { createSeats } from './seats.ts';
import type { Seat } from './seats.ts';

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
  readonly stopping: AbortSignal;
  /** Identity of this taker in the ledger, unique per process start. */
  readonly token: string;
}

/** Messages of one platform on their way at once in one process: what a kill can leave in doubt. */
const inFlight = 3;

/** Lanes beyond these make the next messages ready meanwhile: a message on its way never waits for a turn or for what was written down before it. */
const makingReady = 2;

/** After a stop an answer is waited for so long; then the message is in doubt, and the ledger says so. */
const patienceMs = 6000;

/** So many answers in a row that say nothing certain, and the platform counts as out of order. */
const mostDoubts = 3;

/** While the platform is out of order, a message that may have arrived already is tried this rarely: its next doubt is its last. */
const doubtfulTryMs = 30_000;

/** How far the answers of a platform can be trusted at the moment. */
interface Trust {
  /** Answers in a row that said nothing certain. */
  doubts: number;
  /** When a doubtful message was last tried all the same. */
  triedAt: number;
}

export interface Deliverer {
  /** Each repeats "take one delivery, send it"; three messages at most are on their way at once, the others are being made ready. Answers how many were taken, 0 when there is nothing to do now. */
  readonly lanes: readonly (() => Promise<number>)[];
  /** Gives back what was taken and not begun. Call when no lane runs any more. */
  release(): Promise<void>;
}

/** Sends one platform's deliveries whose time has come, a few at once, at the pace that all processes share. Constructing starts nothing. */
export function createDeliverer(needs: DeliverNeeds): Deliverer {
  const recollection = createRecollection(needs.ledger, needs.clock);
  const hand = createHand({ ...needs, recollection }, inFlight);
  const platform: Trust = { doubts: 0, triedAt: 0 };
  const openSeat = createSeats(inFlight);

  async function lane(): Promise<number> {
    if (needs.stopping.aborted || needs.channel.health().state === 'unauthorized') return 0;
    const taken = await hand.next();
    if (taken === undefined) return 0;
    const met = needs.ledger.connections();
    const seat = openSeat();
    try {
      return await deal(taken, met, seat);
    } finally {
      seat.leave();
    }
  }

  async function deal(taken: TakenDelivery, met: number, seat: Seat): Promise<number> {
    const settlement =
      (await reasonNotToSend(needs, platform, taken).catch((error: unknown) => {
        // Nothing has been done with it yet: the next lane may have it.
        hand.putBack(taken);
        throw error;
      })) ?? (await sendParts(needs, hand, platform, taken, seat));
    const state = await record(needs, recollection, taken, settlement, met);
    needs.log.info('delivery', { slot: taken.slot, state, attempts: taken.attempts });
    return 1;
  }

  return { lanes: Array.from({ length: inFlight + makingReady }, () => lane), release: hand.release };
}

/** What is already in the ledger, or no business of ours any more. */
type Ended = Settlement | 'lost' | 'moved';

/** `met`: the connections to the ledger when the attempt began. */
async function record(
  needs: DeliverNeeds,
  recollection: Recollection,
  taken: TakenDelivery,
  ended: Ended,
  met: number,
): Promise<string> {
  if (ended === 'lost' || ended === 'moved') return ended;
  const { ledger, clock } = needs;
  recollection.note(taken, ended);
  const held = await untilRecorded(needs, () => ledger.settle(taken, ended, clock.now()));
  if (held !== false) return ended.state;
  // Refused by a Redis that was killed and has forgotten whose it was; what we saw accepted must not go again.
  const isForgotten =
    ledger.connections() !== met &&
    (await untilRecorded(needs, () => ledger.remind(taken, ended, clock.now())));
  return isForgotten === true ? ended.state : 'lost';
}

/** Sends what is left of a delivery. `lost`: somebody else holds it now, nothing of it may be changed. */
async function sendParts(
  needs: DeliverNeeds,
  hand: Hand,
  platform: Trust,
  taken: TakenDelivery,
  seat: Seat,
): Promise<Ended> {
  const { ledger, clock } = needs;
  for (const [at, part] of taken.parts.entries()) {
    if (at < taken.partsSent) continue;
    const turn = await beginInTurn(needs, hand, taken, seat);
    if ('ended' in turn) return turn.ended;
    const outcome = await sendPatiently(needs, taken, part);
    turn.arrived();
    const { attempts, doubtful } = taken;
    const verdict = judge(outcome, attempts, doubtful, needs.policy, clock.now(), needs.chance());
    await heed(needs, hand, platform, taken.chat, verdict, outcome);
    if (verdict.chat !== undefined && 'movedTo' in verdict.chat)
      return await follow(needs, taken, verdict.chat.movedTo);
    const gone = verdict.chat?.gone;
    if (gone !== undefined) await untilRecorded(needs, () => suspend(needs, taken.chat, gone));
    if (verdict.settlement !== undefined) return verdict.settlement;
    // The last one is written down together with the end.
    if (at === taken.parts.length - 1) break;
    const kept = await untilRecorded(needs, () => ledger.partSent(taken, at + 1, clock.now(), leaseMs));
    if (kept !== true) return 'lost';
  }
  return { state: 'sent' };
}

/** Waits for the turn of the next part and writes down that it is about to go. `ended`: it is not to go now, or not by us. */
async function beginInTurn(
  needs: DeliverNeeds,
  hand: Hand,
  taken: TakenDelivery,
  seat: Seat,
): Promise<{ readonly ended: Ended } | { readonly arrived: () => void }> {
  const { ledger, clock, pace, stopping } = needs;
  for (;;) {
    seat.leave();
    const turn = await untilRecorded(needs, () => pace.turn(taken.chat, 'digest'));
    if (turn === undefined) return { ended: 'lost' };
    if (!turn.granted && turn.whom === 'chat')
      return { ended: { state: 'pending', at: clock.now() + turn.waitMs, reason: 'pace' } };
    if (!turn.granted) {
      hand.rest(turn.waitMs);
      return { ended: { state: 'pending', at: clock.now(), reason: 'pace' } };
    }
    await seat.take();
    const begun =
      stopping.aborted || (await untilRecorded(needs, () => ledger.begin(taken, clock.now(), leaseMs)));
    if (begun !== true) return { ended: 'lost' };
    const isTime = await turn.depart();
    // A stop ends every waiting at once: it is not the moment, and nothing has gone out.
    if (stopping.aborted) return { ended: { state: 'pending', at: clock.now(), reason: 'stopped' } };
    if (isTime) return turn;
  }
}

/** Why nothing (more) of this delivery should go out. */
async function reasonNotToSend(
  needs: DeliverNeeds,
  platform: Trust,
  taken: TakenDelivery,
): Promise<Settlement | undefined> {
  if (taken.doubtful && needs.policy === 'loss') return { state: 'unknown', reason: 'interrupted' };
  // The reader may have two copies by now.
  if ((taken.doubts ?? 0) > 1) return { state: 'unknown', reason: 'interrupted twice' };
  if (taken.doubtful && platform.doubts >= mostDoubts) {
    const now = needs.clock.now();
    if (now - platform.triedAt < doubtfulTryMs) return { state: 'pending', at: now + 5000, reason: 'outage' };
    platform.triedAt = now;
  }
  const isFresh = taken.partsSent === 0 && !taken.doubtful;
  if (isFresh && taken.until !== undefined && needs.clock.now() > taken.until)
    return { state: 'skipped', reason: 'too-late' };
  const chat = await needs.chats.get(taken.chat);
  // Whoever said stop while the digest waited for its turn meant this one too.
  if (isFresh && (chat?.state === 'stopped' || chat?.state === 'gone'))
    return { state: 'skipped', reason: chat.state === 'gone' ? (chat.goneReason ?? 'gone') : 'stopped' };
  return undefined;
}

/** Waits for the answer, but when the process is stopping not for longer than a stop may take. */
async function sendPatiently(needs: DeliverNeeds, taken: TakenDelivery, part: Part): Promise<SendOutcome> {
  const { stopping, channel, ledger, clock } = needs;
  const renewal = setInterval(() => {
    ledger.begin(taken, clock.now(), leaseMs).catch(() => undefined);
  }, leaseMs / 3);
  let timer: NodeJS.Timeout | undefined;
  let startPatience = (): void => undefined;
  const stopped = new Promise<SendOutcome>((resolve) => {
    startPatience = () => {
      timer = setTimeout(resolve, patienceMs, { kind: 'unknown', reason: 'stopped' });
    };
    if (stopping.aborted) startPatience();
    else stopping.addEventListener('abort', startPatience, { once: true });
  });
  try {
    return await Promise.race([channel.send(addressOf(taken), part), stopped]);
  } finally {
    clearInterval(renewal);
    clearTimeout(timer);
    stopping.removeEventListener('abort', startPatience);
  }
}

function addressOf(taken: TakenDelivery): { chat: ChatKey; threadId?: number } {
  return { chat: taken.chat, ...(taken.threadId === undefined ? {} : { threadId: taken.threadId }) };
}

/** Tells the pace what the answer asks of everybody. */
async function heed(
  needs: DeliverNeeds,
  hand: Hand,
  platform: Trust,
  chat: ChatKey,
  { pause, backOff, unauthorized }: Verdict,
  { kind }: SendOutcome,
): Promise<void> {
  const { pace, clock } = needs;
  if (kind !== 'unknown' && kind !== 'later') {
    platform.doubts = 0;
    if (kind !== 'unauthorized') await hand.undisturbed(() => pace.worked());
  }
  if (kind === 'unknown') platform.doubts += 1;
  if (pause !== undefined) {
    const ms = pause.at - clock.now();
    await hand.undisturbed(() => (pause.scope === 'platform' ? pace.holdAll(ms) : pace.holdChat(chat, ms)));
    if (pause.scope === 'platform') hand.rest(ms);
  }
  if (backOff !== undefined) await hand.undisturbed(() => pace.backOff(backOff));
  // One gateway page is an accident; several are an outage, and every further try would put another digest in doubt.
  else if (platform.doubts >= mostDoubts) await hand.undisturbed(() => pace.backOff('outage'));
  if (unauthorized) needs.log.error('token refused', { platform: needs.channel.platform });
}

async function suspend(needs: DeliverNeeds, key: ChatKey, reason: GoneReason): Promise<void> {
  const chat = await needs.chats.get(key);
  if (chat === undefined || chat.state === 'stopped') return;
  await needs.chats.put({ ...chat, state: 'gone', goneReason: reason }, undefined);
  needs.log.info('chat gone', { platform: needs.channel.platform, reason });
}

/** The chat lives at another id now: its subscription moves, and with it what was not sent yet. */
async function follow(needs: DeliverNeeds, taken: TakenDelivery, to: ChatKey): Promise<'moved' | 'lost'> {
  const now = needs.clock.now();
  // Back in the queue first: what moves must not be held by anybody.
  const given = await untilRecorded(needs, () =>
    needs.ledger.settle(taken, { state: 'pending', at: now, reason: 'moved' }, now),
  );
  if (given !== true) return 'lost';
  await untilRecorded(needs, () => needs.chats.move(taken.chat, to));
  return 'moved';
}

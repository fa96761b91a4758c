import type { GoneReason, ChatKey } from '../news/chat.ts';
import type { SendOutcome } from '../news/delivery.ts';
import type { Instant } from '../news/time.ts';
import type { Settlement } from '../ports/ledger.ts';

/** What to prefer when nobody knows whether a message arrived. */
export type DoubtPolicy = 'duplicate' | 'loss';

/** What one answer of a platform means for a delivery and for its chat. */
export interface Verdict {
  /** Absent: the part was accepted, go on with the next. */
  readonly settlement?: Settlement;
  readonly chat?: { readonly gone: GoneReason } | { readonly movedTo: ChatKey };
  /** Nothing more may be sent on this platform, or to this chat, before `at`. */
  readonly pause?: { readonly scope: 'chat' | 'platform'; readonly at: Instant };
  /** Nothing more may be sent on this platform for as long as our own guess says. */
  readonly backOff?: 'flood' | 'outage';
  /** The token is dead: the channel must stop. */
  readonly unauthorized?: true;
}

/** Tries of one delivery, the first included. */
export const mostAttempts = 5;

const second = 1000;

/**
 * The retry policy. What the platform asks for comes before our own guess; a certain "not accepted" is tried again, a doubt follows the
 * policy and is repeated once at most, so that nobody sees more than two copies.
 *
 * @param attempts - tries so far, this one included
 * @param jitter - in [0, 1), spreads our own guesses so that failures do not return all at once
 */
export function judge(
  outcome: SendOutcome,
  attempts: number,
  doubtful: boolean,
  policy: DoubtPolicy,
  now: Instant,
  jitter: number,
): Verdict {
  switch (outcome.kind) {
    case 'sent':
      return {};
    case 'later':
      return later(outcome, attempts, now, jitter);
    case 'gone':
      return { settlement: { state: 'failed', reason: outcome.reason }, chat: { gone: outcome.reason } };
    case 'moved':
      return { settlement: { state: 'failed', reason: 'moved' }, chat: { movedTo: outcome.to } };
    case 'refused':
      return { settlement: { state: 'failed', reason: outcome.reason } };
    case 'unauthorized':
      return {
        settlement: { state: 'pending', at: now + second, reason: 'unauthorized' },
        backOff: 'outage',
        unauthorized: true,
      };
    case 'unknown': {
      const repeat = policy === 'duplicate' && !doubtful && attempts < mostAttempts;
      return {
        settlement: repeat
          ? { state: 'pending', at: now + backOff(attempts, jitter), reason: outcome.reason, doubtful: true }
          : { state: 'unknown', reason: outcome.reason },
      };
    }
  }
}

function later(
  outcome: Extract<SendOutcome, { kind: 'later' }>,
  attempts: number,
  now: Instant,
  jitter: number,
): Verdict {
  const { reason, scope, retryAfterMs } = outcome;
  // A pause the platform asked for is not a failure of this delivery: it costs no attempt.
  if (retryAfterMs !== undefined) {
    const at = now + retryAfterMs;
    return { settlement: { state: 'pending', at, reason }, pause: { scope, at } };
  }
  // Nor is an outage: it ends when it ends, or the digest becomes too late.
  if (scope === 'platform') {
    return {
      settlement: { state: 'pending', at: now + second, reason },
      backOff: outcome.flood ? 'flood' : 'outage',
    };
  }
  const settlement: Settlement =
    attempts < mostAttempts
      ? { state: 'pending', at: now + backOff(attempts, jitter), reason }
      : { state: 'failed', reason };
  return { settlement };
}

/** 2, 4, 8 … seconds up to five minutes, plus up to half of it at random. */
function backOff(attempts: number, jitter: number): number {
  const base = Math.min(2 ** attempts * second, 300 * second);
  return Math.round(base * (1 + jitter / 2));
}

import type { ChatKey, GoneReason } from './chat.ts';
import type { Instant } from './time.ts';

/** What a platform did with a message. Expected answers only: a surprise is thrown. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageId: string }
  /** Certainly not accepted; try again, not before `retryAfterMs` (absent: our own guess). `scope` tells whom the pause binds. */
  | {
      readonly kind: 'later';
      readonly retryAfterMs?: number;
      readonly scope: 'chat' | 'platform';
      readonly reason: string;
      /** We wrote too much; absent: the platform could not be reached or was not ready. */
      readonly flood?: true;
    }
  /** The platform will never take this chat's messages until it shows a sign of life. */
  | { readonly kind: 'gone'; readonly reason: GoneReason }
  /** The group became a supergroup; the same chat now lives at `to`. */
  | { readonly kind: 'moved'; readonly to: ChatKey }
  /** This message can never be sent as it is (a bug of ours or a refusal of its content). */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The message may or may not have been accepted. */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** The token is dead: nothing can be sent on this platform. */
  | { readonly kind: 'unauthorized'; readonly reason: string };

/** Where a digest is on its way. `sending` is held by one worker's token until the lease ends. */
export type DeliveryState = 'pending' | 'sending' | 'sent' | 'failed' | 'unknown' | 'skipped';

/** What the ledger knows of one (chat, slot). */
export interface DeliveryRecord {
  readonly chat: ChatKey;
  readonly slot: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Parts of the message already accepted; the next attempt continues here. */
  readonly partsSent: number;
  readonly updatedAt: Instant;
  /** Why it failed, was skipped or is unknown. */
  readonly reason?: string;
}

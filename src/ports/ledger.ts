import type { ChatKey, Platform } from '../news/chat.ts';
import type { DeliveryRecord } from '../news/delivery.ts';
import type { Slot } from '../news/digest.ts';
import type { Part } from '../news/message.ts';
import type { Instant } from '../news/time.ts';

/**
 * The truth of delivery. A digest is (chat, slot); its entry goes
 * `pending → sending(token) → sent | failed | unknown`, or straight to `skipped`.
 * Every step is one atomic call, safe to repeat, and every step out of `sending` is refused when the token is not the holder's.
 */
export interface Ledger {
  /** Opens the entry and queues its parts for sending. `exists` when there is an entry already, in whatever state. Marks `storyIds` as told to this chat. */
  open(delivery: OpenDelivery): Promise<'opened' | 'exists'>;
  /** Records that a slot gets nothing, and why. `exists` as above. */
  skip(chat: ChatKey, slot: string, reason: string, now: Instant): Promise<'opened' | 'exists'>;
  /**
   * Opens or skips the slots of many chats and moves each chat on to its next slot in the same step, unless it waits for another slot
   * by now. Returns how many entries were made; those that were there already are left alone.
   */
  publish(slots: readonly PublishedSlot[], now: Instant): Promise<number>;
  /** Names of the lists told to each chat in the last 30 days, ascending: chats with the same names were told the same. */
  toldLists(chats: readonly ChatKey[]): Promise<readonly (readonly string[])[]>;
  /** The story ids behind such names, of a chat that has them. */
  toldIn(chat: ChatKey, lists: readonly string[]): Promise<ReadonlySet<string>>;
  /** Takes up to `limit` deliveries of a platform whose time has come, and those of holders whose lease has ended. Taking alone leaves nothing in doubt. */
  take(
    platform: Platform,
    token: string,
    now: Instant,
    leaseMs: number,
    limit: number,
  ): Promise<readonly TakenDelivery[]>;
  /** The next part is about to be written to the platform: from here on its fate is in doubt until something else is recorded. False when the token no longer holds the entry: nothing may be sent. */
  begin(taken: TakenDelivery, now: Instant, leaseMs: number): Promise<boolean>;
  /** One more part was accepted. False when the token no longer holds the entry. */
  partSent(taken: TakenDelivery, parts: number, now: Instant, leaseMs: number): Promise<boolean>;
  /** Ends an attempt. False when the token no longer holds the entry: the caller must change nothing more. */
  settle(taken: TakenDelivery, result: Settlement, now: Instant): Promise<boolean>;
  /**
   * Settles again what the store may have forgotten: a Redis that was killed comes back without its last moments. What somebody else has
   * begun to send meanwhile stays. True when it had been forgotten.
   */
  remind(taken: TakenDelivery, result: Settlement, now: Instant): Promise<boolean>;
  /** Grows with every connection made to the store: when it has grown, the last moments before may be forgotten. */
  connections(): number;
  /** Ids of stories told to this chat in the last 30 days. */
  told(chat: ChatKey): Promise<ReadonlySet<string>>;
  /** The stories told in one slot, in the order in which they were told; without a slot those of the last digest. Empty when there is none. */
  tellings(chat: ChatKey, slot?: string): Promise<readonly string[]>;
  find(chat: ChatKey, slot: string): Promise<DeliveryRecord | undefined>;
  /** Every entry of one chat that is kept, newest slot first. */
  history(chat: ChatKey, limit: number): Promise<readonly DeliveryRecord[]>;
  /** Entries of one slot name, counted by state, and the reasons of those that did not arrive. */
  report(slot: string): Promise<SlotReport>;
  /** Deliveries whose outcome nobody knows, newest first, at most the last thousand of 30 days. */
  doubtful(limit: number): Promise<readonly { readonly chat: ChatKey; readonly slot: string }[]>;
  /** Slot names with entries, newest first. */
  slots(limit: number): Promise<readonly string[]>;
  /** Deliveries not settled yet. */
  openCount(): Promise<number>;
}

export interface OpenDelivery {
  readonly chat: ChatKey;
  readonly slot: string;
  readonly parts: readonly Part[];
  readonly threadId?: number;
  readonly storyIds: readonly string[];
  readonly now: Instant;
  /** Its place in the order of sending, and the first moment of it; `now` when absent. */
  readonly at?: Instant;
  /** When nothing of it has been sent by then, it is skipped; never when absent. */
  readonly until?: Instant;
}

/** What one due chat gets. Slots with the same `digest` object share the work of storing it. */
export interface PublishedSlot {
  readonly chat: ChatKey;
  readonly slot: Slot;
  /** Absent: the slot is skipped for this reason. */
  readonly digest: PublishedDigest | { readonly skip: string };
  readonly threadId?: number;
  readonly until: Instant;
  /** The chat's next slot; absent when there is none. */
  readonly next: Slot | undefined;
}

export interface PublishedDigest {
  readonly parts: readonly Part[];
  readonly storyIds: readonly string[];
}

export interface TakenDelivery {
  readonly chat: ChatKey;
  readonly slot: string;
  readonly token: string;
  readonly parts: readonly Part[];
  readonly partsSent: number;
  /** Attempts begun, this one included. */
  readonly attempts: number;
  readonly threadId?: number;
  /** Skip it when nothing of it has been sent by then. */
  readonly until?: Instant;
  /** An earlier attempt may have arrived: its holder's lease ended, or it was settled `pending` in doubt. Stays set for the entry's life. */
  readonly doubtful: boolean;
  /** How many earlier attempts may have arrived. At 2 the reader may have two copies: send no third. */
  readonly doubts?: number;
}

export type Settlement =
  | { readonly state: 'sent' }
  | { readonly state: 'failed'; readonly reason: string }
  /** Nothing was sent, and nothing will be. */
  | { readonly state: 'skipped'; readonly reason: string }
  | { readonly state: 'unknown'; readonly reason: string }
  /** Back to `pending`, due again at `at`. `doubtful`: this attempt may have arrived, so the next is the last copy anybody may see. */
  | { readonly state: 'pending'; readonly at: Instant; readonly reason: string; readonly doubtful?: true };

export interface SlotReport {
  readonly slot: string;
  readonly counts: Readonly<Partial<Record<DeliveryRecord['state'], number>>>;
  readonly reasons: Readonly<Record<string, number>>;
}

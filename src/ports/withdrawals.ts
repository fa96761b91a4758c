import type { ChatKey } from '../news/chat.ts';
import type { Instant } from '../news/time.ts';

/** Takes back deliveries that nobody has begun to send. */
export interface Withdrawals {
  /** Forgets what waits for a chat, so that its slots are open again. What was begun ends as `unknown` and is never repeated. */
  ofChat(chat: ChatKey, now: Instant): Promise<void>;
  /** Skips what waits under a slot name, whoever it is for. What was begun is left to its end. Returns how many were skipped. */
  ofSlot(slot: string, reason: string, now: Instant): Promise<number>;
}

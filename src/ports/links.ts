import type { Chat, ChatKey } from '../news/chat.ts';
import type { Slot } from '../news/digest.ts';
import type { Instant } from '../news/time.ts';

/**
 * Two private chats of one person on two platforms that share one subscription. It is kept under one of them, its home, which is
 * also where digests go; the other one has no entry of its own.
 */
export interface ChatLinks {
  /** The chat whose entry holds for this one: itself when it is not linked. */
  home(chat: ChatKey): Promise<ChatKey>;
  /** The chat this one is linked with. */
  other(chat: ChatKey): Promise<ChatKey | undefined>;
  /** Notes that whoever knows the code may link with this chat: for ten minutes, once. */
  offer(chat: ChatKey, code: string): Promise<void>;
  /** The chat that offered this code; the code is used up. */
  redeem(code: string): Promise<ChatKey | undefined>;
  /** Links two chats. The guest's own entry is forgotten. Safe to repeat. */
  join(home: ChatKey, guest: ChatKey): Promise<void>;
  /** Moves the subscription to the other chat of the pair. A digest that waits goes there; one that may be on its way already is never sent again. Cut anywhere, `finish` completes it. */
  rehome(from: ChatKey, to: ChatKey, nextSlot: NextSlot, now: Instant): Promise<void>;
  /** Completes moves that were cut short. Call once at a start. */
  finish(nextSlot: NextSlot, now: Instant): Promise<void>;
  /** Ends a link; the subscription stays where it is. Returns its home, undefined when there was no link. */
  part(chat: ChatKey): Promise<ChatKey | undefined>;
}

/** The slot a chat waits for next. */
export type NextSlot = (chat: Chat) => Slot | undefined;

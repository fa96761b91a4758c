import type { Chat, ChatKey } from '../news/chat.ts';
import type { Slot } from '../news/digest.ts';
import type { Instant } from '../news/time.ts';

/** The book of chats. */
export interface ChatBook {
  get(key: ChatKey): Promise<Chat | undefined>;
  /** Stores the chat and when it is due next; `nextSlot` absent means never. */
  put(chat: Chat, nextSlot: Slot | undefined): Promise<void>;
  /** Active chats whose next slot is at or before `now`, earliest first. They stay due until `put` moves them on. */
  due(now: Instant, limit: number): Promise<readonly DueChat[]>;
  /** Deletes every key of the chat, also its ledger entries and open sends. True when anything was there. */
  forget(key: ChatKey): Promise<boolean>;
  /** Moves a chat and everything that belongs to it to a new key (supergroup migration). */
  move(from: ChatKey, to: ChatKey): Promise<void>;
  count(): Promise<ChatCounts>;
  /** When the next slot of any chat is; absent when there is none. */
  nextSlotAt(): Promise<Instant | undefined>;
}

export interface DueChat {
  readonly chat: Chat;
  readonly slot: Slot;
}

export interface ChatCounts {
  readonly active: number;
  readonly total: number;
}

import type { Chat, ChatKey } from '../news/chat.ts';
import type { Slot } from '../news/digest.ts';
import type { Instant } from '../news/time.ts';

/** The book of chats. */
export interface ChatBook {
  get(key: ChatKey): Promise<Chat | undefined>;
  /** Stores the chat and when it is due next; `nextSlot` absent means never. */
  put(chat: Chat, nextSlot: Slot | undefined): Promise<void>;
  /** Moves a due chat on to its next slot and touches nothing else, so that settings changed meanwhile are kept. False when the chat no longer waits for that slot (or is gone). Safe to repeat. */
  advance(due: DueChat, nextSlot: Slot | undefined): Promise<boolean>;
  /** Active chats whose next slot is at or before `now`, earliest first. They stay due until `advance` or `put` moves them on. */
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

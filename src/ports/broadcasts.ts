import type { ChatKey, Language } from '../news/chat.ts';
import type { Message } from '../news/message.ts';
import type { Instant } from '../news/time.ts';

/** The announcement that is on its way to all active chats; there is one at a time. */
export interface BroadcastDesk {
  current(): Promise<Broadcast | undefined>;
  /** False when another one is under way. */
  begin(broadcast: Broadcast): Promise<boolean>;
  /** No further chat gets it. False when nothing is under way. Safe to repeat. */
  halt(): Promise<boolean>;
  /** How far the round through the chats has come; absent before its first page, `end` after its last. */
  progress(): Promise<string | undefined>;
  advance(slot: string, progress: string): Promise<void>;
  /** It is over. Nothing happens when another one has begun since. */
  end(slot: string): Promise<void>;
}

export interface Broadcast {
  /** Its name in the ledger, beginning with the moment it was written at. */
  readonly slot: string;
  /** Where its end is told. */
  readonly tell: ChatKey;
  readonly messages: Readonly<Record<Language, Message>>;
  /** Until then it can be stopped before anybody has it. */
  readonly startsAt: Instant;
  readonly halted?: true;
}

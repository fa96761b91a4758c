import type { ChatKey } from '../news/chat.ts';

/** What a chat was last asked, so that "2" or a bare name is understood as the answer. Forgotten after a while. */
export interface DialogueMemory {
  /** The open question of a chat. */
  recall(chat: ChatKey): Promise<OpenQuestion | undefined>;
  /** Remembers a question for 15 minutes, replacing the one before. */
  ask(chat: ChatKey, question: OpenQuestion): Promise<void>;
  clear(chat: ChatKey): Promise<void>;
  /** Counts one use of `what` by `chat`; true while at most `limit` in `windowSeconds`. */
  allow(chat: ChatKey, what: string, limit: number, windowSeconds: number): Promise<boolean>;
}

/** Numbered choices last shown: "2" means `actions[1]`; text that is no number is appended to `otherwise`, when given. */
export interface OpenQuestion {
  readonly actions: readonly string[];
  readonly otherwise?: string;
  /** Ids of the stories last shown, by their numbers: "vì sao 2" asks about the second. */
  readonly shown?: readonly string[];
}

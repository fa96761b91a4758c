import type { ChatKey } from '../news/chat.ts';

/** People who may change one chat's settings from their own private chat, and nothing else. */
export interface EditorList {
  /** Ids as `platform:id`. */
  of(chat: ChatKey): Promise<readonly string[]>;
  all(): Promise<readonly { readonly chat: ChatKey; readonly editors: readonly string[] }[]>;
  /** Safe to repeat. */
  add(chat: ChatKey, editor: string): Promise<void>;
  /** True when it was there. */
  remove(chat: ChatKey, editor: string): Promise<boolean>;
  /** Removes everything that names this chat or person. */
  forget(id: string): Promise<void>;
}

import type { Chat } from '../news/chat.ts';
import type { LocalDate } from '../news/time.ts';

/** All chats, one after another: for announcements and daily chores. */
export interface Census {
  /** Some chats and where to go on; `next` is absent after the last. Every chat that is there throughout is met at least once, some twice. Goes on from any page, also in another process; after a restart of the store it begins anew by itself. */
  page(
    after: string | undefined,
  ): Promise<{ readonly chats: readonly Chat[]; readonly next: string | undefined }>;
  /** Notes since when a chat is known to be gone, unless it has come back meanwhile. */
  noteGone(chat: Chat, goneOn: LocalDate): Promise<void>;
}

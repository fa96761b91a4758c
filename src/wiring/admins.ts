import type { ChatKey } from '../news/chat.ts';
import type { Message } from '../news/message.ts';
import type { Settings } from '../settings.ts';
import type { Store } from '../store/store.ts';

/** The people who run the bot: those of the settings and those added by command. */
export interface Admins {
  includes(id: string): Promise<boolean>;
  /** Tells each of them, in a private chat. */
  tell(notice: Message): Promise<void>;
}

/** Knows the admins as they are now; an admin's id is the key of the private chat with the bot. */
export function createAdmins(
  { admins: owners }: Pick<Settings, 'admins'>,
  store: Pick<Store, 'admins'>,
  tell: (chat: ChatKey, notice: Message) => Promise<void>,
): Admins {
  async function all(): Promise<ReadonlySet<string>> {
    const added = await store.admins.list();
    return new Set([...owners, ...added.map(({ id }) => id)]);
  }
  return {
    includes: async (id) => (await all()).has(id),
    tell: async (notice) => {
      await Promise.all(Array.from(await all(), (admin) => tell(admin as ChatKey, notice)));
    },
  };
}

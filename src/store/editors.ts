import type { Redis } from 'ioredis';
import type { ChatKey } from '../news/chat.ts';
import type { EditorList } from '../ports/editors.ts';
import type { Keys } from './keys.ts';

/** Editors of single chats, as members `chat|editor` of one set: there are few. */
export function editorList(redis: Redis, keys: Keys): EditorList {
  async function pairs(): Promise<readonly (readonly [ChatKey, string])[]> {
    return (await redis.smembers(keys.editors)).toSorted().map((member) => {
      const at = member.indexOf('|');
      return [member.slice(0, at) as ChatKey, member.slice(at + 1)] as const;
    });
  }

  return {
    async of(chat) {
      return (await pairs()).flatMap(([where, editor]) => (where === chat ? [editor] : []));
    },
    async all() {
      const byChat = new Map<ChatKey, string[]>();
      for (const [chat, editor] of await pairs()) byChat.set(chat, [...(byChat.get(chat) ?? []), editor]);
      return [...byChat].map(([chat, editors]) => ({ chat, editors }));
    },
    async add(chat, editor) {
      await redis.sadd(keys.editors, `${chat}|${editor}`);
    },
    async forget(id) {
      const named = (await pairs()).filter((pair) => pair.includes(id)).map((pair) => pair.join('|'));
      if (named.length > 0) await redis.srem(keys.editors, ...named);
    },
    async remove(chat, editor) {
      return (await redis.srem(keys.editors, `${chat}|${editor}`)) === 1;
    },
  };
}

import type { Redis } from 'ioredis';
import type { ChatKey } from '../news/chat.ts';
import type { Instant } from '../news/time.ts';
import type { ChatBook } from '../ports/chats.ts';
import type { ChatLinks, NextSlot } from '../ports/links.ts';
import type { Withdrawals } from '../ports/withdrawals.ts';
import type { Keys } from './keys.ts';

const CODE_SECONDS = 600;

interface Link {
  readonly other: ChatKey;
  readonly home: ChatKey;
}

/** Linked chats: each of the two remembers the other and which of them is home. */
export function chatLinks(redis: Redis, keys: Keys, chats: ChatBook, withdrawals: Withdrawals): ChatLinks {
  async function linkOf(chat: ChatKey): Promise<Link | undefined> {
    const text = await redis.get(keys.chat(chat).link);
    if (text === null) return undefined;
    const [other = '', home = ''] = text.split('|');
    return { other: other as ChatKey, home: home as ChatKey };
  }

  async function note(chat: ChatKey, { other, home }: Link): Promise<void> {
    await redis.set(keys.chat(chat).link, `${other}|${home}`);
  }

  /** Only the newest code of a chat is good, and none of one that is forgotten. */
  async function withdrawOffer(chat: ChatKey): Promise<void> {
    const offered = await redis.getdel(keys.chat(chat).offer);
    if (offered !== null) await redis.del(offered);
  }

  async function noteBoth(home: ChatKey, guest: ChatKey): Promise<void> {
    await note(guest, { other: home, home });
    await note(home, { other: guest, home });
  }

  /** Every step may be done again. First nothing is due any more, so that nobody publishes for both. */
  async function rehome(from: ChatKey, to: ChatKey, nextSlot: NextSlot, now: Instant): Promise<void> {
    const move = `${from}|${to}`;
    await redis.sadd(keys.moving, move);
    const before = await chats.get(from);
    if (before !== undefined) await chats.put(before, undefined);
    await withdrawals.ofChat(from, now);
    await chats.move(from, to);
    await noteBoth(to, from);
    const after = await chats.get(to);
    if (after !== undefined) await chats.put(after, nextSlot(after));
    await redis.srem(keys.moving, move);
  }

  return {
    async home(chat) {
      return (await linkOf(chat))?.home ?? chat;
    },
    async other(chat) {
      return (await linkOf(chat))?.other;
    },
    async offer(chat, code) {
      await withdrawOffer(chat);
      await redis.set(keys.chat(chat).offer, keys.linkCode(code), 'EX', CODE_SECONDS);
      await redis.set(keys.linkCode(code), chat, 'EX', CODE_SECONDS);
    },
    async redeem(code) {
      const chat = ((await redis.getdel(keys.linkCode(code))) ?? undefined) as ChatKey | undefined;
      if (chat !== undefined) await redis.del(keys.chat(chat).offer);
      return chat;
    },
    async join(home, guest) {
      await chats.forget(guest);
      await noteBoth(home, guest);
    },
    rehome,
    async finish(nextSlot, now) {
      for (const move of await redis.smembers(keys.moving)) {
        const [from = '', to = ''] = move.split('|');
        await rehome(from as ChatKey, to as ChatKey, nextSlot, now);
      }
    },
    async part(chat) {
      await withdrawOffer(chat);
      const link = await linkOf(chat);
      if (link === undefined) return undefined;
      await redis.del(keys.chat(link.other).link);
      await redis.del(keys.chat(chat).link);
      return link.home;
    },
  };
}

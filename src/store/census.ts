import type { Redis } from 'ioredis';
import type { Chat } from '../news/chat.ts';
import type { Census } from '../ports/census.ts';
import { readChat, writeChat } from './chat-record.ts';
import type { Keys } from './keys.ts';
import { loadScript, runScript } from './script.ts';

const NOTE_GONE = loadScript('note-gone');
const KEYS_A_STEP = 2_000;
const CHATS_A_PAGE = 200;

/** Walks through all chats by scanning the key space: a list of them would cost every chat a hundred bytes for what is needed once a day. */
export function census(redis: Redis, keys: Keys): Census {
  /** A place in a scan means nothing to another server process. */
  async function server(): Promise<string> {
    return /run_id:(\w+)/.exec(await redis.info('server'))?.[1] ?? '';
  }

  async function page(after: string | undefined): ReturnType<Census['page']> {
    const here = await server();
    const [before, place = '0'] = (after ?? '').split(' ');
    let cursor = before === here ? place : '0';
    const found: Chat[] = [];
    do {
      const [next, names] = await redis.scan(cursor, 'MATCH', keys.chatPattern, 'COUNT', KEYS_A_STEP);
      cursor = next;
      const values = await Promise.all(names.map((name) => redis.get(name)));
      for (const [at, value] of values.entries())
        if (value !== null) found.push(readChat(keys.chatOf(names[at]!), value).chat);
    } while (cursor !== '0' && found.length < CHATS_A_PAGE);
    return { chats: found, next: cursor === '0' ? undefined : `${here} ${cursor}` };
  }

  return {
    page,
    async noteGone(chat, goneOn) {
      const key = keys.chat(chat.key).settings;
      const value = await redis.get(key);
      if (value === null) return;
      const there = readChat(chat.key, value);
      if (there.chat.state !== 'gone') return;
      const noted = writeChat({ ...there.chat, goneOn }, there.nextSlot);
      await runScript(redis, NOTE_GONE, [key], [value, noted]);
    },
  };
}

import type { Redis } from 'ioredis';
import type { DialogueMemory, OpenQuestion } from '../ports/dialogue.ts';
import type { Keys } from './keys.ts';
import { parseJson } from './packed.ts';
import { loadScript, runScript } from './script.ts';

const ALLOW = loadScript('allow');
const MEMORY_SECONDS = 15 * 60;

/** What each chat was last asked, and how often it did what. */
export function dialogueMemory(redis: Redis, keys: Keys): DialogueMemory {
  return {
    async recall(chat) {
      const text = await redis.get(keys.chat(chat).asked);
      return text === null ? undefined : parseJson<OpenQuestion>(text);
    },
    async ask(chat, question) {
      await redis.set(keys.chat(chat).asked, JSON.stringify(question), 'EX', MEMORY_SECONDS);
    },
    async clear(chat) {
      await redis.del(keys.chat(chat).asked);
    },
    async allow(chat, what, limit, windowSeconds) {
      if (!/^[a-z][a-z0-9-]{0,63}$/i.test(what)) throw new RangeError('Not a name of something counted');
      return (await runScript(redis, ALLOW, [keys.chat(chat).rates], [what, limit, windowSeconds])) === 1;
    },
  };
}

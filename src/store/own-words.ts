import type { Redis } from 'ioredis';
import type { OwnWordsBook } from '../ports/writer.ts';
import type { Keys } from './keys.ts';

/** A digest never reaches further back than the last slot; a long weekend fits. */
const KEPT_SECONDS = 5 * 86_400;
const CLAIM_SECONDS = 60;
const BUDGET_SECONDS = 2 * 86_400;

/** What models wrote, in Redis. A call repeated because its answer was lost costs at most one call of the budget. */
export function ownWordsBook(redis: Redis, keys: Keys): OwnWordsBook {
  return {
    async recall(names) {
      const texts = await Promise.all(names.map((name) => redis.get(keys.ownWords(name))));
      return new Map(names.flatMap((name, at) => (texts[at] == null ? [] : [[name, texts[at]] as const])));
    },
    async claim(name) {
      return (await redis.set(keys.ownWordsClaim(name), '1', 'EX', CLAIM_SECONDS, 'NX')) === 'OK';
    },
    async keep(name, text) {
      await redis.set(keys.ownWords(name), text, 'EX', KEPT_SECONDS);
      await redis.del(keys.ownWordsClaim(name));
    },
    async release(name) {
      await redis.del(keys.ownWordsClaim(name));
    },
    async spend(day, budget) {
      const key = keys.ownWordsBudget(day);
      const spent = await redis.incr(key);
      if (spent === 1) await redis.expire(key, BUDGET_SECONDS);
      return spent <= budget;
    },
  };
}

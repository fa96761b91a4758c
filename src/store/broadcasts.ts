import type { Redis } from 'ioredis';
import type { Broadcast, BroadcastDesk } from '../ports/broadcasts.ts';
import type { Keys } from './keys.ts';
import { parseJson } from './packed.ts';

/** The announcement under way, as one hash: `what` its JSON, `halted`, `progress`. */
export function broadcastDesk(redis: Redis, keys: Keys): BroadcastDesk {
  async function current(): Promise<Broadcast | undefined> {
    const [what, halted] = await redis.hmget(keys.broadcast, 'what', 'halted');
    if (!what) return undefined;
    return { ...parseJson<Broadcast>(what), ...(halted ? { halted: true as const } : {}) };
  }

  return {
    current,
    async begin(broadcast) {
      const what = JSON.stringify(broadcast);
      await redis.hsetnx(keys.broadcast, 'what', what);
      // Asked rather than taken from the answer: a call repeated because its answer was lost is one call.
      return (await redis.hget(keys.broadcast, 'what')) === what;
    },
    async halt() {
      if ((await current()) === undefined) return false;
      await redis.hset(keys.broadcast, 'halted', '1');
      return true;
    },
    async progress() {
      return (await redis.hget(keys.broadcast, 'progress')) ?? undefined;
    },
    async advance(slot, progress) {
      if ((await current())?.slot === slot) await redis.hset(keys.broadcast, 'progress', progress);
    },
    async end(slot) {
      if ((await current())?.slot === slot) await redis.del(keys.broadcast);
    },
  };
}

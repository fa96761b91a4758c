import type { Redis } from 'ioredis';
import type { Keys } from './keys.ts';

const DAY_SECONDS = 86_400;

/**
 * Remembers what was received, so that a platform that delivers an update twice is answered once. The returned function notes a name
 * and tells whether it was noted in the last 24 hours by another call; a call repeated because its answer was lost is one call.
 */
export function updateMemory(redis: Redis, keys: Keys, token: string): (name: string) => Promise<boolean> {
  let calls = 0;
  return async (name) => {
    calls += 1;
    const mine = `${token}:${calls}`;
    await redis.set(keys.update(name), mine, 'EX', DAY_SECONDS, 'NX');
    const owner = await redis.get(keys.update(name));
    return owner !== null && owner !== mine;
  };
}

import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { inject } from 'vitest';

export interface TestRedis {
  /** Address of the run's Redis, for programs that take `REDIS_URL`. */
  readonly url: string;
  readonly redis: Redis;
  /** Start of every key of this test; no other test has it. */
  readonly prefix: string;
  /** Every key that starts with the prefix, sorted. */
  keys(): Promise<readonly string[]>;
  /** Deletes those keys and closes the connection. */
  cleanup(): Promise<void>;
}

/** A connection to the run's real Redis and a key prefix of one's own. Call `cleanup` in `afterEach` or `afterAll`. */
export function testRedis(): TestRedis {
  const url = inject('redisUrl');
  const redis = new Redis(url, { commandTimeout: 10_000 });
  const prefix = `t${randomBytes(6).toString('hex')}`;

  async function keys(): Promise<readonly string[]> {
    const found = new Set<string>();
    let cursor = '0';
    do {
      const [next, batch] = await redis.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', 1000);
      for (const key of batch) found.add(key);
      cursor = next;
    } while (cursor !== '0');
    return [...found].toSorted();
  }

  async function cleanup(): Promise<void> {
    const left = await keys();
    for (let at = 0; at < left.length; at += 1000) await redis.unlink(...left.slice(at, at + 1000));
    redis.disconnect();
  }

  return { url, redis, prefix, keys, cleanup };
}

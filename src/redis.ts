import type { Redis } from 'ioredis';
import type { Log } from './ports/log.ts';
import { connectRedis } from './store/connect.ts';
import { startPrivateRedis } from './store/private-redis.ts';

/** A Redis to work with, whoever runs it. */
export interface OpenRedis {
  readonly redis: Redis;
  /** Closes the connection and ends the private server, where there is one. Closing twice is fine. */
  close(): Promise<void>;
}

/** Connects to the configured Redis, or starts a private one with its data in `directory`. */
export async function openRedis(url: string | undefined, directory: string, log: Log): Promise<OpenRedis> {
  const server = url === undefined ? await startPrivateRedis({ directory, log }) : undefined;
  const redis = connectRedis(server?.path ?? url ?? '', log);
  return {
    redis,
    close: async () => {
      redis.disconnect();
      await server?.stop();
    },
  };
}

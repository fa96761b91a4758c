import { Redis, type RedisOptions } from 'ioredis';
import type { Log } from '../ports/log.ts';

/** Longest a reader waits for Redis before we say that it is not there. */
const COMMAND_TIMEOUT_MS = 2000;

/**
 * Opens a connection to Redis. `address` is `redis://`, `rediss://`, `unix:///path` or the path of a socket.
 * Reconnects by itself for ever; a command fails within two seconds instead of waiting in a queue that grows.
 * Throws on an address that is none, without quoting it: it may hold a password.
 */
export function connectRedis(address: string, log: Log): Redis {
  const redis = new Redis({ ...place(address), ...POLICY });
  let down = false;
  redis.on('error', (error: Error) => {
    hidePassword(error);
    if (!down) log.warn('redis-unreachable', { code: errorCode(error) });
    down = true;
  });
  redis.on('ready', () => {
    if (down) log.info('redis-back');
    down = false;
  });
  return redis;
}

const POLICY: RedisOptions = {
  commandTimeout: COMMAND_TIMEOUT_MS,
  connectTimeout: 3000,
  // A frozen server keeps the connection open; without this the queue behind it grows until memory ends.
  socketTimeout: 10_000,
  // After so many failed connections all waiting commands fail and the queue is empty again.
  maxRetriesPerRequest: 3,
  retryStrategy: (attempt: number) => Math.min(50 * 2 ** Math.min(attempt, 6), 2000),
  // READONLY comes from a replica after a failover: the address now leads elsewhere.
  reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
};

function place(address: string): RedisOptions {
  if (address.startsWith('/')) return { path: address };
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === 'unix:') return { path: decodeURIComponent(url.pathname) };
  if (url === undefined || (url.protocol !== 'redis:' && url.protocol !== 'rediss:') || url.hostname === '')
    throw new TypeError('Not a Redis address: expected redis://host:port or the path of a socket');
  const db = Number(url.pathname.slice(1) || '0');
  if (!Number.isInteger(db) || db < 0) throw new TypeError('Not a Redis address: the database is no number');
  return {
    host: url.hostname.replaceAll(/^\[|\]$/g, ''),
    port: Number(url.port || '6379'),
    db,
    ...(url.username ? { username: decodeURIComponent(url.username) } : {}),
    ...(url.password ? { password: decodeURIComponent(url.password) } : {}),
    ...(url.protocol === 'rediss:' ? { tls: {} } : {}),
  };
}

/** ioredis hangs the failed command, AUTH with its password included, on the error; loggers print what hangs there. */
function hidePassword(error: Error): void {
  if ('command' in error) Reflect.deleteProperty(error, 'command');
}

function errorCode(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.message.split(' ', 1)[0] ?? error.name;
}

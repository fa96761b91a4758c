import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Log } from '../ports/log.ts';
import { ownerIsAlive, releaseOwnership, takeOwnership } from './ownership.ts';

export interface PrivateRedis {
  /** Path of the socket to connect to; stays the same when the server behind it is started anew. */
  readonly path: string;
  /** Another process runs this server and we only use it. */
  readonly attached: boolean;
  /** Ends the server when it is ours. Stopping twice is fine. */
  stop(): Promise<void>;
}

export interface PrivateRedisOptions {
  /** Where the data lives; made when missing. */
  readonly directory: string;
  readonly log: Log;
}

const PROGRAMS = [
  'redis-server',
  'valkey-server',
  '/usr/bin/redis-server',
  '/usr/local/bin/redis-server',
  '/opt/homebrew/bin/redis-server',
  '/usr/bin/valkey-server',
];
const START_LIMIT_MS = 15_000;

/**
 * Runs a Redis of our own on a socket in `directory`: nothing listens on a network, every second is on the disk, nothing is evicted.
 * A server that a killed process left behind is ended in order (never by its pid) and started anew. When another living process
 * runs one on the same directory we attach to it, and take over when that process is gone. A server that dies is started again.
 * Throws when no Redis is installed or it does not start.
 */
export async function startPrivateRedis({ directory, log }: PrivateRedisOptions): Promise<PrivateRedis> {
  const home = resolve(directory);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const path = socketPath(home);
  let child: ChildProcess | undefined;
  let stopping: Promise<void> | undefined;
  let watch: NodeJS.Timeout | undefined;
  let restarts = 0;

  const owned = takeOwnership(home);
  if (owned) {
    try {
      await startServer();
    } catch (error) {
      releaseOwnership(home);
      throw error;
    }
  } else {
    log.info('private-redis-attached', { path });
    await untilAnswering(path, () => undefined);
    watch = setInterval(() => void takeOverFromTheDead(), 1000).unref();
  }

  async function startServer(): Promise<void> {
    await endLeftover(path, home, log);
    const started = await spawnServer(home, path);
    child = started;
    if (stopping) return endChild(started);
    started.once('exit', (code, signal) => {
      process.removeListener('exit', endWithUs);
      if (stopping) return;
      log.warn('private-redis-died', { code, signal });
      void restart();
    });
    process.once('exit', endWithUs);
    await untilAnswering(path, () => (started.exitCode === null ? undefined : 'exited'));
    restarts = 0;
    log.info('private-redis-up', { pid: started.pid });
  }

  async function restart(): Promise<void> {
    restarts += 1;
    await pause(Math.min(100 * 2 ** restarts, 5000));
    if (stopping) return;
    // A server that exits while starting brings us back here through its exit event.
    await startServer().catch((error: unknown) => log.error('private-redis-restart-failed', { error }));
  }

  async function takeOverFromTheDead(): Promise<void> {
    if (stopping || ownerIsAlive(home)) return;
    clearInterval(watch);
    if (takeOwnership(home)) {
      log.warn('private-redis-taken-over');
      await startServer().catch((error: unknown) => log.error('private-redis-restart-failed', { error }));
    } else watch = setInterval(() => void takeOverFromTheDead(), 1000).unref();
  }

  function endWithUs(): void {
    child?.kill('SIGTERM');
  }

  async function stopServer(): Promise<void> {
    clearInterval(watch);
    if (child) {
      await endChild(child);
      releaseOwnership(home);
    }
  }

  return {
    path,
    attached: !owned,
    stop: () => (stopping ??= stopServer()),
  };
}

/** A socket's path may hold 107 bytes; longer ones live under the temporary directory, private to the user. */
export function socketPath(home: string): string {
  const near = join(home, 'redis.sock');
  if (Buffer.byteLength(near) <= 100) return near;
  const name = createHash('sha256').update(home).digest('hex').slice(0, 16);
  const far = join(tmpdir(), `diemtin-${userInfo().uid}`);
  mkdirSync(far, { recursive: true, mode: 0o700 });
  return join(far, `${name}.sock`);
}

async function spawnServer(home: string, path: string): Promise<ChildProcess> {
  const settings: readonly (readonly [string, string])[] = [
    ['--port', '0'],
    ['--unixsocket', path],
    ['--unixsocketperm', '700'],
    ['--dir', home],
    ['--logfile', join(home, 'redis.log')],
    ['--loglevel', 'warning'],
    ['--daemonize', 'no'],
    ['--save', ''],
    ['--appendonly', 'yes'],
    ['--appendfsync', 'everysec'],
    ['--maxmemory-policy', 'noeviction'],
  ];
  for (const program of PROGRAMS) {
    // Detached, so that Ctrl-C in a terminal reaches us alone and Redis outlives our last writes.
    const child = spawn(program, settings.flat(), { stdio: 'ignore', detached: true, cwd: home });
    const started = await new Promise<boolean>((settle, reject) => {
      child.once('spawn', () => settle(true));
      child.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ENOENT' ? settle(false) : reject(error),
      );
    });
    if (started) return child;
  }
  throw new Error('No redis-server or valkey-server on this machine; npm run setup installs one');
}

/** Ends a server that a killed process of ours left running on this directory, by asking it over its own socket. */
async function endLeftover(path: string, home: string, log: Log): Promise<void> {
  if (!existsSync(path)) return;
  const redis = new Redis({
    path,
    lazyConnect: true,
    enableReadyCheck: false,
    retryStrategy: () => null,
    commandTimeout: 5000,
  });
  let problem: NodeJS.ErrnoException | undefined;
  redis.on('error', (error: NodeJS.ErrnoException) => (problem = error));
  try {
    await redis.connect();
    const answer: unknown = await redis.config('GET', 'dir');
    if (!Array.isArray(answer) || answer[1] !== home) throw new ForeignServerError(path);
    log.info('private-redis-leftover-ended');
    // Ending the connection is its answer.
    await redis.call('SHUTDOWN').catch(() => undefined);
    for (let tries = 0; tries < 200 && existsSync(path); tries += 1) await pause(50);
  } catch (error) {
    // Nobody listens there: only the file of the socket was left.
    if (problem?.code === 'ECONNREFUSED' || problem?.code === 'ENOENT') rmSync(path, { force: true });
    else throw error;
  } finally {
    redis.disconnect();
  }
}

class ForeignServerError extends Error {
  constructor(path: string) {
    super(`Another Redis, not ours, listens on ${path}; move it or choose another data directory`);
    this.name = 'ForeignServerError';
  }
}

/** Waits until the server has read its data and answers. `failed` may say early that it never will. */
async function untilAnswering(path: string, failed: () => string | undefined): Promise<void> {
  const redis = new Redis({
    path,
    retryStrategy: () => 25,
    maxRetriesPerRequest: null,
    enableReadyCheck: true,
  });
  redis.on('error', () => undefined);
  const end = performance.now() + START_LIMIT_MS;
  try {
    while (redis.status !== 'ready') {
      if (failed() !== undefined || performance.now() > end)
        throw new Error(`The private Redis does not start; its log is redis.log beside its data`);
      await pause(10);
    }
  } finally {
    redis.disconnect();
  }
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((settle) => child.once('exit', () => settle()));
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), 8000);
  await ended;
  clearTimeout(hard);
}

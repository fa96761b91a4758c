import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { freePort, redisServerPath } from '../harness/redis-server.ts';
import type { TelegramOrder, TelegramTally } from './telegram-process.ts';

/** A process that can be killed, frozen and started again under the same name. */
export interface Victim {
  start(): Promise<void>;
  /** SIGKILL, by the id of the process we started. */
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** SIGTERM; answers how it ended and after how many ms. */
  end(): Promise<{ readonly code: number | null; readonly ms: number }>;
  isRunning(): boolean;
}

function victim(begin: () => ChildProcess, ready: (child: ChildProcess) => Promise<void>): Victim {
  let child: ChildProcess | undefined;
  const isRunning = (): boolean =>
    child !== undefined && child.exitCode === null && child.signalCode === null;
  async function signal(name: NodeJS.Signals): Promise<number | null> {
    if (child === undefined || !isRunning()) return null;
    const gone = once(child, 'exit');
    child.kill(name);
    const [code] = (await gone) as [number | null];
    return code;
  }
  return {
    isRunning,
    async start() {
      if (isRunning()) return;
      child = begin();
      await ready(child);
    },
    kill: async () => void (await signal('SIGKILL')),
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async end() {
      const from = performance.now();
      const code = await signal('SIGTERM');
      return { code, ms: Math.round(performance.now() - from) };
    },
  };
}

/** A real Redis with AOF in `directory`, started again with what it had written. */
export async function redisVictim(directory: string): Promise<Victim & { readonly url: string }> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--save', '']
    .concat(['--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction'])
    .concat(['--loglevel', 'warning']);
  const server = victim(
    () => spawn(redisServerPath(), settings, { stdio: 'ignore' }),
    async () => {
      const redis = new Redis(url, { retryStrategy: () => 25, maxRetriesPerRequest: null });
      redis.on('error', () => undefined);
      await redis.ping();
      redis.disconnect();
    },
  );
  return { ...server, url };
}

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** The real program. `log` is a file that its output is added to. */
export function programVictim(variables: Readonly<Record<string, string>>, log: string): Victim {
  return victim(
    () => {
      const child = spawn(process.execPath, ['--import', 'tsx', main], {
        env: { PATH: process.env['PATH'] ?? '', HTTP_PORT: '0', LOG_LEVEL: 'info', ...variables },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const file = createWriteStream(log, { flags: 'a' });
      child.stdout.pipe(file);
      child.stderr.pipe(file);
      return child;
    },
    async () => undefined,
  );
}

export interface TelegramChild {
  readonly apiRoot: string;
  readonly token: string;
  tally(): Promise<TelegramTally>;
  sent(): Promise<number>;
  close(): Promise<void>;
}

/** The test Telegram in its own process. */
export async function telegramChild(order: TelegramOrder): Promise<TelegramChild> {
  const child = fork(fileURLToPath(new URL('./telegram-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  });
  child.send(order);
  const [place] = (await once(child, 'message')) as [{ apiRoot: string; token: string }];
  async function ask(what: string): Promise<{ tally: TelegramTally; sent: number }> {
    child.send(what);
    const [answer] = (await once(child, 'message')) as [{ tally: TelegramTally; sent: number }];
    return answer;
  }
  return {
    ...place,
    tally: async () => (await ask('tally')).tally,
    sent: async () => (await ask('sent')).sent,
    async close() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** Asks until it is so; false when it is not within the limit. */
export async function until(limitMs: number, isSo: () => Promise<boolean>, everyMs = 200): Promise<boolean> {
  const end = performance.now() + limitMs;
  while (performance.now() < end) {
    if (await isSo().catch(() => false)) return true;
    await wait(everyMs);
  }
  return false;
}

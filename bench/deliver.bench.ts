import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Queue, Worker, RateLimitError } from 'bullmq';
import { Redis } from 'ioredis';
import { Telegraf } from 'telegraf';
import { createApp } from '../src/app.ts';
import { createLog } from '../src/log.ts';
import { parseSettings } from '../src/settings.ts';
import { startPrivateRedis } from '../src/store/private-redis.ts';
import type { BenchResult } from './run.ts';

const text = 'Điểm tin. '.repeat(100);
const slot = '2026-11-23T07:00';
const perSecond = 30;

interface Tally {
  readonly accepted: number;
  readonly refused: number;
  /** Between the first and the last accepted message. */
  readonly seconds: number;
  readonly copies: number;
  readonly missing: number;
}

interface Stage {
  readonly apiRoot: string;
  readonly token: string;
  readonly redisPath: string;
  readonly chats: readonly number[];
}

/**
 * `npm run bench -- deliver [messages] [latency ms]`: the same messages to as many chats by three senders in one run, against the strict
 * test Telegram (30 messages in any second, growing bans) in a process of its own. Rate used = accepted messages per second against 30.
 * "With 429s": every fiftieth request is refused with a wait of one second. What has not arrived within four times the ideal is missing.
 */
export async function bench([messages = '450', latency = '50']: readonly string[]): Promise<BenchResult> {
  const [count, latencyMs] = [Number(messages), Number(latency)];
  const senders = { ours: sendOurs, telegrafLoop: sendByLoop, bullmqLimiter: sendByBullmq };
  const results: Record<string, Record<string, unknown>> = {};
  for (const [name, send] of Object.entries(senders)) {
    for (const floods of [false, true]) {
      const tally = await measure(count, latencyMs, floods, send);
      const used = Math.round((tally.accepted / tally.seconds / perSecond) * 1000) / 10;
      results[name] = {
        ...results[name],
        [floods ? 'with429s' : 'without429s']: { usedPercent: used, ...tally },
      };
      console.error(`  ${name}${floods ? ', with 429s' : ''}: ${used} %`);
    }
  }
  return { messages: count, latencyMs, ...results };
}

async function measure(
  count: number,
  latencyMs: number,
  floods: boolean,
  send: (stage: Stage, isOver: () => Promise<boolean>) => Promise<void>,
): Promise<Tally> {
  const directory = mkdtempSync(join(tmpdir(), 'diemtin-bench-'));
  const quiet = (): void => undefined;
  const server = await startPrivateRedis({
    directory,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
  const telegram = fork(fileURLToPath(new URL('./telegram-server.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  });
  telegram.send({ count, latencyMs, floods });
  const [place] = (await once(telegram, 'message')) as [{ apiRoot: string; token: string }];
  async function tally(): Promise<Tally> {
    telegram.send('tally');
    const [answer] = (await once(telegram, 'message')) as [Tally];
    return answer;
  }
  const end = performance.now() + (count / perSecond) * 4000;
  try {
    const stage = {
      ...place,
      redisPath: server.path,
      chats: Array.from({ length: count }, (_, at) => at + 1),
    };
    await send(stage, async () => {
      await wait(200);
      return performance.now() > end || (await tally()).missing === 0;
    });
    return await tally();
  } finally {
    telegram.kill('SIGKILL');
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** One process of ours, with everything that it records. */
async function sendOurs(
  { apiRoot, token, redisPath, chats }: Stage,
  isOver: () => Promise<boolean>,
): Promise<void> {
  const parsed = parseSettings({
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_ROOT: apiRoot,
    HTTP_PORT: '0',
    ROLE: 'deliver',
  });
  if (!parsed.ok) throw new Error('wrong settings');
  const redis = new Redis(redisPath);
  const app = createApp({
    settings: parsed.settings,
    redis,
    clock: { now: Date.now },
    log: createLog('silent', []),
    sources: [],
    terminal: {
      input: Readable.from([]),
      output: new Writable(),
      colour: false,
      width: 80,
      ended: () => undefined,
    },
  });
  const now = Date.now();
  for (const chat of chats)
    await app.store.ledger.open({
      chat: `telegram:${chat}`,
      slot,
      parts: [{ text, format: 'plain' }],
      storyIds: [],
      now,
    });
  await app.start();
  while (!(await isOver()));
  await app.stop();
  redis.disconnect();
}

/** What one writes first: one after the other, waiting as long as a 429 asks. */
async function sendByLoop({ apiRoot, token, chats }: Stage): Promise<void> {
  const bot = new Telegraf(token, { telegram: { apiRoot } });
  for (const chat of chats) {
    for (;;) {
      try {
        await bot.telegram.sendMessage(chat, text);
        break;
      } catch (error) {
        await wait(retryAfter(error) * 1000);
      }
    }
  }
}

/** BullMQ's own limiter set to Telegram's, three jobs at once, 429 reported by its rate limit error. */
async function sendByBullmq(
  { apiRoot, token, redisPath, chats }: Stage,
  isOver: () => Promise<boolean>,
): Promise<void> {
  const connection = { path: redisPath, maxRetriesPerRequest: null };
  const bot = new Telegraf(token, { telegram: { apiRoot } });
  const queue = new Queue('bench', { connection });
  await queue.addBulk(chats.map((chat) => ({ name: 'send', data: { chat } })));
  const worker = new Worker<{ chat: number }>(
    'bench',
    async ({ data }) => {
      try {
        await bot.telegram.sendMessage(data.chat, text);
      } catch (error) {
        await worker.rateLimit(retryAfter(error) * 1000);
        throw new RateLimitError();
      }
    },
    { connection, concurrency: 3, limiter: { max: perSecond, duration: 1000 } },
  );
  worker.on('error', () => undefined);
  while (!(await isOver()));
  await worker.close(true);
  await queue.close();
}

function retryAfter(error: unknown): number {
  const { parameters } = error as { readonly parameters?: { readonly retry_after?: number } };
  return parameters?.retry_after ?? 1;
}

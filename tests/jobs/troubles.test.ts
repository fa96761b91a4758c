import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { App } from '../../src/app.ts';
import { createLog } from '../../src/log.ts';
import { parseSettings } from '../../src/settings.ts';
import { connectRedis } from '../../src/store/connect.ts';
import { programVictim, redisVictim, until, type Victim } from '../chaos/parts.ts';
import { startTelegramServer } from '../harness/telegram-server.ts';
import type { TelegramServer } from '../harness/telegram-server.ts';

const count = 20;
const slot = '2026-11-23T07:00';
const log = createLog('silent', []);

let directory: string;
let server: Victim & { readonly url: string };
let telegram: TelegramServer;
let redis: Redis;
let app: App;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'diemtin-trouble-'));
  server = await redisVictim(directory);
  await server.start();
  telegram = await startTelegramServer({ limits: { globalPerSecond: 200 } });
  for (let id = 1; id <= count; id += 1) telegram.user(id).started = true;
  redis = connectRedis(server.url, log);
  const parsed = parseSettings({ ...variables(), HTTP_PORT: '0' });
  if (!parsed.ok) throw new Error('wrong settings');
  app = createApp({
    settings: parsed.settings,
    redis,
    clock: { now: Date.now },
    log,
    sources: [],
    terminal: {
      input: Readable.from([]),
      output: new Writable(),
      colour: false,
      width: 80,
      ended: () => undefined,
    },
  });
});

afterEach(async () => {
  server.thaw();
  await server.start();
  await app.stop();
  redis.disconnect();
  await telegram.close();
  await server.kill();
  rmSync(directory, { recursive: true, force: true });
});

function variables(): Readonly<Record<string, string>> {
  return {
    ROLE: 'deliver',
    REDIS_URL: server.url,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    TELEGRAM_PER_SECOND: '200',
  };
}

async function open(at = Date.now()): Promise<void> {
  for (let id = 1; id <= count; id += 1)
    await app.store.ledger.open({
      chat: `telegram:${id}`,
      slot,
      parts: [{ text: 'Điểm tin', format: 'plain' }],
      storyIds: [],
      now: Date.now(),
      at,
    });
}

function copies(): readonly number[] {
  return Array.from({ length: count }, (_, at) => telegram.sent(at + 1).length);
}

const once = Array.from({ length: count }, () => 1);

async function setting(name: string, value: string): Promise<void> {
  const other = new Redis(server.url);
  await other.config('SET', name, value);
  other.disconnect();
}

async function replicaOf(...place: readonly [string, string]): Promise<void> {
  const other = new Redis(server.url);
  await other.call('REPLICAOF', ...place);
  other.disconnect();
}

describe('Redis', () => {
  it.each([
    ['down', () => server.kill(), () => server.start()],
    ['frozen', async () => server.freeze(), async () => server.thaw()],
    ['full', () => setting('maxmemory', '1'), () => setting('maxmemory', '0')],
    ['read-only', () => replicaOf('127.0.0.1', '1'), () => replicaOf('NO', 'ONE')],
  ])(
    'being %s: nothing is sent that could not be recorded, and all is sent within 15 s after',
    async (_, begin, end) => {
      await open(Date.now() + 1000);
      await app.start();
      await begin();
      await wait(2500);
      expect(telegram.sent()).toEqual([]);
      await end();
      expect(await until(15_000, async () => copies().every((each) => each > 0), 50)).toBe(true);
      expect(await until(5000, async () => (await app.store.ledger.openCount()) === 0)).toBe(true);
      expect(copies()).toEqual(once);
    },
    40_000,
  );

  it('killed and started again in the middle loses and doubles nothing', async () => {
    telegram.faults.chance('sendMessage', { kind: 'slow', ms: 100 }, 1, () => 0);
    await open();
    await app.start();
    await until(10_000, async () => telegram.sent().length > 3, 10);
    await server.kill();
    await wait(500);
    await server.start();
    expect(await until(20_000, async () => (await app.store.ledger.openCount()) === 0)).toBe(true);
    expect(copies()).toEqual(once);
  }, 40_000);
});

describe('Telegram', () => {
  it('unreachable at the start: the process lives and sends when it is there', async () => {
    await telegram.vanish();
    await open();
    await app.start();
    await wait(1500);
    await telegram.reappear();
    expect(await until(15_000, async () => copies().every((each) => each === 1), 50)).toBe(true);
  }, 30_000);

  it('answering with gateway pages for a while: nobody gets more than two, nobody none', async () => {
    telegram.faults.next('sendMessage', { kind: 'html-502' }, 6);
    await open();
    await app.start();
    expect(await until(25_000, async () => (await app.store.ledger.openCount()) === 0)).toBe(true);
    expect(copies()).toEqual(once);
  }, 40_000);
});

describe('SIGTERM during a digest', () => {
  it('ends the process within 10 s and leaves nothing doubtful', async () => {
    telegram.faults.chance('sendMessage', { kind: 'slow', ms: 200 }, 1, () => 0);
    await open();
    const worker = programVictim(variables(), join(directory, 'worker.log'));
    await worker.start();
    expect(await until(30_000, async () => telegram.sent().length > 2, 20)).toBe(true);
    const { code, ms } = await worker.end();
    expect(code).toBe(0);
    expect(ms).toBeLessThan(10_000);
    const sent = telegram.sent().length;
    expect(sent).toBeLessThan(count);
    expect((await app.store.ledger.report(slot)).counts).toEqual({ sent, pending: count - sent });
    await app.start();
    expect(await until(15_000, async () => (await app.store.ledger.openCount()) === 0)).toBe(true);
    expect(copies()).toEqual(once);
  }, 60_000);
});

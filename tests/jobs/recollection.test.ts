import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDeliverer } from '../../src/jobs/deliver.ts';
import { createLog } from '../../src/log.ts';
import type { ChatKey } from '../../src/news/chat.ts';
import type { Channel } from '../../src/ports/channel.ts';
import { createKeys } from '../../src/store/keys.ts';
import { chatBook } from '../../src/store/chats.ts';
import { ledger as createLedger } from '../../src/store/ledger.ts';
import { redisVictim, until, type Victim } from '../chaos/parts.ts';

const slot = '2026-11-23T07:00';
const now = Date.parse('2026-11-23T07:00+07:00');
const count = 50;

let directory: string;
let server: Victim & { readonly url: string };
let redis: Redis;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'diemtin-recollection-'));
  server = await redisVictim(directory);
  await server.start();
  redis = new Redis(server.url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
  redis.on('error', () => undefined);
});

afterEach(async () => {
  redis.disconnect();
  await server.kill();
  rmSync(directory, { recursive: true, force: true });
});

/** Whose time has come: what is tested is the ledger, not the pace. */
const atOnce = {
  turn: async () => ({ granted: true, depart: async () => true, arrived: () => undefined }) as const,
  holdChat: async () => undefined,
  holdAll: async () => undefined,
  backOff: async () => undefined,
  worked: async () => undefined,
};

function deliverer(sent: ChatKey[], onSend: () => Promise<void> = async () => undefined) {
  const keys = createKeys('recollection');
  const ledger = createLedger(redis, keys);
  const channel: Channel = {
    platform: 'telegram',
    health: () => ({ state: 'ok' }),
    render: () => [],
    start: async () => undefined,
    stop: async () => undefined,
    async send({ chat }: { chat: ChatKey }) {
      sent.push(chat);
      await onSend();
      return { kind: 'sent', messageId: '1' };
    },
  } as unknown as Channel;
  const made = createDeliverer({
    ledger,
    chats: chatBook(redis, keys),
    channel,
    pace: atOnce,
    policy: 'loss',
    clock: { now: () => now },
    log: createLog('silent', []),
    chance: () => 0,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 20))),
    stopping: new AbortController().signal,
    token: 'worker',
  });
  return { ledger, made };
}

/** Redis is killed and comes back with an older copy of what it had written. */
async function forget(copy: string): Promise<void> {
  await server.kill();
  rmSync(join(directory, 'appendonlydir'), { recursive: true });
  cpSync(copy, join(directory, 'appendonlydir'), { recursive: true });
  await server.start();
}

async function openAll(ledger: ReturnType<typeof createLedger>): Promise<void> {
  for (let id = 1; id <= count; id += 1)
    await ledger.open({
      chat: `telegram:${id}`,
      slot,
      parts: [{ text: 'Điểm tin', format: 'telegram-html' }],
      storyIds: ['thep'],
      now,
    });
}

it('sends nothing again that a killed Redis has forgotten to be sent', async () => {
  const sent: ChatKey[] = [];
  const { ledger, made } = deliverer(sent);
  await openAll(ledger);
  const copy = join(directory, 'before');
  // Killed once, so that everything opened is in the file.
  await server.end();
  cpSync(join(directory, 'appendonlydir'), copy, { recursive: true });
  await server.start();
  const [lane] = made.lanes;
  while (sent.length < count) await lane?.();
  await forget(copy);
  expect(await until(10_000, async () => (await ledger.openCount()) === count)).toBe(true);
  // The first look repeats what was forgotten and gives other processes time to do the same.
  expect(await until(10_000, async () => (await lane?.(), await ledger.openCount()) === 0, 50)).toBe(true);
  expect(sent.length).toBe(count);
  expect((await ledger.report(slot)).counts).toEqual({ sent: count });
  expect(await ledger.find('telegram:7', slot)).toMatchObject({ state: 'sent', attempts: 1, partsSent: 1 });
  expect([...(await ledger.told('telegram:7'))]).toEqual(['thep']);
});

it('writes down what was accepted although Redis forgot, meanwhile, that it was on its way', async () => {
  const sent: ChatKey[] = [];
  const copy = join(directory, 'before');
  const { ledger, made } = deliverer(sent, async () => {
    if (sent.length === 1) await forget(copy);
  });
  await openAll(ledger);
  await server.end();
  cpSync(join(directory, 'appendonlydir'), copy, { recursive: true });
  await server.start();
  const [lane] = made.lanes;
  expect(await until(20_000, async () => (await lane?.(), await ledger.openCount()) === 0, 5)).toBe(true);
  expect(sent.toSorted()).toEqual([...new Set(sent)].toSorted());
  expect(sent.length).toBe(count);
});

it('leaves to others what they have begun to send, and opens nothing twice that was not even opened', async () => {
  const { ledger } = deliverer([]);
  await openAll(ledger);
  const [mine] = await ledger.take('telegram', 'worker', now, 1000, 1);
  const [theirs] = await ledger.take('telegram', 'other', now + 2000, 60_000, 1);
  expect(theirs?.chat).toBe(mine?.chat);
  await ledger.begin(theirs!, now + 2000, 60_000);
  expect(await ledger.remind(mine!, { state: 'sent' }, now)).toBe(false);
  expect((await ledger.find(mine!.chat, slot))?.state).toBe('sending');
  const stranger = { ...mine!, chat: 'telegram:999' as const };
  expect(await ledger.remind(stranger, { state: 'sent' }, now)).toBe(true);
  expect(await ledger.remind(stranger, { state: 'sent' }, now)).toBe(false);
  expect(await ledger.open({ chat: 'telegram:999', slot, parts: [], storyIds: [], now })).toBe('exists');
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatKey } from '../../src/news/chat.ts';
import type { Part } from '../../src/news/message.ts';
import type { Ledger, OpenDelivery, TakenDelivery } from '../../src/ports/ledger.ts';
import { createKeys } from '../../src/store/keys.ts';
import { ledger as createLedger } from '../../src/store/ledger.ts';
import { testRedis, type TestRedis } from '../harness/redis.ts';
import { MORNING } from './samples.ts';

const SLOT = '2026-11-23T07:00';
const LEASE = 30_000;
const ANNA: ChatKey = 'telegram:1001';
const BINH: ChatKey = 'telegram:1002';

let server: TestRedis;
let ledger: Ledger;

beforeEach(() => {
  server = testRedis();
  ledger = createLedger(server.redis, createKeys(server.prefix));
});
afterEach(() => server.cleanup());

function parts(...texts: string[]): Part[] {
  return texts.map((text) => ({ text, format: 'plain' }));
}

function delivery(chat: ChatKey, over: Partial<OpenDelivery> = {}): OpenDelivery {
  return { chat, slot: SLOT, parts: parts('Điểm tin'), storyIds: ['s1', 's2'], now: MORNING, ...over };
}

async function takeOne(now = MORNING, token = 'worker'): Promise<TakenDelivery> {
  const [taken] = await ledger.take('telegram', token, now, LEASE, 1);
  if (taken === undefined) throw new Error('nothing to take');
  expect(await ledger.begin(taken, now, LEASE)).toBe(true);
  return taken;
}

describe('the ledger', () => {
  it('opens a slot once, marks its stories as told, and says so for ever after', async () => {
    expect(await ledger.open(delivery(ANNA, { threadId: 7 }))).toBe('opened');
    expect(await ledger.open(delivery(ANNA, { parts: parts('khác'), storyIds: ['s9'] }))).toBe('exists');
    expect(await ledger.skip(ANNA, SLOT, 'late', MORNING)).toBe('exists');
    expect(await ledger.told(ANNA)).toEqual(new Set(['s1', 's2']));
    expect(await ledger.told(BINH)).toEqual(new Set());
    expect(await ledger.find(ANNA, SLOT)).toEqual({
      chat: ANNA,
      slot: SLOT,
      state: 'pending',
      attempts: 0,
      partsSent: 0,
      updatedAt: MORNING,
    });
    expect(await takeOne()).toMatchObject({
      chat: ANNA,
      slot: SLOT,
      parts: parts('Điểm tin'),
      attempts: 1,
      partsSent: 0,
      threadId: 7,
      doubtful: false,
    });
  });

  it('records a slot that gets nothing, with the reason', async () => {
    expect(await ledger.skip(ANNA, SLOT, 'late', MORNING)).toBe('opened');
    expect(await ledger.open(delivery(ANNA))).toBe('exists');
    expect(await ledger.find(ANNA, SLOT)).toMatchObject({ state: 'skipped', reason: 'late' });
    expect(await ledger.openCount()).toBe(0);
    expect(await ledger.told(ANNA)).toEqual(new Set());
  });

  it('gives a delivery to one taker only, and to nobody before its time', async () => {
    await ledger.open(delivery(ANNA));
    await ledger.open(delivery(BINH));
    await ledger.open(delivery('zalo:z1'));
    expect(await ledger.take('telegram', 'early', MORNING - 1, LEASE, 10)).toEqual([]);
    const hands = await Promise.all(
      ['a', 'b', 'c', 'd'].map((token) => ledger.take('telegram', token, MORNING, LEASE, 10)),
    );
    expect(
      hands
        .flat()
        .map((each) => each.chat)
        .toSorted(),
    ).toEqual([ANNA, BINH]);
    expect(await ledger.report(SLOT)).toMatchObject({ counts: { pending: 1, sending: 2 } });
  });

  it('settles with the holder’s token only, and tells a repeated call the same', async () => {
    await ledger.open(delivery(ANNA));
    const first = await takeOne();
    const later = MORNING + LEASE;
    const second = await takeOne(later, 'other');
    expect(second).toMatchObject({ doubtful: true, doubts: 1, attempts: 2 });
    expect(await ledger.settle(first, { state: 'failed', reason: 'no' }, later)).toBe(false);
    expect(await ledger.partSent(first, 1, later, LEASE)).toBe(false);
    expect(await ledger.settle(second, { state: 'sent' }, later)).toBe(true);
    expect(await ledger.settle(second, { state: 'sent' }, later)).toBe(true);
    expect(await ledger.settle(first, { state: 'sent' }, later)).toBe(false);
    expect(await ledger.find(ANNA, SLOT)).toEqual({
      chat: ANNA,
      slot: SLOT,
      state: 'sent',
      attempts: 2,
      partsSent: 1,
      updatedAt: later,
    });
    expect(await ledger.openCount()).toBe(0);
    expect(await ledger.take('telegram', 'w', later + 10 * LEASE, LEASE, 10)).toEqual([]);
  });

  it('knows the same worker’s earlier attempt from its later one', async () => {
    await ledger.open(delivery(ANNA));
    const first = await takeOne(MORNING, 'w');
    const again = await takeOne(MORNING + LEASE, 'w');
    expect(await ledger.settle(first, { state: 'sent' }, MORNING + LEASE)).toBe(false);
    expect(await ledger.settle(again, { state: 'sent' }, MORNING + LEASE)).toBe(true);
  });

  it('continues at the part that failed, and lengthens the lease with every part', async () => {
    await ledger.open(delivery(ANNA, { parts: parts('một', 'hai', 'ba') }));
    const taken = await takeOne();
    expect(await ledger.partSent(taken, 2, MORNING + LEASE - 1, LEASE)).toBe(true);
    expect(await ledger.take('telegram', 'other', MORNING + LEASE, LEASE, 1)).toEqual([]);
    const at = MORNING + 60_000;
    expect(await ledger.settle(taken, { state: 'pending', at, reason: '429' }, MORNING)).toBe(true);
    expect(await ledger.find(ANNA, SLOT)).toMatchObject({ state: 'pending', reason: '429', partsSent: 2 });
    expect(await ledger.take('telegram', 'w', at - 1, LEASE, 1)).toEqual([]);
    expect(await takeOne(at)).toMatchObject({ partsSent: 2, attempts: 2, doubtful: false });
  });

  it('leaves nothing in doubt that was only taken, and lets nobody begin who lost it', async () => {
    await ledger.open(delivery(ANNA));
    const [first] = await ledger.take('telegram', 'a', MORNING, LEASE, 1);
    const [second] = await ledger.take('telegram', 'b', MORNING + LEASE, LEASE, 1);
    expect(second).toMatchObject({ doubtful: false, doubts: 0, attempts: 1 });
    expect(await ledger.begin(first!, MORNING + LEASE, LEASE)).toBe(false);
    expect(await ledger.begin(second!, MORNING + LEASE, LEASE)).toBe(true);
    expect(await ledger.begin(second!, MORNING + LEASE, LEASE)).toBe(true);
    expect(await ledger.find(ANNA, SLOT)).toMatchObject({ state: 'sending', attempts: 1 });
  });

  it('remembers a doubt that was settled for another attempt', async () => {
    await ledger.open(delivery(ANNA));
    const taken = await takeOne();
    await ledger.settle(taken, { state: 'pending', at: MORNING, reason: 'cut', doubtful: true }, MORNING);
    expect(await takeOne()).toMatchObject({ doubtful: true, doubts: 1 });
  });

  it('reports what became of a slot and lists slots, newest first', async () => {
    await ledger.open(delivery(ANNA));
    await ledger.open(delivery(BINH));
    await ledger.skip('telegram:1003', SLOT, 'nothing-new', MORNING);
    await ledger.skip('telegram:1003', '2026-11-22T07:00', '__proto__', MORNING);
    const [a, b] = await ledger.take('telegram', 'w', MORNING, LEASE, 2);
    await ledger.settle(a!, { state: 'sent' }, MORNING);
    await ledger.settle(b!, { state: 'unknown', reason: 'connection cut' }, MORNING);
    expect(await ledger.report(SLOT)).toEqual({
      slot: SLOT,
      counts: { sent: 1, unknown: 1, skipped: 1 },
      reasons: { 'connection cut': 1, 'nothing-new': 1 },
    });
    expect(Object.entries((await ledger.report('2026-11-22T07:00')).reasons)).toEqual([['__proto__', 1]]);
    expect(await ledger.slots(5)).toEqual([SLOT, '2026-11-22T07:00']);
  });

  it('stores a message once per shard, however many chats get it, and drops it after the last', async () => {
    const text = 'Điểm tin '.repeat(300);
    const chats = Array.from({ length: 200 }, (_, at) => `telegram:${5000 + at}` as const);
    await Promise.all(chats.map((chat) => ledger.open(delivery(chat, { parts: parts(text) }))));
    const bodies = (await server.keys()).filter((key) => key.endsWith(':bodies'));
    for (const key of bodies) expect(await server.redis.hlen(key)).toBe(1);
    for (;;) {
      const hand = await ledger.take('telegram', 'w', MORNING, LEASE, 64);
      if (hand.length === 0) break;
      await Promise.all(hand.map((each) => ledger.settle(each, { state: 'sent' }, MORNING)));
    }
    const left = (await server.keys()).filter((key) => /:(?:bodies|references|open)$/.test(key));
    expect(left).toEqual([]);
    expect((await ledger.report(SLOT)).counts).toEqual({ sent: 200 });
  });

  it('drops entries older than it promises to keep', async () => {
    await ledger.skip(ANNA, '2026-10-01T07:00', 'late', MORNING - 52 * 86_400_000);
    await ledger.open(delivery(ANNA));
    expect(await ledger.find(ANNA, '2026-10-01T07:00')).toBeUndefined();
    const ending = (await server.keys()).filter((key) => /:(?:ledger:|report:|told:|took:)/.test(key));
    expect(ending.length).toBeGreaterThan(2);
    for (const key of ending) expect(await server.redis.ttl(key)).toBeGreaterThan(0);
  });

  it('refuses names that would become parts of keys', async () => {
    for (const bad of ['*', 'a b', 'x\ny', '{c1}', ''])
      await expect(ledger.open(delivery(ANNA, { slot: bad }))).rejects.toThrow(RangeError);
    await expect(ledger.open(delivery('telegram:a{b}'))).rejects.toThrow(RangeError);
  });
});

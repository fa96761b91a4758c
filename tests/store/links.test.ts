import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Chat } from '../../src/news/chat.ts';
import { slotAfter } from '../../src/digest/slots.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { foldForSearch } from '../../src/text/fold.ts';
import { tokens } from '../../src/text/tokens.ts';
import { testRedis, type TestRedis } from '../harness/redis.ts';
import { aChat, aSlot, MORNING } from './samples.ts';

const HERE = 'telegram:42';
const THERE = 'zalo:ab01';
const parts = [{ text: 'Điểm tin', format: 'plain' as const }];
const now = MORNING + 60_000;

let server: TestRedis;
let store: Store;
beforeEach(async () => {
  server = testRedis();
  store = openStore(server.redis, { words: tokens, fold: foldForSearch }, 'thu', server.prefix);
  await store.chats.put(aChat(HERE), aSlot(HERE));
  await store.links.join(HERE, THERE);
});
afterEach(() => server.cleanup());

/** As the bot reckons it: a slot that has just passed is still wanted. */
function nextSlot(chat: Chat) {
  return slotAfter(chat, now - 3 * 3_600_000);
}

async function open(slot = '2026-11-23T07:00'): Promise<void> {
  await store.ledger.open({ chat: HERE, slot, parts, storyIds: ['a'], now });
}

describe('a subscription that moves to the other platform', () => {
  it('keeps its settings, and nothing is left where it was', async () => {
    await store.links.rehome(HERE, THERE, nextSlot, now);
    expect(await store.chats.get(HERE)).toBeUndefined();
    expect(await store.chats.get(THERE)).toEqual({ ...aChat(HERE), key: THERE });
    expect(await store.links.home(HERE)).toBe(THERE);
    expect(await store.links.home(THERE)).toBe(THERE);
    expect(await store.links.other(HERE)).toBe(THERE);
    expect(await store.chats.count()).toEqual({ active: 1, total: 1 });
  });

  it('does not get again what it has got', async () => {
    await open();
    const [taken] = await store.ledger.take('telegram', 'tay', now, 60_000, 1);
    await store.ledger.settle(taken!, { state: 'sent' }, now);
    await store.links.rehome(HERE, THERE, nextSlot, now);
    expect(await store.ledger.find(THERE, '2026-11-23T07:00')).toMatchObject({ state: 'sent' });
    expect(await store.ledger.told(THERE)).toEqual(new Set(['a']));
    expect(await store.ledger.take('zalo', 'tay', now, 60_000, 1)).toEqual([]);
  });

  it('gets there what was only waiting here', async () => {
    await open();
    await store.links.rehome(HERE, THERE, nextSlot, now);
    expect(await store.ledger.take('telegram', 'tay', now, 60_000, 1)).toEqual([]);
    expect(await store.ledger.find(THERE, '2026-11-23T07:00')).toBeUndefined();
    const [due] = await store.chats.due(now, 10);
    expect(due).toMatchObject({ chat: { key: THERE }, slot: { local: '2026-11-23T07:00' } });
    expect(await store.ledger.openCount()).toBe(0);
  });

  it('never gets twice what may be on its way', async () => {
    await open();
    const [taken] = await store.ledger.take('telegram', 'tay', now, 60_000, 1);
    expect(await store.ledger.begin(taken!, now, 60_000)).toBe(true);
    await store.links.rehome(HERE, THERE, nextSlot, now);
    expect(await store.ledger.find(THERE, '2026-11-23T07:00')).toMatchObject({
      state: 'unknown',
      reason: 'moved',
    });
    expect(await store.ledger.settle(taken!, { state: 'sent' }, now)).toBe(false);
    expect(await store.ledger.take('zalo', 'tay', now + 120_000, 60_000, 1)).toEqual([]);
  });

  it('is not sent by whoever had taken it and not begun', async () => {
    await open();
    const [taken] = await store.ledger.take('telegram', 'tay', now, 60_000, 1);
    await store.links.rehome(HERE, THERE, nextSlot, now);
    expect(await store.ledger.begin(taken!, now, 60_000)).toBe(false);
  });

  it('moves back and forth', async () => {
    await store.links.rehome(HERE, THERE, nextSlot, now);
    await store.links.rehome(THERE, HERE, nextSlot, now);
    expect(await store.chats.get(HERE)).toEqual(aChat(HERE));
    expect(await store.chats.get(THERE)).toBeUndefined();
  });

  it('arrives although the move was cut short', async () => {
    const keys = await server.keys();
    const moving = `${server.prefix}:{links}:moving`;
    expect(keys).not.toContain(moving);
    await server.redis.sadd(moving, `${HERE}|${THERE}`);
    await store.chats.put(aChat(HERE), undefined);
    await store.links.finish(nextSlot, now);
    expect(await store.chats.get(THERE)).toMatchObject({ state: 'active' });
    expect(await store.chats.nextSlotAt()).toBe(MORNING);
    expect(await server.redis.exists(moving)).toBe(0);
  });
});

describe('a code', () => {
  it('works once, and is not to be read in the store', async () => {
    await store.links.offer(HERE, 'abcd2345');
    expect((await server.keys()).join(' ')).not.toContain('abcd2345');
    expect(await store.links.redeem('abcd2346')).toBeUndefined();
    expect(await store.links.redeem('abcd2345')).toBe(HERE);
    expect(await store.links.redeem('abcd2345')).toBeUndefined();
  });

  it('ends after ten minutes', async () => {
    const before = new Set(await server.keys());
    await store.links.offer(HERE, 'abcd2345');
    const [key = ''] = (await server.keys()).filter((each) => !before.has(each));
    const seconds = await server.redis.ttl(key);
    expect(seconds).toBeGreaterThan(590);
    expect(seconds).toBeLessThanOrEqual(600);
  });
});

describe('parting', () => {
  it('leaves the subscription at its home', async () => {
    expect(await store.links.part(THERE)).toBe(HERE);
    expect(await store.links.home(THERE)).toBe(THERE);
    expect(await store.links.other(HERE)).toBeUndefined();
    expect(await store.chats.get(HERE)).toBeDefined();
    expect(await store.links.part(THERE)).toBeUndefined();
  });
});

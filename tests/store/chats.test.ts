import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatKey } from '../../src/news/chat.ts';
import type { ChatBook } from '../../src/ports/chats.ts';
import { readChat, writeChat } from '../../src/store/chat-record.ts';
import { chatBook } from '../../src/store/chats.ts';
import { dialogueMemory } from '../../src/store/dialogue.ts';
import { createKeys, type Keys } from '../../src/store/keys.ts';
import { ledger as createLedger } from '../../src/store/ledger.ts';
import { testRedis, type TestRedis } from '../harness/redis.ts';
import { aChat, aSlot, MORNING } from './samples.ts';

const ANNA: ChatKey = 'telegram:1001';
const GROUP: ChatKey = 'telegram:-200';
const SUPERGROUP: ChatKey = 'telegram:-100200';

let server: TestRedis;
let keys: Keys;
let chats: ChatBook;

beforeEach(() => {
  server = testRedis();
  keys = createKeys(server.prefix);
  chats = chatBook(server.redis, keys);
});
afterEach(() => server.cleanup());

describe('the book of chats', () => {
  it('gives back what was put, whatever the settings', async () => {
    fc.assert(
      fc.property(
        fc.subarray(['06:30', '07:00', '18:00']),
        fc.subarray(['thep', 'det-may', 'logistics']),
        fc.subarray([1, 2, 3, 4, 5, 6, 7] as const),
        fc.constantFrom('Asia/Ho_Chi_Minh', 'Europe/Berlin'),
        fc.constantFrom('setup', 'active', 'stopped', 'gone'),
        fc.option(fc.integer({ min: 1, max: 1e9 }), { nil: undefined }),
        (hours, topics, days, timeZone, state, threadId) => {
          const chat = aChat(ANNA, {
            hours,
            topics,
            days,
            timeZone,
            state,
            ...(threadId ? { threadId } : {}),
          });
          expect(readChat(ANNA, writeChat(chat, undefined)).chat).toEqual(chat);
        },
      ),
    );
    const chat = aChat(GROUP, { kind: 'group', places: ['lang-son'], state: 'gone', goneReason: 'kicked' });
    await chats.put(chat, undefined);
    await chats.put(chat, undefined);
    expect(await chats.get(GROUP)).toEqual(chat);
    expect(await chats.count()).toEqual({ active: 0, total: 1 });
  });

  it('lists due chats, earliest first, until they are moved on', async () => {
    for (let at = 0; at < 30; at += 1) {
      const key: ChatKey = `telegram:${at}`;
      await chats.put(aChat(key), aSlot(key, '2026-11-23T07:00', MORNING + (29 - at)));
    }
    expect(await chats.nextSlotAt()).toBe(MORNING);
    expect((await chats.due(MORNING + 9, 100)).map(({ slot }) => slot.at - MORNING)).toEqual(
      Array.from({ length: 10 }, (_, at) => at),
    );
    const [first] = await chats.due(MORNING + 9, 1);
    expect(first?.slot.chat).toBe('telegram:29');
    const tomorrow = aSlot('telegram:29', '2026-11-24T07:00', MORNING + 86_400_000);
    expect(await chats.advance(first!, tomorrow)).toBe(true);
    expect(await chats.advance(first!, tomorrow)).toBe(true);
    expect((await chats.due(MORNING + 9, 100)).length).toBe(9);
    expect(await chats.count()).toEqual({ active: 30, total: 30 });
  });

  it('moves a due chat on without undoing what its reader changed meanwhile', async () => {
    await chats.put(aChat(ANNA), aSlot(ANNA));
    const [due] = await chats.due(MORNING, 1);
    await chats.put(
      aChat(ANNA, { topics: ['thep'] }),
      aSlot(ANNA, '2026-11-23T18:00', MORNING + 11 * 3_600_000),
    );
    expect(await chats.advance(due!, aSlot(ANNA, '2026-11-24T07:00', MORNING + 86_400_000))).toBe(false);
    expect(await chats.nextSlotAt()).toBe(MORNING + 11 * 3_600_000);
    expect((await chats.get(ANNA))?.topics).toEqual(['thep']);
  });

  it('never takes the next slot for the due one while another process moves the chat on', async () => {
    await chats.put(aChat(ANNA), aSlot(ANNA));
    const [first] = await chats.due(MORNING, 1);
    const tomorrow = aSlot(ANNA, '2026-11-24T07:00', MORNING + 86_400_000);
    const reader = server.redis.duplicate();
    const list = reader.zrangebyscore.bind(reader) as (...words: unknown[]) => Promise<string[]>;
    // The other process is quicker, just when this one has read the queue and not the settings.
    vi.spyOn(reader, 'zrangebyscore').mockImplementation(async (...words: unknown[]) => {
      const answer = await list(...words);
      if (answer.length > 0) await chats.advance(first!, tomorrow);
      return answer;
    });
    expect(await chatBook(reader, keys).due(MORNING, 10)).toEqual([]);
    reader.disconnect();
    expect(await chats.nextSlotAt()).toBe(tomorrow.at);
  });

  it('is never due when stopped', async () => {
    await chats.put(aChat(ANNA), aSlot(ANNA));
    await chats.put(aChat(ANNA, { state: 'stopped' }), undefined);
    expect(await chats.due(MORNING, 10)).toEqual([]);
    expect(await chats.nextSlotAt()).toBeUndefined();
    expect(await chats.count()).toEqual({ active: 0, total: 1 });
  });

  it('forgets a chat entirely: settings, ledger, told stories, open sends, questions, counters', async () => {
    const ledger = createLedger(server.redis, keys);
    const dialogue = dialogueMemory(server.redis, keys);
    await chats.put(aChat(ANNA), aSlot(ANNA));
    await ledger.skip(ANNA, '2026-11-22T07:00', 'nothing-new', MORNING);
    const open = {
      chat: ANNA,
      parts: [{ text: 'Tin', format: 'plain' as const }],
      storyIds: ['s1'],
      now: MORNING,
    };
    await ledger.open({ ...open, slot: '2026-11-23T07:00' });
    await ledger.open({ ...open, slot: '2026-11-23T12:00' });
    const [inHand] = await ledger.take('telegram', 'w', MORNING, 30_000, 1);
    await dialogue.ask(ANNA, { actions: ['dung'] });
    await dialogue.allow(ANNA, 'search', 3, 60);

    expect(await chats.forget(ANNA)).toBe(true);
    expect(await chats.forget(ANNA)).toBe(false);
    expect(await ledger.settle(inHand!, { state: 'sent' }, MORNING)).toBe(false);
    expect(await ledger.openCount()).toBe(0);
    expect(await ledger.told(ANNA)).toEqual(new Set());
    expect(await chats.count()).toEqual({ active: 0, total: 0 });
    expect((await ledger.report('2026-11-23T07:00')).counts).toEqual({ skipped: 1 });
    expect(await everythingStored(server)).not.toContain('1001');
  });

  it('moves a group and its deliveries to the supergroup, also those in hand', async () => {
    const ledger = createLedger(server.redis, keys);
    await chats.put(aChat(GROUP, { kind: 'group', topics: ['thep'] }), aSlot(GROUP));
    const open = {
      chat: GROUP,
      parts: [{ text: 'Tin', format: 'plain' as const }],
      storyIds: ['s1'],
      now: MORNING,
    };
    await ledger.skip(GROUP, '2026-11-22T07:00', 'nothing-new', MORNING);
    await ledger.open({ ...open, slot: '2026-11-23T07:00' });
    const [inHand] = await ledger.take('telegram', 'w', MORNING, 30_000, 1);
    await ledger.open({ ...open, slot: '2026-11-23T12:00' });

    await chats.move(GROUP, SUPERGROUP);
    await chats.move(GROUP, SUPERGROUP);
    expect(await chats.get(GROUP)).toBeUndefined();
    expect(await chats.get(SUPERGROUP)).toMatchObject({ key: SUPERGROUP, topics: ['thep'] });
    expect((await chats.due(MORNING, 5)).map(({ slot }) => slot)).toEqual([aSlot(SUPERGROUP)]);
    expect(await ledger.told(SUPERGROUP)).toEqual(new Set(['s1']));
    expect(await ledger.find(SUPERGROUP, '2026-11-22T07:00')).toMatchObject({ state: 'skipped' });
    expect(await ledger.settle({ ...inHand!, chat: SUPERGROUP }, { state: 'sent' }, MORNING)).toBe(true);
    expect(await ledger.take('telegram', 'w', MORNING, 30_000, 5)).toMatchObject([
      { chat: SUPERGROUP, slot: '2026-11-23T12:00', parts: [{ text: 'Tin' }] },
    ]);
    expect((await ledger.report('2026-11-23T07:00')).counts).toEqual({ sent: 1 });
    expect(await chats.count()).toEqual({ active: 1, total: 1 });
    expect(await everythingStored(server)).not.toContain('telegram:-200');
  });

  it('holds ten thousand chats, each due once, in about what we promise of memory', async () => {
    const all = Array.from({ length: 10_000 }, (_, at) => `telegram:${100_000_000 + at}` as const);
    for (let at = 0; at < all.length; at += 500)
      await Promise.all(
        all
          .slice(at, at + 500)
          .map((key) =>
            chats.put(aChat(key, { topics: ['thep', 'xuat-khau'], places: ['lang-son'] }), aSlot(key)),
          ),
      );
    expect(await chats.count()).toEqual({ active: 10_000, total: 10_000 });
    const seen = new Set<string>();
    for (;;) {
      const due = await chats.due(MORNING, 500);
      if (due.length === 0) break;
      for (const { slot } of due) seen.add(slot.chat);
      await Promise.all(
        due.map((each) =>
          chats.advance(each, aSlot(each.chat.key, '2026-11-24T07:00', MORNING + 86_400_000)),
        ),
      );
    }
    expect(seen.size).toBe(10_000);
    const settings = Number(await server.redis.call('MEMORY', 'USAGE', keys.chat(all[0]!).settings));
    const queues = await Promise.all(
      keys
        .shards()
        .map(async ({ due }) => Number(await server.redis.call('MEMORY', 'USAGE', due, 'SAMPLES', '0'))),
    );
    expect(settings + queues.reduce((sum, each) => sum + each, 0) / all.length).toBeLessThan(400);
  });

  it('refuses a key that is no chat', async () => {
    for (const bad of ['telegram:*', 'x:1', 'telegram:', 'telegram:a b', 'telegram:{c0}'])
      await expect(chats.get(bad as ChatKey)).rejects.toThrow(RangeError);
    expect(await chats.get('telegram:__proto__')).toBeUndefined();
  });
});

/** Every key and every value under the test's prefix, as one text. */
async function everythingStored(test: TestRedis): Promise<string> {
  const { redis } = test;
  const texts = await Promise.all(
    (await test.keys()).map(async (key) => {
      switch (await redis.type(key)) {
        case 'string':
          return [key, await redis.get(key)];
        case 'hash':
          return [key, JSON.stringify(await redis.hgetall(key))];
        case 'zset':
          return [key, ...(await redis.zrange(key, 0, -1))];
        case 'set':
          return [key, ...(await redis.smembers(key))];
        default:
          return [key];
      }
    }),
  );
  return texts.flat().join('\n');
}

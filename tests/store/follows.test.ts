import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ChatKey } from '../../src/news/chat.ts';
import type { FollowIndex } from '../../src/ports/follows.ts';
import { readChat, writeChat } from '../../src/store/chat-record.ts';
import { chatBook } from '../../src/store/chats.ts';
import { followIndex } from '../../src/store/follows.ts';
import { createKeys, type Keys } from '../../src/store/keys.ts';
import { ledger } from '../../src/store/ledger.ts';
import { testRedis, type TestRedis } from '../harness/redis.ts';
import { aChat } from './samples.ts';

const ANNA: ChatKey = 'telegram:1001';
const BINH: ChatKey = 'zalo:abc';

let server: TestRedis;
let keys: Keys;
let chats: ReturnType<typeof chatBook>;
let follows: FollowIndex;

beforeEach(() => {
  server = testRedis();
  keys = createKeys(server.prefix);
  chats = chatBook(server.redis, keys);
  follows = followIndex(server.redis, keys);
});
afterEach(() => server.cleanup());

const steel = { query: 'thép -"ấn độ"', when: 'now' } as const;
const rice = { query: 'gạo', when: 'digest' } as const;

it('files what a chat follows together with its settings, and takes out what it follows no more', async () => {
  await chats.put(aChat(ANNA, { follows: [steel, rice], events: ['story_1'] }), undefined);
  const all = await follows.changes(undefined);
  expect(all.anew).toHaveLength(8);
  expect(all.steps.map(({ sign, followed, chat }) => `${sign}${followed} ${chat}`).toSorted()).toEqual([
    `+!thép -"ấn độ" ${ANNA}`,
    `+.gạo ${ANNA}`,
    `+@story_1 ${ANNA}`,
  ]);
  await chats.put(aChat(ANNA, { follows: [{ ...rice, when: 'now' }], events: ['story_1'] }), undefined);
  const changed = await follows.changes(all.mark);
  expect(changed.anew).toEqual([]);
  expect(changed.steps.map(({ sign, followed }) => sign + followed).toSorted()).toEqual([
    '+!gạo',
    '-!thép -"ấn độ"',
    '-.gạo',
  ]);
  expect((await follows.changes(changed.mark)).steps).toEqual([]);
});

it('forgets a chat without a trace, and readers read that part anew', async () => {
  await chats.put(aChat(ANNA, { follows: [steel] }), undefined);
  await chats.put(aChat(BINH, { follows: [steel] }), undefined);
  const { mark } = await follows.changes(undefined);
  await chats.forget(ANNA);
  const dump = await Promise.all(
    (await server.keys()).map(async (key) => [key, (await server.redis.dump(key)) ?? '']),
  );
  expect(dump.flat().filter((text) => text.includes('1001'))).toEqual([]);
  const after = await follows.changes(mark);
  expect(after.anew).toHaveLength(1);
  expect(after.steps.filter(({ chat }) => chat === ANNA)).toEqual([]);
  expect((await follows.changes(undefined)).steps.map(({ chat }) => chat)).toEqual([BINH]);
});

it('moves the follows of a chat with it', async () => {
  await chats.put(aChat(ANNA, { follows: [steel] }), undefined);
  await chats.move(ANNA, 'telegram:-1009');
  expect((await follows.changes(undefined)).steps.map(({ chat }) => chat)).toEqual(['telegram:-1009']);
});

it('tells a reader who is too far behind to read all of a part', async () => {
  await chats.put(aChat(ANNA, { follows: [steel] }), undefined);
  const { mark } = await follows.changes(undefined);
  await chats.put(aChat(ANNA, { follows: [rice] }), undefined);
  await server.redis.xtrim(keys.chat(ANNA).followChanges, 'MAXLEN', 1);
  const after = await follows.changes(mark);
  expect(after.anew).toHaveLength(1);
  expect(after.steps.map(({ followed }) => followed)).toEqual(['.gạo']);
});

it('counts the alerts of a day together, so that they do not bury the digests', async () => {
  const deliveries = ledger(server.redis, keys);
  const now = Date.parse('2026-11-24T07:00+07:00');
  const open = (slot: string) =>
    deliveries.open({
      chat: ANNA,
      slot,
      parts: [{ text: slot, format: 'plain' }],
      storyIds: [slot.slice(-2)],
      now,
    });
  await open('2026-11-24T00:00.a-s1');
  await open('2026-11-24T01:00.a-s2');
  await open('2026-11-24T07:00');
  expect(await deliveries.slots(5)).toEqual(['2026-11-24T07:00', '2026-11-24.alerts']);
  const [taken] = await deliveries.take('telegram', 'token', now, 1000, 1);
  expect(taken && (await deliveries.settle(taken, { state: 'sent' }, now))).toBe(true);
  expect((await deliveries.report('2026-11-24.alerts')).counts).toEqual({ sent: 1, pending: 1 });
  expect(await deliveries.tellings(ANNA)).toEqual(['00']);
  expect(await deliveries.tellings(ANNA, '2026-11-24T01:00.a-s2')).toEqual(['s2']);
});

it('reads every setting back, and an old record as one without them', () => {
  const chat = aChat(ANNA, {
    follows: [steel, rice],
    events: ['-b', '_c'],
    quiet: { from: '22:00', to: '06:00' },
    length: 'short',
    holidays: 'keep',
    fewer: ['det-may'],
    mostAlerts: 3,
  });
  expect(readChat(ANNA, writeChat(chat, '2026-11-24T07:00'))).toEqual({ chat, nextSlot: '2026-11-24T07:00' });
  const plain = aChat(ANNA);
  const old = writeChat(plain, undefined);
  expect(old.split('\n')).toHaveLength(3);
  expect(readChat(ANNA, old).chat).toEqual(plain);
});

it('keeps a usual chat below 400 bytes', async () => {
  const chat = aChat('telegram:123456789', {
    topics: ['cua-khau-logistics', 'thue-quan-phong-ve'],
    places: ['lang-son', 'bac-ninh'],
    follows: [steel, rice],
    quiet: { from: '22:00', to: '06:00' },
  });
  await chats.put(chat, { chat: chat.key, local: '2026-11-24T07:00', at: 1 });
  const used = await server.redis.memory('USAGE', keys.chat(chat.key).settings);
  expect(used).toBeLessThan(400);
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { forgetGone } from '../../src/jobs/forget-gone.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { foldForSearch } from '../../src/text/fold.ts';
import { tokens } from '../../src/text/tokens.ts';
import { testRedis, type TestRedis } from '../harness/redis.ts';
import { aChat, MORNING } from '../store/samples.ts';

const DAY = 86_400_000;
const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

let server: TestRedis;
let store: Store;
let now: number;
beforeEach(() => {
  server = testRedis();
  store = openStore(server.redis, { words: tokens, fold: foldForSearch }, 'thu', server.prefix);
  now = MORNING;
});
afterEach(() => server.cleanup());

function chore(): Promise<number> {
  return forgetGone({ ...store, clock: { now: () => now }, log: silent });
}

it('forgets whoever is gone for ninety days, and nobody else', async () => {
  await store.chats.put(aChat('telegram:42', { state: 'gone', goneReason: 'blocked' }), undefined);
  await store.chats.put(aChat('telegram:43'), undefined);
  await store.chats.put(aChat('telegram:44', { state: 'stopped', seenOn: '2020-01-01' }), undefined);
  expect(await chore()).toBe(0);
  expect(await store.chats.get('telegram:42')).toMatchObject({ goneOn: '2026-11-23', goneReason: 'blocked' });
  now += 89 * DAY;
  expect(await chore()).toBe(0);
  now += 2 * DAY;
  expect(await chore()).toBe(1);
  expect(await store.chats.get('telegram:42')).toBeUndefined();
  expect(await store.chats.count()).toEqual({ active: 1, total: 2 });
  expect((await server.keys()).join(' ')).not.toContain('telegram:42');
});

it('counts anew when somebody came back in between', async () => {
  const chat = aChat('telegram:42', { state: 'gone', goneReason: 'blocked' });
  await store.chats.put(chat, undefined);
  await chore();
  await store.chats.put(aChat('telegram:42'), undefined);
  now += 100 * DAY;
  expect(await chore()).toBe(0);
  await store.chats.put(chat, undefined);
  expect(await chore()).toBe(0);
  expect(await store.chats.get('telegram:42')).toMatchObject({ goneOn: '2027-03-03' });
});

it('walks through more chats than one page holds', async () => {
  for (let at = 0; at < 700; at += 1)
    await store.chats.put(
      aChat(`telegram:${at + 1}`, { state: 'gone', goneReason: 'blocked', goneOn: '2026-01-01' }),
      undefined,
    );
  expect(await chore()).toBe(700);
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announce, type AnnounceNeeds } from '../../src/jobs/announce.ts';
import { renderPlain } from '../../src/digest/plain.ts';
import type { ChatKey } from '../../src/news/chat.ts';
import { message } from '../../src/news/message.ts';
import type { Broadcast } from '../../src/ports/broadcasts.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { foldForSearch } from '../../src/text/fold.ts';
import { tokens } from '../../src/text/tokens.ts';
import { testRedis, type TestRedis } from '../harness/redis.ts';
import { aChat, MORNING } from '../store/samples.ts';

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
const notice: Broadcast = {
  slot: '2026-11-23T00:00:00.tbx1',
  tell: 'telegram:1',
  messages: { vi: message('Bot tạm nghỉ'), en: message('The bot pauses') },
  startsAt: MORNING + 30_000,
};

let server: TestRedis;
let store: Store;
let now: number;
let told: string[];
let needs: AnnounceNeeds;

beforeEach(() => {
  server = testRedis();
  store = openStore(server.redis, { words: tokens, fold: foldForSearch }, 'thu', server.prefix);
  now = MORNING;
  told = [];
  needs = {
    ...store,
    render: (platform, text) => (platform === 'console' ? undefined : renderPlain(text)),
    tellEnd: async ({ tell }, sent, failed) => void told.push(`${tell} ${sent} ${failed}`),
    clock: { now: () => now },
    log: silent,
  };
});
afterEach(() => server.cleanup());

async function subscribe(count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) await store.chats.put(aChat(`telegram:${1000 + at}`), undefined);
}

/** Sends what waits, as the deliverer does; answers who got what. */
async function deliver(limit = 1_000): Promise<readonly string[]> {
  const got: string[] = [];
  for (const platform of ['telegram', 'zalo'] as const)
    for (const taken of await store.ledger.take(platform, 'tay', now, 60_000, limit)) {
      await store.ledger.begin(taken, now, 60_000);
      got.push(`${taken.chat} ${taken.parts.map(({ text }) => text).join()}`);
      await store.ledger.settle(taken, { state: 'sent' }, now);
    }
  return got.toSorted();
}

describe('an announcement', () => {
  it('reaches every active chat once, in its language, and its sender is told', async () => {
    await store.chats.put(aChat('telegram:42'), undefined);
    await store.chats.put(aChat('zalo:ab', { language: 'en' }), undefined);
    await store.chats.put(aChat('telegram:43', { state: 'stopped' }), undefined);
    await store.chats.put(aChat('telegram:44', { state: 'gone' }), undefined);
    await store.broadcasts.begin(notice);
    expect(await announce(needs)).toBe(0);
    expect(await deliver()).toEqual([]);
    now = notice.startsAt;
    expect(await announce(needs)).toBe(2);
    expect(await announce(needs)).toBe(0);
    expect(told).toEqual([]);
    expect(await deliver()).toEqual(['telegram:42 Bot tạm nghỉ', 'zalo:ab The bot pauses']);
    await announce(needs);
    expect(told).toEqual(['telegram:1 2 0']);
    expect(await store.broadcasts.current()).toBeUndefined();
    await announce(needs);
    expect(await deliver()).toEqual([]);
  });

  it('is stopped before anybody has it', async () => {
    await subscribe(5);
    await store.broadcasts.begin(notice);
    await store.broadcasts.halt();
    now = notice.startsAt + 1;
    await announce(needs);
    expect(await deliver()).toEqual([]);
    expect(await store.broadcasts.current()).toBeUndefined();
  });

  it('stopped in the middle goes to nobody else, also not to those whose copy waits', async () => {
    await subscribe(30);
    await store.broadcasts.begin(notice);
    now = notice.startsAt;
    await announce(needs);
    expect(await deliver(3)).toHaveLength(3);
    await store.broadcasts.halt();
    await announce(needs);
    expect(await deliver()).toEqual([]);
    expect((await store.ledger.report(notice.slot)).counts).toEqual({ sent: 3, skipped: 27 });
    expect(await store.ledger.openCount()).toBe(0);
    expect(await store.broadcasts.current()).toBeUndefined();
  });

  it('goes on after a restart and with two processes, and nobody gets it twice', async () => {
    await subscribe(900);
    await store.broadcasts.begin(notice);
    now = notice.startsAt;
    const got: string[] = [];
    for (let round = 0; (await store.broadcasts.current()) !== undefined && round < 50; round += 1) {
      await Promise.all([announce(needs), announce(needs)]);
      // What waits at once is bounded, so that digests are not held up.
      expect(await store.ledger.openCount()).toBeLessThan(1_300);
      got.push(...(await deliver()));
    }
    expect(got).toHaveLength(900);
    expect(new Set(got).size).toBe(900);
  }, 30_000);

  it('does not begin while another is under way', async () => {
    expect(await store.broadcasts.begin(notice)).toBe(true);
    expect(await store.broadcasts.begin({ ...notice, slot: '2026-11-23T00:00:01.tbx2' })).toBe(false);
    expect(await store.broadcasts.begin(notice)).toBe(true);
    await store.broadcasts.end('2026-11-23T00:00:01.tbx2');
    expect(await store.broadcasts.current()).toEqual(notice);
  });

  it('skips chats of a platform that is not ours any more', async () => {
    const console: ChatKey = 'console:1';
    await store.chats.put(aChat(console), undefined);
    await store.broadcasts.begin(notice);
    now = notice.startsAt;
    await announce(needs);
    expect(await store.ledger.find(console, notice.slot)).toMatchObject({
      state: 'skipped',
      reason: 'no-channel',
    });
  });
});

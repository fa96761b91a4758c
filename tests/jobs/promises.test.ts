import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import type { Chat, ChatKey } from '../../src/news/chat.ts';
import type { Part } from '../../src/news/message.ts';
import { startTelegramServer } from '../harness/telegram-server.ts';
import type { TelegramServer } from '../harness/telegram-server.ts';
import { startZaloServer } from '../harness/zalo-server.ts';
import type { ZaloServer } from '../harness/zalo-server.ts';
import { openWholeHouse } from './house.ts';
import type { WholeHouse } from './house.ts';

const slot = '2026-11-23T07:00';
const before = '2026-11-23T06:50+07:00';
const due = '2026-11-23T07:00+07:00';

let telegram: TelegramServer;
let zalo: ZaloServer;
let house: WholeHouse;
let extra: App[] = [];

async function open(variables: Readonly<Record<string, string>> = {}, startsAt = before): Promise<void> {
  house = await openWholeHouse(
    startsAt,
    {
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      TELEGRAM_PER_SECOND: '500',
      ADMINS: 'telegram:999',
      ...variables,
    },
    { sources: [] },
  );
}

beforeEach(async () => {
  telegram = await startTelegramServer({ limits: { globalPerSecond: 500 } });
  zalo = await startZaloServer();
  extra = [];
});

afterEach(async () => {
  await Promise.all(extra.map((app) => app.stop()));
  await house.close();
  await telegram.close();
  await zalo.close();
});

function another(): App {
  const app = house.another();
  extra.push(app);
  return app;
}

async function subscribe(count: number, over: Partial<Chat> = {}): Promise<void> {
  for (let id = 1; id <= count; id += 1) {
    telegram.user(id).started = true;
    await house.subscribe(`telegram:${id}`, over);
  }
}

/** Publishes and delivers until nothing is left to do now. */
async function run(...apps: readonly App[]): Promise<void> {
  await Promise.all(
    apps.map(async ({ jobs }) => {
      await jobs.publish();
      while ((await jobs.deliver()) > 0);
    }),
  );
}

/** Instead of waiting for the end of what the platform asked for. */
async function endPauses(): Promise<void> {
  const keys = (await house.redis.keys()).filter((key) => /:hold(?::|$)/u.test(key));
  if (keys.length > 0) await house.redis.redis.del(...keys);
}

function copies(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => telegram.sent(at + 1).length);
}

async function state(chat: ChatKey, name = slot) {
  return await house.app.store.ledger.find(chat, name);
}

function parts(...texts: string[]): Part[] {
  return texts.map((text) => ({ text, format: 'telegram-html' }));
}

describe('repeats only where the outcome was unknown', () => {
  it('sends a message again whose answer was lost, once, and never a third time', async () => {
    await open();
    await subscribe(2);
    telegram.faults.next('sendMessage', { kind: 'drop-after' }, 4);
    house.clock.set(due);
    await run(house.app);
    for (const later of ['07:01', '07:02', '07:03']) {
      house.clock.set(`2026-11-23T${later}+07:00`);
      await run(house.app);
    }
    expect(copies(2)).toEqual([2, 2]);
    expect(await state('telegram:1')).toMatchObject({ state: 'unknown' });
    expect(await house.app.store.ledger.doubtful(10)).toHaveLength(2);
  });

  it('prefers loss where that is set: no repeat, and the doubtful one is listed', async () => {
    await open({ DELIVERY_POLICY: 'loss' });
    await subscribe(3);
    telegram.faults.next('sendMessage', { kind: 'drop-before' });
    house.clock.set(due);
    await run(house.app);
    house.clock.set('2026-11-23T07:30+07:00');
    await run(house.app);
    expect(copies(3).toSorted((a, b) => a - b)).toEqual([0, 1, 1]);
    const [doubtful] = await house.app.store.ledger.doubtful(10);
    expect(telegram.sent(Number(doubtful?.chat.split(':')[1]))).toEqual([]);
    expect((await house.app.store.ledger.report(slot)).counts).toEqual({ sent: 2, unknown: 1 });
  });
});

describe('no faults, no repeats', () => {
  it('sends each of 300 chats one message from two instances', async () => {
    await open();
    await subscribe(300);
    const other = another();
    house.clock.set(due);
    await run(house.app, other);
    await run(other, house.app);
    expect(copies(300).every((count) => count === 1)).toBe(true);
    expect((await house.app.store.ledger.report(slot)).counts).toEqual({ sent: 300 });
  });

  it('lets a worker that was paused longer than its lease undo nothing', async () => {
    await open();
    await subscribe(1);
    const other = another();
    house.clock.set(due);
    telegram.faults.next('sendMessage', { kind: 'slow', ms: 1500 });
    await house.app.jobs.publish();
    const paused = house.app.jobs.deliver();
    while (telegram.journal.every(({ method }) => method !== 'sendmessage'))
      await new Promise((resolve) => setTimeout(resolve, 10));
    house.clock.set('2026-11-23T07:05+07:00');
    telegram.faults.next('sendMessage', { kind: 'refuse', code: 403, text: 'bot was blocked by the user' });
    while ((await other.jobs.deliver()) > 0);
    await paused;
    // The paused one was accepted after all, but what the other one found out stands.
    expect(await state('telegram:1')).toMatchObject({ state: 'failed', reason: 'blocked', attempts: 2 });
    expect(await house.app.store.chats.get('telegram:1')).toMatchObject({ state: 'gone' });
  });
});

describe('pace', () => {
  it('provokes no 429 on a strict server', async () => {
    await telegram.close();
    telegram = await startTelegramServer();
    await open({ TELEGRAM_PER_SECOND: '30' });
    await subscribe(70);
    house.clock.set(due);
    await run(house.app, another());
    expect(copies(70).every((count) => count === 1)).toBe(true);
    expect(telegram.journal.filter(({ outcome }) => outcome === 429)).toEqual([]);
  });

  it('lets the whole bot rest when a 429 is global, and sends everything afterwards', async () => {
    await open();
    await subscribe(20);
    house.clock.set(due);
    await house.app.jobs.publish();
    telegram.faults.next('sendMessage', { kind: 'flood', seconds: 7 }, 3);
    await house.app.jobs.deliver();
    const tried = telegram.journal.filter(({ method }) => method === 'sendmessage').length;
    // Whatever is tried while the pause lasts, nothing goes out.
    await Promise.all([house.app.jobs.deliver(), another().jobs.deliver()]);
    expect(telegram.journal.filter(({ method }) => method === 'sendmessage')).toHaveLength(tried);
    await endPauses();
    house.clock.set('2026-11-23T07:01+07:00');
    await run(another());
    expect(copies(20)).toEqual(Array.from({ length: 20 }, () => 1));
  });

  it('answers a command during a broadcast before the broadcast is over', async () => {
    await open({ TELEGRAM_PER_SECOND: '30' });
    await subscribe(60);
    telegram.user(500).started = true;
    await house.app.start();
    house.clock.set(due);
    await house.app.jobs.publish();
    while (telegram.sent().length < 10) await new Promise((resolve) => setTimeout(resolve, 10));
    telegram.says('/trogiup', { from: 500 });
    while (copies(60).some((count) => count === 0)) await new Promise((resolve) => setTimeout(resolve, 20));
    const order = telegram.journal
      .filter(({ method }) => method === 'sendmessage')
      .map(({ parameters }) => Number(parameters['chat_id']));
    expect(order.indexOf(500)).toBeGreaterThan(0);
    // A second is thirty messages.
    expect(order.indexOf(500)).toBeLessThan(10 + 30);
  });

  it('sends on Zalo whatever has become of Telegram', async () => {
    await open({ ZALO_BOT_TOKEN: zalo.token, ZALO_API_ROOT: zalo.apiRoot });
    await subscribe(5);
    for (const id of ['a1', 'a2']) {
      zalo.says('chào', { from: id });
      await house.subscribe(`zalo:${id}`);
    }
    await telegram.vanish();
    house.clock.set(due);
    await run(house.app);
    expect(zalo.sent()).toHaveLength(2);
    expect(await state('telegram:1')).toMatchObject({ state: 'pending' });
    await telegram.reappear();
  });

  it('backs off on Zalo for a minute and more after a 429', async () => {
    await open({ ZALO_BOT_TOKEN: zalo.token, ZALO_API_ROOT: zalo.apiRoot });
    zalo.says('chào', { from: 'a1' });
    await house.subscribe('zalo:a1');
    zalo.fault('sendMessage', { kind: 'refuse', code: 429, text: 'quota exceeded' });
    house.clock.set(due);
    await run(house.app);
    const turn = await house.app.store
      .pace(
        'zalo',
        {
          count: 1,
          windowMs: 1020,
          gapMs: 850,
          chatGapMs: 1000,
          groupPerMinute: 20,
          flood: { firstMs: 1, mostMs: 1 },
          outage: { firstMs: 1, mostMs: 1 },
        },
        async () => undefined,
      )
      .turn('zalo:a1', 'digest');
    expect(turn).toMatchObject({ granted: false, whom: 'platform' });
    expect(turn.granted || turn.waitMs).toBeGreaterThan(55_000);
    expect(await state('zalo:a1')).toMatchObject({ state: 'pending' });
  });
});

describe('gone and moved', () => {
  it.each([
    [403, 'Forbidden: bot was blocked by the user', 'blocked'],
    [403, 'Forbidden: user is deactivated', 'deactivated'],
    [403, 'Forbidden: bot was kicked from the supergroup chat', 'kicked'],
    [400, 'Bad Request: chat not found', 'not-found'],
    [400, 'Bad Request: TOPIC_CLOSED', 'topic-closed'],
    [400, 'Bad Request: not enough rights to send text messages to the chat', 'no-rights'],
  ])('suspends after one attempt: %i %s', async (code, text, reason) => {
    await open();
    await subscribe(1, { topics: ['nganh-hang'] });
    telegram.faults.next('sendMessage', { kind: 'refuse', code, text: text.replace(/^[^:]+: /u, '') });
    house.clock.set(due);
    await run(house.app);
    await run(house.app);
    expect(telegram.journal.filter(({ method }) => method === 'sendmessage')).toHaveLength(1);
    expect(await house.app.store.chats.get('telegram:1')).toMatchObject({
      state: 'gone',
      goneReason: reason,
      topics: ['nganh-hang'],
    });
    expect((await house.app.store.ledger.report(slot)).reasons).toEqual({ [reason]: 1 });
  });

  it('comes back at the next sign of life', async () => {
    await open();
    await subscribe(1);
    telegram.blocks(1);
    house.clock.set(due);
    await run(house.app);
    expect(await house.app.store.chats.get('telegram:1')).toMatchObject({ state: 'gone' });
    telegram.unblocks(1);
    await house.app.start();
    telegram.says('/start', { from: 1 });
    while ((await house.app.store.chats.get('telegram:1'))?.state === 'gone')
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await house.app.store.chats.get('telegram:1')).toMatchObject({ state: 'active' });
  });

  it('follows a group to its supergroup: the subscription moves, one message at the new id', async () => {
    await open();
    telegram.chat(-50, 'group', { bot: 'member' });
    await house.subscribe('telegram:-50', { kind: 'group', places: ['lang-son'] });
    telegram.migrates(-50, -1_000_000_000_050);
    house.clock.set(due);
    await run(house.app);
    await run(house.app);
    const own = telegram.sent(-1_000_000_000_050);
    expect(own).toHaveLength(1);
    expect(telegram.sent(-50)).toEqual([]);
    expect(await house.app.store.chats.get('telegram:-50')).toBeUndefined();
    expect(await house.app.store.chats.get('telegram:-1000000000050')).toMatchObject({
      places: ['lang-son'],
    });
    expect(await state('telegram:-1000000000050')).toMatchObject({ state: 'sent' });
  });

  it('sends nothing to whoever said stop while the digest waited', async () => {
    await open();
    await subscribe(1);
    house.clock.set(due);
    await house.app.jobs.publish();
    const chat = await house.app.store.chats.get('telegram:1');
    if (chat) await house.app.store.chats.put({ ...chat, state: 'stopped' }, undefined);
    while ((await house.app.jobs.deliver()) > 0);
    expect(telegram.sent(1)).toEqual([]);
    expect(await state('telegram:1')).toMatchObject({ state: 'skipped', reason: 'stopped' });
  });
});

describe('slots', () => {
  it.each([
    ['the process was down for two hours', ['2026-11-23T09:00+07:00']],
    ['the loop was busy at the tick', ['2026-11-23T07:00:45+07:00', '2026-11-23T07:01+07:00']],
    ['the clock was set back', [due, '2026-11-23T06:30+07:00', due, '2026-11-23T07:01+07:00']],
  ])('sends a due digest once when %s', async (_, moments) => {
    await open();
    await subscribe(2);
    for (const moment of moments) {
      house.clock.set(moment);
      await run(house.app);
    }
    expect(copies(2)).toEqual([1, 1]);
  });

  it.each([
    // 02:30 does not exist on 8 March 2026 in New York, and 01:30 comes twice on 1 November.
    ['America/New_York', '02:30', '2026-03-07T12:00-05:00', 48, 2],
    ['America/New_York', '01:30', '2026-10-31T12:00-04:00', 48, 2],
    ['Europe/Berlin', '02:30', '2026-03-28T12:00+01:00', 48, 2],
    ['Europe/Berlin', '02:30', '2026-10-24T12:00+02:00', 48, 2],
  ])(
    'sends one digest a day over the night of the change: %s %s',
    async (timeZone, hour, from, hours, days) => {
      await open({}, from);
      await subscribe(1, { timeZone, hours: [hour] });
      const other = another();
      for (let quarter = 1; quarter <= hours * 4; quarter += 1) {
        house.clock.set(new Date(Date.parse(from) + quarter * 900_000).toISOString());
        await run(house.app, ...(quarter % 8 === 0 ? [other] : []));
      }
      expect(telegram.sent(1)).toHaveLength(days);
    },
  );

  it('skips what is later than the limit and says so', async () => {
    await open({ LATE_LIMIT_MINUTES: '60' });
    await subscribe(1);
    house.clock.set('2026-11-23T08:01+07:00');
    await run(house.app);
    expect(telegram.sent(1)).toEqual([]);
    expect((await house.app.store.ledger.report(slot)).reasons).toEqual({ 'too-late': 1 });
  });

  it('floods nobody after a long outage, neither of ours nor of the platform', async () => {
    await open();
    await subscribe(1, { hours: ['07:00', '08:00', '12:00', '18:00'] });
    await telegram.vanish();
    // Made while the platform was away, and a night in which the process was down.
    for (const moment of [due, '2026-11-23T08:00+07:00', '2026-11-24T06:59+07:00']) {
      house.clock.set(moment);
      await run(house.app);
    }
    await telegram.reappear();
    await endPauses();
    await new Promise((resolve) => setTimeout(resolve, 50));
    house.clock.set('2026-11-24T07:00+07:00');
    await run(another());
    expect(telegram.sent(1)).toHaveLength(1);
    expect(await state('telegram:1')).toMatchObject({ state: 'skipped', reason: 'too-late' });
  });
});

describe('long digests', () => {
  it('go on at the part that failed', async () => {
    await open();
    await subscribe(1);
    house.clock.set(due);
    const now = house.clock.now();
    await house.app.store.ledger.open({
      chat: 'telegram:1',
      slot,
      parts: parts('một', 'hai', 'ba'),
      storyIds: [],
      now,
    });
    telegram.faults.next('sendMessage', { kind: 'slow', ms: 1 });
    telegram.faults.next('sendMessage', { kind: 'flood', seconds: 1 });
    while ((await house.app.jobs.deliver()) > 0);
    expect(telegram.sent(1).map(({ text }) => text)).toEqual(['một']);
    expect(await state('telegram:1')).toMatchObject({ state: 'pending', partsSent: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    house.clock.set('2026-11-23T07:00:10+07:00');
    while ((await house.app.jobs.deliver()) > 0);
    expect(telegram.sent(1).map(({ text }) => text)).toEqual(['một', 'hai', 'ba']);
    expect(await state('telegram:1')).toMatchObject({ state: 'sent', partsSent: 3 });
  });
});

describe('proof', () => {
  it('says for a slot how many were due, sent, skipped, failed, and why one chat did not get it', async () => {
    await open();
    await subscribe(4);
    telegram.user(2).blocked = true;
    telegram.user(3).deactivated = true;
    const chat = await house.app.store.chats.get('telegram:4');
    if (chat) await house.subscribe('telegram:4', { emptyDay: 'silent' });
    house.clock.set(due);
    await run(house.app);
    expect(await house.app.store.ledger.report(slot)).toEqual({
      slot,
      counts: { sent: 1, failed: 2, skipped: 1 },
      reasons: { blocked: 1, deactivated: 1, 'nothing-new': 1 },
    });
    expect(await house.app.store.ledger.history('telegram:2', 5)).toMatchObject([
      { slot, state: 'failed', reason: 'blocked', attempts: 1 },
    ]);
    expect(await house.app.store.ledger.history('telegram:4', 5)).toMatchObject([
      { slot, state: 'skipped', reason: 'nothing-new' },
    ]);
  });

  it('is kept for thirty days', async () => {
    await open();
    await subscribe(1);
    house.clock.set(due);
    await run(house.app);
    house.clock.set('2026-12-22T07:00+07:00');
    await run(house.app);
    expect(await state('telegram:1')).toMatchObject({ state: 'sent' });
  });
});

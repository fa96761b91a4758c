import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setTimeout as wait } from 'node:timers/promises';
import { paceLimits, paceWindow } from '../../src/delivery/pace.ts';
import type { ChatKey } from '../../src/news/chat.ts';
import type { Pace } from '../../src/ports/pace.ts';
import { createKeys } from '../../src/store/keys.ts';
import { paceInRedis } from '../../src/store/pace.ts';
import { testRedis, type TestRedis } from '../harness/redis.ts';

let server: TestRedis;
beforeEach(() => {
  server = testRedis();
});
afterEach(() => server.cleanup());

function open(limits = paceLimits.telegram): Pace {
  const sleep = async (ms: number): Promise<void> => {
    await wait(ms);
  };
  const rules = { ...limits, ...paceWindow(limits) };
  return paceInRedis(server.redis, createKeys(server.prefix), 'telegram', rules, sleep);
}

async function departure(pace: Pace, chat: ChatKey, kind: 'digest' | 'reply' = 'digest'): Promise<number> {
  const turn = await pace.turn(chat, kind);
  if (!turn.granted) throw new Error(`not granted, ${turn.waitMs} ms`);
  await turn.depart();
  return performance.now();
}

describe('the pace in Redis', () => {
  it('never lets 31 messages go in one second, from however many processes', async () => {
    const departures: number[] = [];
    let left = 75;
    async function lane(pace: Pace): Promise<void> {
      while (left > 0) {
        left -= 1;
        departures.push(await departure(pace, `telegram:${left + 1}`));
      }
    }
    await Promise.all([open(), open(), open()].flatMap((pace) => [lane(pace), lane(pace), lane(pace)]));
    const sorted = departures.toSorted((a, b) => a - b);
    for (let at = 30; at < sorted.length; at += 1)
      expect(sorted[at]! - sorted[at - 30]!).toBeGreaterThan(1000);
  });

  it('leaves a second between two messages to one chat', async () => {
    const pace = open();
    const first = await departure(pace, 'telegram:1');
    expect((await departure(pace, 'telegram:1')) - first).toBeGreaterThan(990);
  });

  it('lets a group have its twenty a minute, whoever sends them', async () => {
    const [pace, other] = [open(), open()];
    for (let at = 0; at < 20; at += 1) await departure(at % 2 ? pace : other, 'telegram:-100', 'reply');
    const turn = await other.turn('telegram:-100', 'digest');
    expect(turn).toMatchObject({ granted: false, whom: 'chat' });
    expect(turn.granted || turn.waitMs).toBeGreaterThan(50_000);
    expect(await other.turn('telegram:-200', 'digest')).toMatchObject({ granted: true });
  });

  it('holds one chat for as long as was asked, and the others not at all', async () => {
    const [pace, other] = [open(), open()];
    await pace.holdChat('telegram:1', 37_000);
    const turn = await other.turn('telegram:1', 'digest');
    expect(turn).toMatchObject({ granted: false, whom: 'chat' });
    expect(turn.granted || turn.waitMs).toBeGreaterThan(36_000);
    expect(turn.granted || turn.waitMs).toBeLessThanOrEqual(37_000);
    expect(await other.turn('telegram:2', 'digest')).toMatchObject({ granted: true });
  });

  it('takes two chats held at once for a pause of the platform', async () => {
    const [pace, other] = [open(), open()];
    await pace.holdChat('telegram:1', 20_000);
    await other.holdChat('telegram:2', 30_000);
    expect(await pace.turn('telegram:3', 'digest')).toMatchObject({ granted: false, whom: 'platform' });
    expect(await pace.turn('telegram:3', 'reply')).toMatchObject({ granted: false, whom: 'platform' });
  });

  it('never shortens a pause', async () => {
    const pace = open();
    await pace.holdAll(30_000);
    await pace.holdAll(10);
    const turn = await pace.turn('telegram:1', 'digest');
    expect(turn.granted || turn.waitMs).toBeGreaterThan(29_000);
  });

  it('waits a short pause out', async () => {
    const pace = open();
    const from = performance.now();
    await pace.holdAll(300);
    expect((await departure(pace, 'telegram:1')) - from).toBeGreaterThanOrEqual(299);
  });

  it('counts messages that failed together as one strike, doubles, and starts again after a success', async () => {
    const pace = open(paceLimits.zalo);
    await Promise.all([pace.backOff('flood'), pace.backOff('flood')]);
    const keys = createKeys(server.prefix).pace('telegram');
    expect(await server.redis.hget(keys.hold, 'strikes')).toBe('1');
    await server.redis.hset(keys.hold, 'until', 0);
    await pace.backOff('flood');
    const turn = await pace.turn('telegram:1', 'digest');
    expect(turn.granted || turn.waitMs).toBeGreaterThan(119_000);
    await pace.worked();
    expect(await server.redis.hget(keys.hold, 'strikes')).toBeNull();
  });

  it('answers somebody at once who was written to a moment ago', async () => {
    const pace = open();
    await departure(pace, 'telegram:1');
    const turn = await pace.turn('telegram:1', 'reply');
    const from = performance.now();
    if (turn.granted) await turn.depart();
    expect(performance.now() - from).toBeLessThan(500);
  });

  it('is not stopped by a clock that was set back', async () => {
    const pace = open();
    const keys = createKeys(server.prefix).pace('telegram');
    await server.redis.zadd(keys.recent, Date.now() + 3_600_000, 'from the future');
    expect(await pace.turn('telegram:1', 'digest')).toMatchObject({ granted: true });
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adminList, auditTrail } from '../../src/store/admins.ts';
import { dialogueMemory } from '../../src/store/dialogue.ts';
import { createKeys, type Keys } from '../../src/store/keys.ts';
import { testRedis, type TestRedis } from '../harness/redis.ts';
import { MORNING } from './samples.ts';

let server: TestRedis;
let keys: Keys;

beforeEach(() => {
  server = testRedis();
  keys = createKeys(server.prefix);
});
afterEach(() => server.cleanup());

describe('the audit trail', () => {
  it('tells who did what, newest first, and stays bounded', async () => {
    const trail = auditTrail(server.redis, keys);
    expect(await trail.last(5)).toEqual([]);
    for (let at = 0; at < 5; at += 1)
      await trail.write({ at: MORNING + at, who: 'telegram:1', action: `xoanguon ${at}`, outcome: 'done' });
    await trail.write({ at: MORNING, who: 'zalo:z', action: 'themnguon', outcome: 'refused' });
    expect(await trail.last(2)).toEqual([
      { at: MORNING, who: 'zalo:z', action: 'themnguon', outcome: 'refused' },
      { at: MORNING + 4, who: 'telegram:1', action: 'xoanguon 4', outcome: 'done' },
    ]);
    const pipeline = server.redis.pipeline();
    for (let at = 0; at < 10_500; at += 1) pipeline.xadd(keys.audit, '*', 'call', String(at));
    await pipeline.exec();
    await trail.write({ at: MORNING, who: 'telegram:1', action: 'suckhoe', outcome: 'done' });
    expect(await server.redis.xlen(keys.audit)).toBeLessThan(10_200);
  });
});

describe('the list of added admins', () => {
  it('adds once, lists in order, and removes', async () => {
    const admins = adminList(server.redis, keys);
    await admins.add({ id: 'telegram:2', by: 'telegram:1', at: MORNING + 1 });
    await admins.add({ id: 'zalo:x', by: 'telegram:1', at: MORNING });
    await admins.add({ id: 'zalo:x', by: 'telegram:9', at: MORNING + 9 });
    expect(await admins.list()).toEqual([
      { id: 'zalo:x', by: 'telegram:1', at: MORNING },
      { id: 'telegram:2', by: 'telegram:1', at: MORNING + 1 },
    ]);
    expect(await admins.remove('zalo:x')).toBe(true);
    expect(await admins.remove('zalo:x')).toBe(false);
  });
});

describe('the dialogue memory', () => {
  it('remembers the last question of a chat for a while', async () => {
    const memory = dialogueMemory(server.redis, keys);
    expect(await memory.recall('zalo:z')).toBeUndefined();
    await memory.ask('zalo:z', { actions: ['chude +thep', 'chude +gao'] });
    await memory.ask('zalo:z', { actions: ['gio 07:00'], otherwise: 'gio' });
    expect(await memory.recall('zalo:z')).toEqual({ actions: ['gio 07:00'], otherwise: 'gio' });
    expect(await server.redis.ttl(keys.chat('zalo:z').asked)).toBeGreaterThan(14 * 60);
    await memory.clear('zalo:z');
    expect(await memory.recall('zalo:z')).toBeUndefined();
  });

  it('counts uses per chat and kind, refuses beyond the limit, and keeps no counter for ever', async () => {
    const memory = dialogueMemory(server.redis, keys);
    const answers = [];
    for (let at = 0; at < 4; at += 1) answers.push(await memory.allow('telegram:1', 'search', 3, 600));
    expect(answers).toEqual([true, true, true, false]);
    expect(await memory.allow('telegram:1', 'command', 3, 60)).toBe(true);
    expect(await memory.allow('telegram:2', 'search', 3, 60)).toBe(true);
    expect(await server.redis.ttl(keys.chat('telegram:1').rates)).toBeGreaterThan(500);
    await server.redis.hset(keys.chat('telegram:1').rates, 'search', '3:1000:600');
    expect(await memory.allow('telegram:1', 'search', 3, 600)).toBe(true);
    for (let at = 0; at < 100; at += 1) {
      await server.redis.hset(keys.chat('telegram:3').rates, `ok-${at}`, '1:1000:120');
      await memory.allow('telegram:3', `xoanguon-${at}`, 1, 120);
    }
    expect(await server.redis.hlen(keys.chat('telegram:3').rates)).toBeLessThan(140);
    await expect(memory.allow('telegram:1', 'Người dùng gõ', 3, 60)).rejects.toThrow(RangeError);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeys, type Keys } from '../../src/store/keys.ts';
import { lookAtSchema, migrate, SCHEMA_VERSION, type Migration } from '../../src/store/schema.ts';
import { sourceBook } from '../../src/store/sources.ts';
import { testRedis, type TestRedis } from '../harness/redis.ts';
import { aSource } from './samples.ts';

let server: TestRedis;
let keys: Keys;
beforeEach(() => {
  server = testRedis();
  keys = createKeys(server.prefix);
});
afterEach(() => server.cleanup());

function step(to: number, run: () => Promise<void> = async () => undefined): Migration {
  return { to, does: `bước ${to}`, run };
}

describe('the version of the data', () => {
  it('is noted in an empty store', async () => {
    expect(await migrate(server.redis, keys)).toMatchObject({ kind: 'ready' });
    expect(Number(await server.redis.get(keys.schema))).toBe(SCHEMA_VERSION);
    expect(await migrate(server.redis, keys)).toEqual({ kind: 'ready', ran: [] });
  });

  it('of data without a mark is the first', async () => {
    await sourceBook(server.redis, keys).put(aSource('bao-mau'));
    const state = await migrate(server.redis, keys, [step(1), step(2)]);
    expect(state).toEqual({ kind: 'ready', ran: ['bước 2'] });
    expect(await server.redis.get(keys.schema)).toBe('2');
  });

  it('goes on step by step, and from the step that failed', async () => {
    await server.redis.set(keys.schema, 1);
    let broken = true;
    const ran: number[] = [];
    const steps = [
      step(1),
      step(2, async () => void ran.push(2)),
      step(3, async () => {
        if (broken) throw new Error('giữa chừng');
        ran.push(3);
      }),
    ];
    await expect(migrate(server.redis, keys, steps)).rejects.toThrow('giữa chừng');
    expect(await server.redis.get(keys.schema)).toBe('2');
    broken = false;
    expect(await migrate(server.redis, keys, steps)).toEqual({ kind: 'ready', ran: ['bước 3'] });
    expect(ran).toEqual([2, 3]);
  });

  it('can be looked at without changing it', async () => {
    expect(await lookAtSchema(server.redis, keys)).toEqual({ version: undefined, restoring: false });
    await sourceBook(server.redis, keys).put(aSource('bao-mau'));
    await server.redis.set(keys.restoring, 'x');
    expect(await lookAtSchema(server.redis, keys)).toEqual({ version: 1, restoring: true });
    expect(await server.redis.exists(keys.schema)).toBe(0);
  });

  it('newer than the program is left alone', async () => {
    await server.redis.set(keys.schema, 99);
    expect(await migrate(server.redis, keys)).toEqual({ kind: 'newer', version: 99 });
  });

  it('is changed by one process at a time', async () => {
    await server.redis.set(keys.schema, 1);
    let release = (): void => undefined;
    const first = migrate(server.redis, keys, [
      step(1),
      step(
        2,
        () =>
          new Promise((resolve) => {
            release = resolve;
          }),
      ),
    ]);
    while ((await server.redis.exists(keys.migrating)) === 0);
    expect(await migrate(server.redis, keys, [step(1), step(2)])).toEqual({ kind: 'wait', why: 'migrating' });
    release();
    expect(await first).toMatchObject({ kind: 'ready' });
  });
});

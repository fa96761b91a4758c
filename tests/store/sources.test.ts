import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceBook } from '../../src/ports/sources.ts';
import { createKeys } from '../../src/store/keys.ts';
import { sourceBook } from '../../src/store/sources.ts';
import { testRedis, type TestRedis } from '../harness/redis.ts';
import { aSource, MORNING } from './samples.ts';

const LEASE = 60_000;
let server: TestRedis;
let book: SourceBook;

beforeEach(() => {
  server = testRedis();
  book = sourceBook(server.redis, createKeys(server.prefix));
});
afterEach(() => server.cleanup());

async function dueIds(now = MORNING, limit = 10): Promise<string[]> {
  return (await book.takeDue(now, limit, LEASE)).map(({ source }) => source.id);
}

describe('the book of sources', () => {
  it('lists sources by name and keeps what polling taught when a declaration changes', async () => {
    await book.put(aSource('b', { name: 'Đầu tư' }));
    await book.put(aSource('a', { name: 'Công thương' }));
    const health = { nextPollAt: MORNING + 5, failures: 2, etag: '"x"', lastError: 'timeout' };
    await book.report('a', health);
    await book.put(aSource('a', { name: 'Công thương', topics: ['trade'] }));
    expect((await book.list()).map(({ source }) => source.id)).toEqual(['a', 'b']);
    expect(await book.get('a')).toMatchObject({ source: { topics: ['trade'] }, health });
    expect((await book.get('b'))?.health).toEqual({ nextPollAt: 0, failures: 0 });
    expect(await book.get('__proto__')).toBeUndefined();
  });

  it('gives a due source to one caller until it reports or its lease ends', async () => {
    await book.seed([aSource('a'), aSource('b'), aSource('off', { enabled: false })]);
    const hands = await Promise.all([dueIds(), dueIds(), dueIds()]);
    expect(hands.flat().toSorted()).toEqual(['a', 'b']);
    await book.report('a', { nextPollAt: MORNING + 1000, failures: 0 });
    expect(await dueIds(MORNING + 999)).toEqual([]);
    expect(await dueIds(MORNING + 1000)).toEqual(['a']);
    expect(await dueIds(MORNING + LEASE)).toEqual(['b']);
    expect(await dueIds(MORNING + 2 * LEASE, 1)).toHaveLength(1);
  });

  it('seeds once: what an admin removed, changed or disabled stays so', async () => {
    await book.seed([aSource('a'), aSource('b'), aSource('c')]);
    await book.put(aSource('b', { name: 'Tên mới' }));
    expect(await book.setEnabled('c', false)).toBe(true);
    expect(await book.remove('a')).toBe(true);
    expect(await book.remove('a')).toBe(false);
    await book.seed([aSource('a'), aSource('b'), aSource('c'), aSource('d')]);
    expect((await book.list()).map(({ source }) => [source.id, source.name, source.enabled])).toEqual([
      ['c', 'Nguồn c', false],
      ['d', 'Nguồn d', true],
      ['b', 'Tên mới', true],
    ]);
    expect(await dueIds()).toEqual(['b', 'd']);
    await book.put(aSource('a'));
    expect(await dueIds(MORNING)).toEqual(['a']);
  });

  it('does not revive a source that was removed or disabled while it was polled', async () => {
    await book.seed([aSource('a'), aSource('b')]);
    expect(await dueIds()).toEqual(['a', 'b']);
    await book.remove('a');
    await book.setEnabled('b', false);
    await book.report('a', { nextPollAt: MORNING, failures: 0 });
    await book.report('b', { nextPollAt: MORNING, failures: 0 });
    expect(await dueIds(MORNING + 10 * LEASE)).toEqual([]);
    expect(await book.get('a')).toBeUndefined();
    expect(await book.setEnabled('b', true)).toBe(true);
    expect(await dueIds()).toEqual(['b']);
    expect(await book.setEnabled('nobody', true)).toBe(false);
  });

  it('refuses ids that are no slugs', async () => {
    await expect(book.put(aSource('a b'))).rejects.toThrow(RangeError);
    await expect(book.put(aSource('a\nb'))).rejects.toThrow(RangeError);
  });
});

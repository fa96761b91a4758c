import { afterAll, describe, expect, it } from 'vitest';
import { testRedis } from '../harness/redis.ts';

const test = testRedis();
afterAll(() => test.cleanup());

describe('the test Redis', () => {
  it('answers and lists the keys of one test only', async () => {
    await test.redis.set(`${test.prefix}:a`, '1');
    expect(await test.keys()).toEqual([`${test.prefix}:a`]);
  });
});

import { describe, expect, it } from 'vitest';
import { backoffMs } from '../../../src/bot/receive/backoff.ts';

describe('back-off', () => {
  it('doubles up to its cap and never waits less than half of it', () => {
    const policy = { minMs: 500, maxMs: 8_000 };
    expect([1, 2, 3, 4, 5, 6, 1000].map((attempt) => backoffMs(attempt, policy, 1))).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000,
    ]);
    expect(backoffMs(3, policy, 0)).toBe(1_000);
  });
});

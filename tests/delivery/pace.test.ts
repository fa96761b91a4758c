import { describe, expect, it } from 'vitest';
import { guess, paceLimits, paceWindow } from '../../src/delivery/pace.ts';

describe('the pace', () => {
  it('uses at least 97 % of what Telegram allows, and never 31 messages in its second', () => {
    const { count, windowMs } = paceWindow(paceLimits.telegram);
    expect(count).toBe(30);
    expect(windowMs).toBeGreaterThan(1000);
    expect((count * 1000) / windowMs / 30).toBeGreaterThan(0.97);
  });

  it('leaves a gap that lets late messages catch up, without a burst', () => {
    const { count, windowMs, gapMs } = paceWindow(paceLimits.telegram);
    expect(gapMs).toBeGreaterThan(20);
    expect(gapMs * count).toBeLessThan(windowMs);
  });

  it.each([
    [1, 60_000],
    [2, 120_000],
    [3, 240_000],
    [7, 3_600_000],
    [99, 3_600_000],
  ])('backs off on Zalo for long: strike %i waits %i ms', (strike, ms) => {
    expect(guess(paceLimits.zalo.flood, strike)).toBe(ms);
  });

  it('notices the end of an outage within ten seconds', () => {
    for (const { outage } of Object.values(paceLimits)) expect(guess(outage, 50)).toBeLessThanOrEqual(10_000);
  });
});

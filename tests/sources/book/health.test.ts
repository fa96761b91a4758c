import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceHealth } from '../../../src/news/source.ts';
import {
  healthLimits,
  markTold,
  newHealth,
  nextHealth,
  untold,
  type PollOutcome,
} from '../../../src/sources/book/health.ts';

const now = Date.parse('2026-11-25T00:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const settings = { now, floorSeconds: 300, jitter: 0 };
const fresh: SourceHealth = { nextPollAt: now, failures: 0 };

function items(more: Partial<Extract<PollOutcome, { kind: 'items' }>> = {}): PollOutcome {
  const dates = Array.from({ length: 10 }, (_, i) => now - i * 30 * minute);
  return { kind: 'items', items: 10, fresh: 2, repeats: 0, fromFuture: 0, dates, ...more };
}

/** Polls a source again and again with the same outcome, each time when it is due. */
function poll(health: SourceHealth, outcome: (at: number) => PollOutcome, times: number): SourceHealth {
  let state = health;
  for (let i = 0; i < times; i++) {
    const at = state.nextPollAt;
    state = nextHealth(state, outcome(at), { ...settings, now: at });
  }
  return state;
}

describe('when a source is asked again', () => {
  it.each([
    ['every other half of its rhythm', fresh, items(), 15 * minute],
    ['never below the floor', fresh, items({ dates: [now, now - 1000, now - 2000] }), 5 * minute],
    [
      'after two hours at most by its own rhythm',
      fresh,
      items({ dates: [now, now - day, now - 2 * day] }),
      2 * hour,
    ],
    ['later when the publisher wishes so', fresh, items({ waitMs: 3 * hour }), 3 * hour],
    ['not later than 4 h for a wish', fresh, items({ waitMs: 7 * day }), 4 * hour],
    ['less and less while it is quiet', { ...fresh, lastNewAt: now - 8 * hour }, { kind: 'unchanged' }, hour],
    ['after a back-off when it fails', fresh, { kind: 'failed', reason: 'timeout' }, 5 * minute],
    [
      'after a longer one when it fails again',
      { ...fresh, failures: 4 },
      { kind: 'failed', reason: 'x' },
      80 * minute,
    ],
    [
      'after 6 h at most, half of it chance',
      { ...fresh, failures: 8 },
      { kind: 'failed', reason: 'x' },
      3 * hour,
    ],
    ['not before Retry-After', fresh, { kind: 'failed', reason: 'x', retryAfterMs: 2 * hour }, 2 * hour],
    [
      'not later than a day for Retry-After',
      fresh,
      { kind: 'failed', reason: 'x', retryAfterMs: 90 * day },
      day,
    ],
  ] as const)('%s', (_name, before, outcome, wait) => {
    expect(nextHealth(before, outcome, settings).nextPollAt - now).toBe(wait);
  });

  it('spreads polls by the jitter it is given, always forward and never beyond the limits', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.integer({ min: 0, max: 40 }),
        (jitter, failures) => {
          const good = nextHealth(fresh, items(), { ...settings, jitter }).nextPollAt - now;
          expect(good).toBeGreaterThanOrEqual(15 * minute);
          expect(good).toBeLessThanOrEqual(16.5 * minute);
          const bad = nextHealth(
            { ...fresh, failures },
            { kind: 'failed', reason: 'x' },
            { ...settings, jitter },
          );
          expect(bad.nextPollAt - now).toBeGreaterThanOrEqual(5 * minute);
          expect(bad.nextPollAt - now).toBeLessThanOrEqual(
            bad.suspended === undefined ? healthLimits.longestBackOff : healthLimits.suspendedInterval,
          );
        },
      ),
    );
  });
});

describe('what is remembered', () => {
  it('keeps validators of the last answer and no others', () => {
    const first = nextHealth(newHealth(now), items({ etag: '"a"', lastModified: 'x' }), settings);
    expect(first).toMatchObject({ etag: '"a"', lastModified: 'x', items: 10, lastOkAt: now, lastNewAt: now });
    expect(nextHealth(first, { kind: 'unchanged' }, settings)).toMatchObject({
      etag: '"a"',
      lastModified: 'x',
    });
    expect(nextHealth(first, items(), settings).etag).toBeUndefined();
  });

  it('clears error and failures at the first good answer', () => {
    const failed = nextHealth(fresh, { kind: 'failed', reason: 'http-error 503' }, settings);
    expect(failed).toMatchObject({ failures: 1, lastError: 'http-error 503' });
    const healed = nextHealth(failed, items(), settings);
    expect(healed.failures).toBe(0);
    expect(healed.lastError).toBeUndefined();
  });
});

describe('a source that is suspended', () => {
  it('fails ten times, is told once, and comes back by itself', () => {
    const nine = poll(fresh, () => ({ kind: 'failed', reason: 'timeout' }), 9);
    expect(nine.suspended).toBeUndefined();
    const ten = poll(nine, () => ({ kind: 'failed', reason: 'timeout' }), 1);
    expect(ten.suspended).toBe('failing');
    expect(untold(ten)).toBe('failing');
    const told = markTold(ten);
    expect(untold(told)).toBeUndefined();
    const later = poll(told, () => ({ kind: 'failed', reason: 'timeout' }), 5);
    expect(untold(later)).toBeUndefined();
    expect(later.suspendedAt).toBe(ten.suspendedAt);
    const back = poll(later, (at) => items({ dates: [at] }), 1);
    expect(back).toMatchObject({ failures: 0 });
    expect(back.suspended ?? back.told ?? back.suspendedAt).toBeUndefined();
  });

  it('parses without a single item: a fault like any other', () => {
    expect(poll(fresh, () => ({ kind: 'empty' }), 10)).toMatchObject({
      suspended: 'failing',
      lastError: 'no-items',
    });
  });

  it('is silent although it answers', () => {
    const old = Array.from({ length: 10 }, (_, i) => now - 90 * day - i * day);
    expect(nextHealth(fresh, items({ dates: old, fresh: 10 }), settings).suspended).toBe('silent');
    const quiet: SourceHealth = { ...fresh, lastNewAt: now - 15 * day, newestAt: now - 15 * day };
    expect(nextHealth(quiet, { kind: 'unchanged' }, settings).suspended).toBe('silent');
    const slow = { ...quiet, publishEveryMs: 7 * day };
    expect(nextHealth(slow, { kind: 'unchanged' }, settings).suspended).toBeUndefined();
  });

  it('repeats itself in five answers running', () => {
    const repeating = (at: number): PollOutcome => items({ repeats: 8, dates: [at] });
    expect(poll(fresh, repeating, 4).suspended).toBeUndefined();
    expect(poll(fresh, repeating, 5).suspended).toBe('repeating');
    expect(poll(poll(fresh, repeating, 4), (at) => items({ dates: [at] }), 1).repeatingPolls).toBeUndefined();
  });

  it('lives in the future in five answers running', () => {
    const drifting = (at: number): PollOutcome => items({ fromFuture: 3, dates: [at] });
    expect(poll(fresh, drifting, 5).suspended).toBe('drifting');
    const healed = poll(poll(fresh, drifting, 6), (at) => items({ dates: [at] }), 1);
    expect(healed.suspended).toBeUndefined();
  });

  it('is told anew when the reason changes', () => {
    const silent = markTold(
      nextHealth({ ...fresh, newestAt: now - 90 * day }, { kind: 'unchanged' }, settings),
    );
    expect(silent.suspended).toBe('silent');
    const failing = poll(silent, () => ({ kind: 'failed', reason: 'x' }), 10);
    expect(untold(failing)).toBe('failing');
  });
});

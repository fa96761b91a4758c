import { describe, expect, it } from 'vitest';
import { createPace } from '../../src/delivery/pace.ts';

const limits = { perSecond: 25, chatGapMs: 1000, groupPerMinute: 20 };
const now = 1_000_000;

describe('the pace', () => {
  it('spreads messages to many chats over the second', () => {
    const pace = createPace(limits);
    const turns = Array.from({ length: 26 }, (_, n) => pace.book(`telegram:${n}`, now));
    expect(turns[0]).toBe(now);
    expect(turns[25]).toBe(now + 1000);
  });

  it('leaves a second between two messages to one chat', () => {
    const pace = createPace(limits);
    expect([
      pace.book('telegram:1', now),
      pace.book('telegram:1', now),
      pace.book('telegram:1', now),
    ]).toEqual([now, now + 1000, now + 2000]);
  });

  it('lets a group have its twenty a minute and no more', () => {
    const pace = createPace(limits);
    const turns = Array.from({ length: 21 }, () => pace.book('telegram:-100', now));
    expect(turns[19]).toBe(now + 19_000);
    expect(turns[20]).toBe(now + 60_000);
  });

  it('holds everybody when the platform is paused, one chat when only it is', () => {
    const pace = createPace(limits);
    pace.pause('telegram:1', now + 5000);
    expect(pace.book('telegram:2', now)).toBe(now);
    expect(pace.book('telegram:1', now)).toBe(now + 5000);
    pace.pause('platform', now + 9000);
    expect(pace.book('telegram:3', now)).toBe(now + 9000);
  });

  it('never shortens a pause', () => {
    const pace = createPace(limits);
    pace.pause('platform', now + 9000);
    pace.pause('platform', now + 10);
    expect(pace.book('telegram:1', now)).toBe(now + 9000);
  });
});

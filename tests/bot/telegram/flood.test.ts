import { describe, expect, it } from 'vitest';
import { createFloodWatch } from '../../../src/bot/telegram/flood.ts';

describe('a 429', () => {
  it('binds its chat, and everybody when a second chat is asked to wait at the same time', () => {
    const flood = createFloodWatch();
    expect(flood.scope('a', 5_000, 0)).toBe('chat');
    expect(flood.scope('a', 5_000, 1_000)).toBe('chat');
    expect(flood.scope('b', 5_000, 7_000)).toBe('chat');
    expect(flood.scope('c', 5_000, 8_000)).toBe('platform');
  });
});

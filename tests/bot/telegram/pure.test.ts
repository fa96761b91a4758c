import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs } from '../../../src/bot/receive/backoff.ts';
import { createFloodWatch } from '../../../src/bot/telegram/flood.ts';
import { inlineKeyboard } from '../../../src/bot/telegram/keyboard.ts';
import { withoutMarkup } from '../../../src/bot/telegram/plain.ts';
import { escapeHtml } from '../../../src/digest/telegram.ts';

describe('keyboards', () => {
  it('become rows of buttons with their action as data', () => {
    expect(inlineKeyboard([[{ label: 'Thép', action: 'chude +thep' }]])).toEqual({
      inline_keyboard: [[{ text: 'Thép', callback_data: 'chude +thep' }]],
    });
  });

  it('lose a button rather than the message: data counts bytes, 1 to 64', () => {
    const rows = [
      [
        { label: 'vừa', action: 'ệ'.repeat(21) },
        { label: 'dài', action: 'ệ'.repeat(22) },
        { label: 'trống', action: '' },
        { label: ' ', action: 'a' },
      ],
      [{ label: 'dài', action: 'x'.repeat(65) }],
    ];
    expect(inlineKeyboard(rows)?.inline_keyboard).toEqual([[{ text: 'vừa', callback_data: 'ệ'.repeat(21) }]]);
    expect(inlineKeyboard(undefined)).toBeUndefined();
    expect(inlineKeyboard([[]])).toBeUndefined();
  });
});

describe('keyboards that are too large', () => {
  it('break long rows and end at a hundred buttons', () => {
    const button = { label: 'a', action: 'x' };
    const rows = [Array.from({ length: 20 }, () => button), ...Array.from({ length: 90 }, () => [button])];
    const made = inlineKeyboard(rows)?.inline_keyboard ?? [];
    expect(made.slice(0, 4).map((row) => row.length)).toEqual([8, 8, 4, 1]);
    expect(made.flat()).toHaveLength(100);
  });
});

describe('text without markup', () => {
  it('keeps the words and loses the tags', () => {
    expect(
      withoutMarkup('<b>R&amp;D &lt;thép&gt;</b> <a href="https://a.vn/?x=1&amp;y=2">nguồn</a> &#7879;'),
    ).toBe('R&D <thép> nguồn ệ');
  });

  it('gives back any text that was escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(withoutMarkup(`<b>${escapeHtml(text)}</b>`)).toBe(text);
      }),
    );
  });
});

describe('a 429', () => {
  it('binds its chat, and everybody when a second chat is asked to wait at the same time', () => {
    const flood = createFloodWatch();
    expect(flood.scope('a', 5_000, 0)).toBe('chat');
    expect(flood.scope('a', 5_000, 1_000)).toBe('chat');
    expect(flood.scope('b', 5_000, 7_000)).toBe('chat');
    expect(flood.scope('c', 5_000, 8_000)).toBe('platform');
  });
});

describe('back-off', () => {
  it('doubles up to its cap and never waits less than half of it', () => {
    const policy = { minMs: 500, maxMs: 8_000 };
    expect([1, 2, 3, 4, 5, 6, 1000].map((attempt) => backoffMs(attempt, policy, 1))).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000,
    ]);
    expect(backoffMs(3, policy, 0)).toBe(1_000);
  });
});

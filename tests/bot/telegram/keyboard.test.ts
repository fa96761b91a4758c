import { describe, expect, it } from 'vitest';
import { inlineKeyboard } from '../../../src/bot/telegram/keyboard.ts';

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

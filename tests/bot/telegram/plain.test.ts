import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutMarkup } from '../../../src/bot/telegram/plain.ts';
import { escapeHtml } from '../../../src/digest/telegram.ts';

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

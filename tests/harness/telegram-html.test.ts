import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml } from '../../src/digest/telegram.ts';
import { parseHtml } from './telegram/html.ts';

describe("Telegram's HTML grammar", () => {
  it.each([
    ['<b>Thép</b>', 'Thép', [{ type: 'bold', offset: 0, length: 4 }]],
    ['<STRONG>a</strong>', 'a', [{ type: 'bold', offset: 0, length: 1 }]],
    ['😀<i>a</>', '😀a', [{ type: 'italic', offset: 2, length: 1 }]],
    [
      '<b>a<i>b</i></b>',
      'ab',
      [
        { type: 'bold', offset: 0, length: 2 },
        { type: 'italic', offset: 1, length: 1 },
      ],
    ],
    [
      '<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>',
      'ab',
      [
        { type: 'spoiler', offset: 0, length: 1 },
        { type: 'spoiler', offset: 1, length: 1 },
      ],
    ],
    ['<blockquote expandable>a</blockquote>', 'a', [{ type: 'expandable_blockquote', offset: 0, length: 1 }]],
    [
      '<a href="https://a.vn/?x=1&amp;y=2">nguồn</a>',
      'nguồn',
      [{ type: 'text_link', offset: 0, length: 5, url: 'https://a.vn/?x=1&y=2' }],
    ],
    ["<a href='a.vn'>n</a>", 'n', [{ type: 'text_link', offset: 0, length: 1, url: 'http://a.vn' }]],
    [
      '<a href="tg://user?id=5">n</a>',
      'n',
      [{ type: 'text_mention', offset: 0, length: 1, url: 'tg://user?id=5' }],
    ],
    ['<b></b>a', 'a', []],
    ['  <b>a </b> ', 'a', [{ type: 'bold', offset: 0, length: 1 }]],
    ['<a href="https://localhost/x">n</a>', 'n', []],
    ['<a href="javascript:alert(1)">n</a>', 'n', []],
    ['<code>a<b>b</b></code>', 'ab', [{ type: 'code', offset: 0, length: 2 }]],
    [
      '<blockquote>a<blockquote>b</blockquote></blockquote>',
      'ab',
      [{ type: 'blockquote', offset: 0, length: 2 }],
    ],
  ])('reads %s', (html, text, entities) => {
    expect(parseHtml(html)).toEqual({ text, entities });
  });

  it.each([
    ['R&amp;D &lt;b&gt; &quot;x&quot;', 'R&D <b> "x"'],
    ['&#7879; &#x1EC7; &#128512;', 'ệ ệ 😀'],
    ['a & b &nbsp; &unknown; > c', 'a & b &nbsp; &unknown; > c'],
    ['&lt', '<'],
    ['&ltx', '&ltx'],
    ['&#0;', '&#0;'],
  ])('decodes %s', (html, text) => {
    expect(parseHtml(html).text).toBe(text);
  });

  it.each([
    ['Giá <5', 'Unclosed start tag at byte offset 5'],
    ['<br>', 'Unsupported start tag "br" at byte offset 0'],
    ['ệ<p>x</p>', 'Unsupported start tag "p" at byte offset 3'],
    ['<b>x', 'Can\'t find end tag corresponding to start tag "b"'],
    ['<b>x</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['x</b>', 'Unexpected end tag at byte offset 1'],
    ['<b>x</b', 'Unclosed end tag at byte offset 4'],
    ['<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'],
    ['<a href=a_b>y</a>', 'Unexpected end of name token at byte offset 8'],
    ['<a href="x', 'Unclosed start tag at byte offset 0'],
    ['<a href', 'Unclosed start tag "a" at byte offset 0'],
    ['<span class="x">y</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ])('refuses %s', (html, reason) => {
    expect(() => parseHtml(html)).toThrow(`Bad Request: can't parse entities: ${reason}`);
  });

  it('gives back any text that was escaped, trimmed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(parseHtml(`x${escapeHtml(text)}x`).text).toBe(`x${text}x`);
      }),
    );
  });

  it('fails with a refusal or not at all, whatever it is given', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '</',
      'b',
      'a',
      ' ',
      '=',
      '"',
      "'",
      '&',
      ';',
      '#',
      'ệ',
      'href',
      '/',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(outcomeOf(pieces.join(''))).toMatch(/^(?:read|Error: Bad Request: can't parse entities: )/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('drops what comes after the hundredth entity', () => {
    expect(parseHtml('<b>a</b> '.repeat(300)).entities).toHaveLength(100);
  });
});

function outcomeOf(html: string): string {
  try {
    parseHtml(html);
    return 'read';
  } catch (error) {
    return String(error);
  }
}

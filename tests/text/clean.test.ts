import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanLines } from '../../src/text/clean.ts';

describe('cleaning a line of text', () => {
  it.each([
    ['composes Vietnamese letters', 'Xuất khẩu'.normalize('NFD'), 'Xuất khẩu'],
    ['removes bidi controls', 'giá \u202ethép\u202c \u200etăng\u200f\u061c', 'giá thép tăng'],
    ['removes bidi isolates', '\u2066thép\u2069 \u2067a\u2068', 'thép a'],
    ['removes zero-width characters', 'xu\u200bất\u2060 kh\ufeffẩu\u00ad', 'xuất khẩu'],
    ['removes a joiner between Latin letters', 'th\u200dép\u200c', 'thép'],
    ['removes tag characters', 'thép\u{e0041}\u{e0042}\u{e007f}', 'thép'],
    ['removes fillers', 'a\u3164b\u115f\uffa0\u2800c', 'abc'],
    ['removes control characters', 'a\u0000b\u0007c\u0085d\u009bé', 'abc dé'],
    ['removes halves of surrogate pairs', 'a\ud800b\udc00c', 'abc'],
    ['removes non-characters', 'a\uffffb\ufffe', 'ab'],
    ['keeps two stacked marks', 'z\u0301\u0302\u0303\u0304\u0305x', '\u017a\u0302\u0303x'],
    ['collapses blanks of all kinds', '  a \u00a0\u3000\t b\r\nc\u2028d ', 'a b c d'],
  ])('%s', (_what, dirty, clean) => {
    expect(cleanLine(dirty)).toBe(clean);
  });

  it.each([
    ['a family', '👨‍👩‍👧‍👦 đi chợ'],
    ['a skin tone with a profession', '👩🏽‍🏭 làm thép'],
    ['a heart with emoji style', 'yêu ❤️ thép'],
    ['a flag', 'Việt Nam 🇻🇳'],
    ['a flag spelled with tags', 'Scotland 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
    ['a keycap', '1️⃣ gạo'],
    ['Arabic', 'مرحبا بالعالم'],
    ['Persian with its non-joiner', 'می‌خواهم'],
    ['Thai with vowel and tone marks', 'ผู้ที่ซื้อข้าว'],
    ['Hindi with a joiner', 'क्‍ष'],
    ['a headline with ampersand and brackets', 'R&D <thép> "đặc biệt" – 5%'],
  ])('keeps %s', (_what, text) => {
    expect(cleanLine(text)).toBe(text.normalize('NFC'));
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const once = cleanLine(text);
        expect(cleanLine(once)).toBe(once);
        expect(cleanLines(cleanLines(text))).toBe(cleanLines(text));
      }),
    );
  });

  it('keeps lines where lines are wanted, without empty ones', () => {
    expect(cleanLines(' một \r\n\r\n\u200b\n hai\u2029ba ')).toBe('một\nhai\nba');
  });
});

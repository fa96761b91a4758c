import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldForSearch, foldTone, hasDiacritics, nfc, searchKey } from '../../src/text/fold.ts';
import { syllables, tokens } from '../../src/text/tokens.ts';

const words = fc
  .array(
    fc.constantFrom(
      'hoà',
      'thuỷ',
      'Đắk',
      'quý',
      'khuỷu',
      'ƯỚC',
      'gi\u0301a',
      'xa\u0301\u0306ng',
      'Ðồng',
      'TP.HCM',
      '18,3%',
      ' ',
    ),
    {
      maxLength: 30,
    },
  )
  .map((parts) => parts.join(' '));
const any = fc.oneof(words, fc.string({ unit: 'binary', maxLength: 60 }));

describe('folding', () => {
  it('twice changes nothing', () => {
    fc.assert(
      fc.property(any, (s) => {
        expect(foldForSearch(foldForSearch(s))).toBe(foldForSearch(s));
        expect(nfc(nfc(s))).toBe(nfc(s));
        expect(foldTone(foldTone(nfc(s)))).toBe(foldTone(nfc(s)));
      }),
    );
  });

  it('gives one search form whatever the Unicode form', () => {
    fc.assert(
      fc.property(words, (s) => {
        expect(foldForSearch(s.normalize('NFD'))).toBe(foldForSearch(s.normalize('NFC')));
        expect(hasDiacritics(foldForSearch(s))).toBe(false);
      }),
    );
  });

  it('for search makes old and new spellings one', () => {
    for (const [old, now] of [
      ['kĩ thuật', 'kỹ thuật'],
      ['Quí III', 'quý iii'],
      ['công ti', 'Công ty'],
      ['hoà', 'hòa'],
    ] as const) {
      expect(searchKey(old)).toBe(searchKey(now));
    }
    expect(searchKey('thủy, khuy, tay')).toBe('thuy, khuy, tay');
    fc.assert(
      fc.property(any, (s) => {
        expect(searchKey(searchKey(s))).toBe(searchKey(s));
      }),
    );
  });

  it('of tones keeps length and case', () => {
    expect(foldTone('HOÀ, Thuỷ, khoẻ, toà, luỹ, uỷ')).toBe('HÒA, Thủy, khỏe, tòa, lũy, ủy');
    expect(foldTone('quỹ, quý, quả, toàn, loại, ngoèo, khuỷu')).toBe(
      'quỹ, quý, quả, toàn, loại, ngoèo, khuỷu',
    );
  });

  it('of Unicode heals tones typed before the circumflex, eth and odd spaces', () => {
    expect(nfc('a\u0301\u0302')).toBe('ấ');
    expect(nfc('Ðà\u00a0Nẵng\ufeff')).toBe('Đà Nẵng');
    expect(nfc('a\tb\nc')).toBe('a\tb\nc');
  });
});

describe('syllables', () => {
  it('are whole: cá is not các', () => {
    expect(syllables('Cá, các').map(({ text }) => text)).toEqual(['Cá', 'các']);
    expect(tokens('Cá, các')).toEqual(['cá', 'các']);
  });

  it('stand where their offsets say', () => {
    fc.assert(
      fc.property(any, (s) => {
        for (const { text, start, end } of syllables(s)) expect(s.slice(start, end)).toBe(text);
      }),
    );
  });
});

import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/sources/plain/decode.ts';

const VIETNAMESE = 'Xuất khẩu gạo và thép tăng trưởng đều, người dân hưởng lợi';
const prolog = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?>`;

/** windows-1258 writes the tone as a mark of its own after the letter. */
function windows1258(text: string): Buffer {
  const spelled = text
    .normalize('NFD')
    .replace(/[aeo]\u0302|a\u0306|[ou]\u031b/gi, (letter) => letter.normalize('NFC'))
    // The horn may follow the tone: bring it to its letter.
    .replace(
      /([ou])([\u0300\u0301\u0303\u0309\u0323])\u031b/gi,
      (_all, letter: string, tone: string) => `${`${letter}\u031b`.normalize('NFC')}${tone}`,
    )
    .replace(
      /([aeo])(\u0323)(\u0302|\u0306)/gi,
      (_all, letter: string, tone: string, mark: string) => `${(letter + mark).normalize('NFC')}${tone}`,
    );
  return iconv.encode(spelled, 'windows-1258');
}

describe('decoding', () => {
  it.each([
    ['UTF-8 that declares nothing', Buffer.from(VIETNAMESE), VIETNAMESE],
    [
      'UTF-8 that declares latin-1',
      Buffer.from(prolog('iso-8859-1') + VIETNAMESE),
      prolog('iso-8859-1') + VIETNAMESE,
    ],
    ['UTF-8 that declares UTF-16', Buffer.from(prolog('utf-16') + VIETNAMESE), prolog('utf-16') + VIETNAMESE],
    [
      'UTF-16 with a mark',
      iconv.encode(`<a>${VIETNAMESE}`, 'utf-16le', { addBOM: true }),
      `<a>${VIETNAMESE}`,
    ],
    ['UTF-16 without a mark', iconv.encode(`<a>${VIETNAMESE}`, 'utf-16be'), `<a>${VIETNAMESE}`],
    [
      'UTF-32 without a mark',
      iconv.encode(`<a>${VIETNAMESE}`, 'utf-32be', { addBOM: false }),
      `<a>${VIETNAMESE}`,
    ],
    [
      'windows-1258 that says so',
      Buffer.concat([Buffer.from(prolog('windows-1258')), windows1258(VIETNAMESE)]),
      prolog('windows-1258') + VIETNAMESE,
    ],
    ['windows-1258 that declares nothing', windows1258(VIETNAMESE), VIETNAMESE],
    [
      'windows-1258 that declares UTF-8',
      Buffer.concat([Buffer.from(prolog('utf-8')), windows1258(VIETNAMESE)]),
      prolog('utf-8') + VIETNAMESE,
    ],
    ['windows-1252 that declares nothing', iconv.encode('Café – 5 €', 'windows-1252'), 'Café – 5 €'],
    [
      'latin-1 that means windows-1252',
      iconv.encode(`${prolog('iso-8859-1')}5 €`, 'windows-1252'),
      `${prolog('iso-8859-1')}5 €`,
    ],
    [
      'Japanese that declares nothing',
      iconv.encode('今日のニュースです。鉄鋼の価格', 'shift_jis'),
      '今日のニュースです。鉄鋼の価格',
    ],
    [
      'Chinese that says so',
      iconv.encode(`${prolog('gb2312')}钢铁价格上涨`, 'gb18030'),
      `${prolog('gb2312')}钢铁价格上涨`,
    ],
    [
      'Korean that declares nothing',
      iconv.encode('오늘의 철강 가격 뉴스입니다', 'euc-kr'),
      '오늘의 철강 가격 뉴스입니다',
    ],
    [
      'Russian that declares nothing',
      iconv.encode('Цены на сталь выросли', 'koi8-r'),
      'Цены на сталь выросли',
    ],
  ])('reads %s', (_what, bytes, text) => {
    expect(decodeText(bytes).text.normalize('NFC')).toBe(text);
  });

  it('believes the header where the bytes allow it', () => {
    expect(
      decodeText(iconv.encode('сталь', 'windows-1251'), { contentType: 'text/xml; charset=windows-1251' })
        .text,
    ).toBe('сталь');
    expect(decodeText(Buffer.from('thép'), { contentType: 'text/xml; charset="iso-8859-1"' }).text).toBe(
      'thép',
    );
  });

  it('believes an admin more than the feed', () => {
    const bytes = iconv.encode(`${prolog('windows-1252')}сталь`, 'windows-1251');
    expect(decodeText(bytes, { encoding: 'windows-1251' }).text).toContain('сталь');
  });

  it('says what was declared wrongly', () => {
    expect(decodeText(Buffer.from(`${prolog('utf-16')}thép`))).toMatchObject({
      encoding: 'utf-8',
      wrongly: 'utf-16',
    });
    expect(decodeText(Buffer.from(`${prolog('utf-8')}thép`))).not.toHaveProperty('wrongly');
  });

  it('mends single bytes among good UTF-8', () => {
    const bytes = Buffer.concat([
      Buffer.from('Giá thép tăng mạnh '),
      Buffer.from([0xe9]),
      Buffer.from(' ở Hà Nội'),
    ]);
    expect(decodeText(bytes).text).toBe('Giá thép tăng mạnh é ở Hà Nội');
  });

  it('reads what mainframes write', () => {
    // `<?xml version="1.0" encoding="ebcdic-cp-be"?><rss>é!</rss>` in IBM code page 500
    const bytes = Buffer.from(
      '4c6fa7949340a58599a28996957e7ff14bf07f4085958396848995877e7f8582838489836083976082857f6f6e4c99a2a26e514f4c6199a2a26e',
      'hex',
    );
    expect(decodeText(bytes).text).toContain('<rss>é!</rss>');
  });

  it('reads Chinese in seven bits', () => {
    const bytes = Buffer.from(`${prolog('hz-gb-2312')}<title>~{VPND~} ~~</title>`);
    expect(decodeText(bytes).text).toContain('<title>中文 ~</title>');
  });
});

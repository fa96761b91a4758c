import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderOfDates, parseDate } from '../../src/text/dates.ts';

function iso(text: string, habits?: Parameters<typeof parseDate>[1]): string | undefined {
  const at = parseDate(text, habits);
  return at === undefined ? undefined : new Date(at).toISOString().replace('.000Z', 'Z');
}

describe('reading a date', () => {
  it.each([
    ['Sat, 28 Feb 2026 12:56:16 +0700', '2026-02-28T05:56:16Z'],
    ['Sat, 28 Feb 2026 12:56:16 GMT+7', '2026-02-28T05:56:16Z'],
    ['Sat, 28 Feb 2026 12:56:16 GMT+07:00', '2026-02-28T05:56:16Z'],
    ['Sat, 28 Feb 2026 05:56:16 GMT', '2026-02-28T05:56:16Z'],
    ['Sat, 28 Feb 26 12:56:16 +0700', '2026-02-28T05:56:16Z'],
    ['Saturday, 28 February 2026 12:56 ICT', '2026-02-28T05:56:00Z'],
    ['28 Feb 2026 00:56:16 EST', '2026-02-28T05:56:16Z'],
    ['Sat Feb 28 12:56:16 ICT 2026', '2026-02-28T05:56:16Z'],
    ['Sat Feb 28 2026 12:56:16 GMT+0700 (Indochina Time)', '2026-02-28T05:56:16Z'],
    ['28-Feb-2026 12:56', '2026-02-28T05:56:00Z'],
    ['Feb 28, 2026 12:56 PM', '2026-02-28T05:56:00Z'],
    ['2026-02-28T12:56:16+07:00', '2026-02-28T05:56:16Z'],
    ['2026-02-28T12:56:16.5+0700', '2026-02-28T05:56:16.500Z'],
    ['2026-02-28T05:56:16Z', '2026-02-28T05:56:16Z'],
    ['2026-02-28 12:56:16', '2026-02-28T05:56:16Z'],
    ['2026/02/28 12:56', '2026-02-28T05:56:00Z'],
    ['20260228T055616Z', '2026-02-28T05:56:16Z'],
    ['2026-02-28', '2026-02-27T17:00:00Z'],
    ['2026-02', '2026-01-31T17:00:00Z'],
    ['2026-059', '2026-02-27T17:00:00Z'],
    ['1772258176', '2026-02-28T05:56:16Z'],
    ['1772258176000', '2026-02-28T05:56:16Z'],
    ['28/02/2026 12:56:16', '2026-02-28T05:56:16Z'],
    ['28.02.2026 12:56', '2026-02-28T05:56:00Z'],
    ['2/28/2026 12:56:16 PM', '2026-02-28T05:56:16Z'],
    ['9/5/2026 1:30:00 PM', '2026-09-05T06:30:00Z'],
    ['9/5/2026 12:05:00 AM', '2026-09-04T17:05:00Z'],
    ['Thứ Bảy, 28/2/2026, 12:56', '2026-02-28T05:56:00Z'],
    ['Thứ bảy, 28/2/2026, 12:56 (GMT+7)', '2026-02-28T05:56:00Z'],
    ['Thứ 7, 28/02/2026 | 12:56', '2026-02-28T05:56:00Z'],
    ['12:56 - 28/02/2026', '2026-02-28T05:56:00Z'],
    ['12:56 28-02-2026', '2026-02-28T05:56:00Z'],
    ['12h56 ngày 28/2/2026', '2026-02-28T05:56:00Z'],
    ['28/02/2026 - 07:05 CH', '2026-02-28T12:05:00Z'],
    ['ngày 28 tháng 2 năm 2026', '2026-02-27T17:00:00Z'],
    ['28 Tháng Hai, 2026 12:56', '2026-02-28T05:56:00Z'],
    ['Thứ Ba, 10 Tháng Mười Hai 2024 08:00', '2024-12-10T01:00:00Z'],
    ['mar. 13 juil. 2004 12:00:00 GMT', '2004-07-13T12:00:00Z'],
    ['Mo, 01 Mär 2010 10:00:00 +0100', '2010-03-01T09:00:00Z'],
    ['5 de enero de 2011 10:00', '2011-01-05T03:00:00Z'],
    ['Пт, 01 мая 2015 10:00:00 +0300', '2015-05-01T07:00:00Z'],
    ['Κυρ, 11 Ιούλ 2004 12:00:00 EST', '2004-07-11T17:00:00Z'],
    ['2004-július-13T9:15-05:00', '2004-07-13T14:15:00Z'],
    ['2004年5月28日 11:31', '2004-05-28T04:31:00Z'],
    ['2004년 5월 28일  오후 11:31:12', '2004-05-28T16:31:12Z'],
    ['2004-05-25 오전 11:23:17', '2004-05-25T04:23:17Z'],
    ['Thu, 1 Jan 2004 9:8:1 GMT', '2004-01-01T09:08:01Z'],
    ['Thu, 31 Dec 2003 24:00:00 GMT', '2004-01-01T00:00:00Z'],
    ['Cập nhật lúc 12:56 28/02/2026', '2026-02-28T05:56:00Z'],
  ])('%s', (text, expected) => {
    expect(iso(text)).toBe(expected);
  });

  it.each([
    '2003-07-32T15:51:30-0500',
    '2003-13-01T15:51:30-0500',
    '2003-07-01T01:55:61-0500',
    '07-01T01:55:07-05:00',
    'Sat, 31 Jun 2026 10:00:00 +0700',
    '30/02/2026',
    '12:56',
    'hôm qua',
    '',
    'published when it is ready, see section 2026',
  ])('"%s" is none', (text) => {
    expect(parseDate(text)).toBeUndefined();
  });

  it('follows the habits of the publisher', () => {
    expect(iso('4/5/2026 08:00')).toBe('2026-05-04T01:00:00Z');
    expect(iso('4/5/2026 08:00', { order: 'month-first' })).toBe('2026-04-05T01:00:00Z');
    expect(iso('4/5/2026 08:00', { offset: '+00:00' })).toBe('2026-05-04T08:00:00Z');
    expect(iso('13/5/2026 08:00', { order: 'month-first' })).toBe('2026-05-13T01:00:00Z');
  });

  it('learns the order from all dates of a feed', () => {
    expect(orderOfDates(['4/5/2026 1:00 PM', '4/25/2026 1:00 PM'])).toBe('month-first');
    expect(orderOfDates(['4/5/2026', 'Thứ Hai, 25/4/2026'])).toBe('day-first');
    expect(orderOfDates(['4/5/2026', '2026-04-25'])).toBeUndefined();
    expect(orderOfDates(['25/4/2026', '4/25/2026'])).toBeUndefined();
  });

  it('gives the same answer in every time zone of the machine', () => {
    const zone = process.env['TZ'];
    try {
      const answers = ['UTC', 'Asia/Ho_Chi_Minh', 'America/Los_Angeles'].map((name) => {
        process.env['TZ'] = name;
        return ['28/02/2026 12:56', 'Feb 28, 2026 3:04 PM', '2026-02-28', 'Sat, 28 Feb 2026 12:56:16'].map(
          (text) => iso(text),
        );
      });
      expect(answers[1]).toEqual(answers[0]);
      expect(answers[2]).toEqual(answers[0]);
    } finally {
      process.env['TZ'] = zone;
    }
  });

  it('never throws and never answers with something that is no instant', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const at = parseDate(text);
        expect(at === undefined || Number.isFinite(at)).toBe(true);
      }),
    );
  });
});

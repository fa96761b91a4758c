import { describe, expect, it } from 'vitest';
import { breakBefore, dayKind, digestOn } from '../../src/digest/holidays.ts';
import { afterQuiet } from '../../src/digest/quiet.ts';
import { slotAfter } from '../../src/digest/slots.ts';
import { upcoming, upcomingText } from '../../src/digest/upcoming.ts';

const at = (text: string): number => Date.parse(text);

describe('a day in Việt Nam', () => {
  it.each([
    ['2024-02-10', 'tet'],
    ['2026-02-14', 'tet'],
    ['2026-02-23', 'workday'],
    ['2026-01-02', 'holiday'],
    ['2026-01-10', 'workday'],
    ['2026-04-27', 'holiday'],
    ['2026-11-24', 'workday'],
    ['2026-11-28', 'weekend'],
    ['2030-02-02', 'tet'],
    ['2041-09-02', 'workday'],
  ])('%s is a %s', (day, kind) => {
    expect(dayKind(day)).toBe(kind);
  });

  it('has its five statutory days of Tết and all other holidays in every year of the data', () => {
    const newYear = [
      '2024-02-10',
      '2025-01-29',
      '2026-02-17',
      '2027-02-06',
      '2028-01-26',
      '2029-02-13',
      '2030-02-02',
    ];
    const kings = [
      '2024-04-18',
      '2025-04-07',
      '2026-04-26',
      '2027-04-16',
      '2028-04-04',
      '2029-04-23',
      '2030-04-12',
    ];
    for (const [index, first] of newYear.entries()) {
      const year = first.slice(0, 4);
      expect(dayKind(first)).toBe('tet');
      for (const day of [
        `${year}-01-01`,
        kings[index] ?? '',
        `${year}-04-30`,
        `${year}-05-01`,
        `${year}-09-02`,
      ])
        expect(['holiday', 'weekend']).toContain(dayKind(day));
    }
  });

  it('is a day without news, of the border alone, or like any other, as the chat chose', () => {
    expect(digestOn('2026-02-17', {})).toBe('border');
    expect(digestOn('2026-04-30', {})).toBe('usual');
    expect(digestOn('2026-04-30', { holidays: 'skip' })).toBe('none');
    expect(digestOn('2026-02-17', { holidays: 'keep' })).toBe('usual');
  });

  it('is the first one after a break', () => {
    expect(breakBefore('2026-02-23', {})).toBe('2026-02-14');
    expect(breakBefore('2026-02-24', {})).toBeUndefined();
    expect(breakBefore('2026-05-04', { holidays: 'skip' })).toBe('2026-04-30');
    expect(breakBefore('2026-11-23', { holidays: 'skip' })).toBeUndefined();
  });
});

describe('slots', () => {
  const chat = {
    key: 'telegram:1',
    hours: ['07:00'],
    days: [1, 2, 3, 4, 5],
    timeZone: 'Asia/Ho_Chi_Minh',
  } as const;

  it('pass over holidays where the chat wants it so', () => {
    expect(slotAfter({ ...chat, holidays: 'skip' }, at('2026-02-13T08:00+07:00'))?.local).toBe(
      '2026-02-23T07:00',
    );
    expect(slotAfter(chat, at('2026-02-13T08:00+07:00'))?.local).toBe('2026-02-16T07:00');
  });

  it('come on a Saturday that is worked in exchange', () => {
    expect(slotAfter(chat, at('2026-08-21T08:00+07:00'))?.local).toBe('2026-08-22T07:00');
    expect(slotAfter({ ...chat, days: [1, 2] }, at('2026-08-21T08:00+07:00'))?.local).toBe(
      '2026-08-24T07:00',
    );
  });
});

describe('quiet hours', () => {
  const chat = { quiet: { from: '22:00', to: '06:00' }, timeZone: 'Asia/Ho_Chi_Minh' } as const;

  it.each([
    ['2026-11-24T21:59+07:00', '2026-11-24T21:59+07:00'],
    ['2026-11-24T22:00+07:00', '2026-11-25T06:00+07:00'],
    ['2026-11-25T03:00+07:00', '2026-11-25T06:00+07:00'],
    ['2026-11-25T06:00+07:00', '2026-11-25T06:00+07:00'],
  ])('at %s wait until %s', (now, then) => {
    expect(afterQuiet(at(now), chat)).toBe(at(then));
  });

  it('may lie within a day, and need not be there', () => {
    const noon = { quiet: { from: '12:00', to: '13:30' }, timeZone: 'Asia/Ho_Chi_Minh' } as const;
    expect(afterQuiet(at('2026-11-24T12:30+07:00'), noon)).toBe(at('2026-11-24T13:30+07:00'));
    expect(afterQuiet(5, { timeZone: 'Asia/Ho_Chi_Minh' })).toBe(5);
  });
});

describe('what is due next', () => {
  const due = (now: string, days = 4): readonly string[] =>
    upcoming(at(now), days).map((each) => upcomingText(each, now.slice(0, 10), 'vi'));

  it('is the fuel price on Thursday, until it is out', () => {
    expect(due('2026-11-24T07:00+07:00')).toEqual(['15h thứ Năm 26/11: giá xăng dầu']);
    expect(due('2026-11-26T07:00+07:00', 1)).toEqual(['15h hôm nay 26/11: giá xăng dầu']);
    expect(due('2026-11-26T16:00+07:00', 1)).toEqual([]);
  });

  it('is the month of the statistics office, moved to a working day', () => {
    expect(due('2026-12-01T07:00+07:00', 2)).toContain('thứ Năm 03/12: IIP, CPI, xuất nhập khẩu tháng 11');
    expect(due('2026-10-02T07:00+07:00', 4)).toContain(
      'thứ Hai 05/10: IIP, CPI, xuất nhập khẩu tháng 9, GDP quý III',
    );
    expect(due('2025-09-05T07:00+07:00', 3)).toContain('thứ Hai 08/09: IIP, CPI, xuất nhập khẩu tháng 8');
  });

  it('moves the fuel price out of the way of Tết', () => {
    expect(
      upcoming(at('2026-02-17T07:00+07:00'), 7)
        .filter(({ id }) => id === 'fuel')
        .map(({ day }) => day),
    ).toEqual(['2026-02-20']);
  });

  it('can be said in English', () => {
    const [fuel] = upcoming(at('2026-11-24T07:00+07:00'), 4);
    expect(fuel && upcomingText(fuel, '2026-11-24', 'en')).toBe('15:00 Thu 26/11: fuel prices');
  });
});

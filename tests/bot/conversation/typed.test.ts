import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDays } from '../../../src/bot/days.ts';
import { readHours } from '../../../src/bot/hours.ts';
import { readChanges } from '../../../src/bot/selection.ts';
import { cleanTyped, nearestOf, saysTheSame } from '../../../src/bot/typed.ts';
import { readZone } from '../../../src/bot/zones.ts';

describe('hours', () => {
  it.each<[string, readonly string[]]>([
    ['07:00', ['07:00']],
    ['7', ['07:00']],
    ['7h', ['07:00']],
    ['7g', ['07:00']],
    ['7h30', ['07:30']],
    ['7 h 05', ['07:05']],
    ['7.30', ['07:30']],
    ['7:5', ['07:05']],
    ['19h30', ['19:30']],
    ['7 giờ', ['07:00']],
    ['7 giờ sáng', ['07:00']],
    ['7 giờ 15 phút', ['07:15']],
    ['7 giờ rưỡi tối', ['19:30']],
    ['6 rưỡi sáng', ['06:30']],
    ['7 giờ 30 tối', ['19:30']],
    ['1 giờ chiều', ['13:00']],
    ['12 giờ trưa', ['12:00']],
    ['12 giờ đêm', ['00:00']],
    ['11h đêm', ['23:00']],
    ['2h đêm', ['02:00']],
    ['7pm', ['19:00']],
    ['12am', ['00:00']],
    ['7:30 a.m.', ['07:30']],
    ['0h', ['00:00']],
    ['6h, 12h và 17h30', ['06:00', '12:00', '17:30']],
    ['17h 6h 6h', ['06:00', '17:00']],
    ['6h-8h', ['06:00', '07:00', '08:00']],
    ['từ 6 đến 9', ['06:00', '07:00', '08:00', '09:00']],
    ['07:00 t2-t6', ['07:00']],
    ['t2-t6 7h', ['07:00']],
    ['thứ 2 đến thứ 6 lúc 7h', ['07:00']],
    ['7h cn', ['07:00']],
  ])('reads %s', (typed, hours) => {
    expect(readHours(typed)).toMatchObject({ kind: 'hours', hours });
  });

  it.each<[string, readonly string[]]>([
    ['25:00', ['23:00', '01:00']],
    ['24h', ['23:00', '00:00']],
    ['7h75', ['07:00', '08:15']],
    ['99', ['23:00', '03:00']],
  ])('offers what is nearest to %s', (typed, nearest) => {
    expect(readHours(typed)).toMatchObject({ kind: 'impossible', nearest });
  });

  it.each(['', 'sáng sớm', 't2-t6', 'thứ 3', 'giá thép'])('reads no hour in "%s"', (typed) => {
    expect(readHours(typed).kind).toBe('none');
  });

  it('has a limit to a day', () => {
    expect(readHours('1h-20h').kind).toBe('too-many');
  });

  it('makes valid hours of anything', () => {
    assert(
      property(string({ maxLength: 40 }), (typed) => {
        const read = readHours(typed);
        const hours = read.kind === 'hours' ? read.hours : read.kind === 'impossible' ? read.nearest : [];
        for (const hour of hours) expect(hour).toMatch(/^(?:[01]\d|2[0-3]):[0-5]\d$/u);
      }),
    );
  });
});

describe('days', () => {
  it.each<[string, readonly number[] | undefined]>([
    ['t2-t6', [1, 2, 3, 4, 5]],
    ['T2 – T7', [1, 2, 3, 4, 5, 6]],
    ['t7-t2', [1, 6, 7]],
    ['t2-cn', [1, 2, 3, 4, 5, 6, 7]],
    ['t2,t4,t6', [1, 3, 5]],
    ['t2 t4', [1, 3]],
    ['thứ hai', [1]],
    ['thứ 2 đến thứ 6', [1, 2, 3, 4, 5]],
    ['thứ bảy và chủ nhật', [6, 7]],
    ['hằng ngày', [1, 2, 3, 4, 5, 6, 7]],
    ['hàng ngày', [1, 2, 3, 4, 5, 6, 7]],
    ['ngày thường', [1, 2, 3, 4, 5]],
    ['cuối tuần', [6, 7]],
    ['mon-fri', [1, 2, 3, 4, 5]],
    ['Monday, Thursday', [1, 4]],
    ['thu', [4]],
    ['weekdays', [1, 2, 3, 4, 5]],
    ['thép', undefined],
    ['', undefined],
  ])('reads %s', (typed, days) => {
    expect(readDays(typed)).toEqual(days);
  });
});

describe('zones', () => {
  it.each([
    ['Asia/Tokyo', 'Asia/Tokyo'],
    ['tokyo', 'Asia/Tokyo'],
    ['Hà Nội', 'Asia/Ho_Chi_Minh'],
    ['Sài Gòn', 'Asia/Ho_Chi_Minh'],
    ['Đức', 'Europe/Berlin'],
    ['+7', 'Asia/Ho_Chi_Minh'],
    ['GMT+9', 'Etc/GMT-9'],
    ['UTC-5', 'Etc/GMT+5'],
    ['utc', 'Etc/UTC'],
    ['Asia/Ho_Chi_Minh', 'Asia/Ho_Chi_Minh'],
    ['new york', 'America/New_York'],
  ])('reads %s', (typed, zone) => {
    expect(readZone(typed)).toEqual({ kind: 'zone', zone });
  });

  it('offers the nearest city', () => {
    expect(readZone('Tokio')).toMatchObject({
      kind: 'unknown',
      near: expect.arrayContaining(['Asia/Tokyo']),
    });
    expect(readZone('__proto__').kind).toBe('unknown');
    expect(readZone('+99').kind).toBe('unknown');
  });
});

describe('typed text', () => {
  it('cleans to the same thing twice', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 400 }), (text) => {
        const clean = cleanTyped(text);
        expect(cleanTyped(clean)).toBe(clean);
        expect(Array.from(clean).length).toBeLessThanOrEqual(200);
        expect(clean).not.toMatch(/[\p{Cc}\u200B-\u200F\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });

  it('knows a phrase with all its marks or none', () => {
    expect(saysTheSame('xoá dữ liệu', 'xóa dữ liệu')).toBe(true);
    expect(saysTheSame('Xoa Du Lieu', 'xóa dữ liệu')).toBe(true);
    expect(saysTheSame('đúng', 'dừng')).toBe(false);
    expect(saysTheSame('dùng', 'dừng')).toBe(false);
  });

  it('reads changes with hyphens and commas inside names', () => {
    expect(readChanges('+thep -det-may', known)).toEqual([
      { sign: '+', typed: 'thep' },
      { sign: '-', typed: 'det-may' },
    ]);
    expect(readChanges('Lạng Sơn, Quảng Ninh', known).map(({ typed }) => typed)).toEqual([
      'Lạng Sơn',
      'Quảng Ninh',
    ]);
    expect(readChanges('nông, lâm, thủy sản', known)).toHaveLength(1);
  });

  it('finds what was nearly typed', () => {
    expect(near('caidatt')).toEqual(['caidat']);
    expect(near('chu')).toEqual(['chude']);
    expect(near('xyz')).toEqual([]);
  });
});

function known(name: string): boolean {
  return name === 'nông, lâm, thủy sản';
}

function near(typed: string): readonly string[] {
  return nearestOf(typed, ['caidat', 'chude', 'gio'], (name) => [name]);
}

import { describe, expect, it } from 'vitest';
import { isTimeZone, localDate, slotAfter, slotBefore } from '../../src/digest/slots.ts';
import type { Weekday } from '../../src/news/time.ts';

const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

function chat(timeZone: string, hours: readonly string[], days: readonly Weekday[] = everyDay) {
  return { key: 'telegram:1', timeZone, hours, days } as const;
}

/** Names of the slots of a few days, in order. */
function slots(of: ReturnType<typeof chat>, from: string, until: string): readonly string[] {
  const names: string[] = [];
  let slot = slotAfter(of, Date.parse(from));
  while (slot !== undefined && slot.at < Date.parse(until)) {
    names.push(`${slot.local} = ${new Date(slot.at).toISOString().slice(0, 16)}`);
    slot = slotAfter(of, slot.at);
  }
  return names;
}

describe('the slots of a chat', () => {
  it('come at its hours in its zone', () => {
    expect(
      slots(chat('Asia/Ho_Chi_Minh', ['07:00', '17:30']), '2026-11-23T07:00+07:00', '2026-11-24T23:00+07:00'),
    ).toEqual([
      '2026-11-23T17:30 = 2026-11-23T10:30',
      '2026-11-24T07:00 = 2026-11-24T00:00',
      '2026-11-24T17:30 = 2026-11-24T10:30',
    ]);
  });

  it('keep to its days: after Friday comes Monday', () => {
    const next = slotAfter(
      chat('Asia/Ho_Chi_Minh', ['07:00'], [1, 2, 3, 4, 5]),
      Date.parse('2026-11-27T07:00+07:00'),
    );
    expect(next?.local).toBe('2026-11-30T07:00');
  });

  it('reach a whole week ahead when today is the only day and its hour has passed', () => {
    const next = slotAfter(chat('Asia/Ho_Chi_Minh', ['07:00'], [3]), Date.parse('2026-11-25T07:00+07:00'));
    expect(next?.local).toBe('2026-12-02T07:00');
  });

  it('come once in the night that skips an hour (New York, 2026-03-08)', () => {
    expect(slots(chat('America/New_York', ['02:30']), '2026-03-07T12:00Z', '2026-03-10T00:00Z')).toEqual([
      '2026-03-08T02:30 = 2026-03-08T07:30',
      '2026-03-09T02:30 = 2026-03-09T06:30',
    ]);
  });

  it('come once in the night that has an hour twice (Berlin, 2026-10-25)', () => {
    expect(slots(chat('Europe/Berlin', ['02:30']), '2026-10-24T12:00Z', '2026-10-27T00:00Z')).toEqual([
      '2026-10-25T02:30 = 2026-10-25T00:30',
      '2026-10-26T02:30 = 2026-10-26T01:30',
    ]);
  });

  it('are none without hours or days', () => {
    expect(slotAfter(chat('Asia/Ho_Chi_Minh', []), 0)).toBeUndefined();
    expect(slotAfter(chat('Asia/Ho_Chi_Minh', ['07:00'], []), 0)).toBeUndefined();
  });

  it('look back as well: before Monday comes Friday', () => {
    const last = slotBefore(
      chat('Asia/Ho_Chi_Minh', ['07:00'], [1, 2, 3, 4, 5]),
      Date.parse('2026-11-30T07:00+07:00'),
    );
    expect(last?.local).toBe('2026-11-27T07:00');
  });
});

it('tells the day of a moment in a zone', () => {
  expect(localDate(Date.parse('2026-11-22T18:00Z'), 'Asia/Ho_Chi_Minh')).toBe('2026-11-23');
});

it.each([
  ['Asia/Ho_Chi_Minh', true],
  ['Mars/Olympus', false],
  ['', false],
])('knows whether %j is a time zone', (name, known) => {
  expect(isTimeZone(name)).toBe(known);
});

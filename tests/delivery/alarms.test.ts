import { describe, expect, it } from 'vitest';
import { alarmsOf, causeOf } from '../../src/delivery/alarms.ts';
import type { Watched } from '../../src/delivery/alarms.ts';
import type { SlotReport } from '../../src/ports/ledger.ts';

const now = Date.parse('2026-11-24T07:20+07:00');
const slotAt = Date.parse('2026-11-24T07:00+07:00');

function watched(over: Partial<Watched> = {}): Watched {
  return { now, hour: 7, slots: [], sources: 10, failing: 0, lastNewAt: now - 60_000, ...over };
}

function slot(
  counts: SlotReport['counts'],
  reasons: SlotReport['reasons'] = {},
  at = slotAt,
): Watched['slots'][number] {
  return { at, report: { slot: '2026-11-24T07:00', counts, reasons } };
}

describe('the alarms of a morning', () => {
  it('are silent when all is well', () => {
    expect(alarmsOf(watched({ slots: [slot({ sent: 1000 })] }))).toEqual([]);
  });

  it.each([
    ['a few of many that failed', slot({ sent: 990, failed: 10 }, { refused: 10 }), 0],
    ['more than one in twenty', slot({ sent: 940, failed: 60 }, { refused: 60 }), 1],
    ['the only one', slot({ failed: 1 }, { refused: 1 }), 1],
    ['doubts', slot({ sent: 90, unknown: 10 }, { interrupted: 10 }), 1],
    ['digests that came too late', slot({ sent: 90, skipped: 10 }, { 'too-late': 10 }), 1],
    ['readers who blocked the bot', slot({ sent: 90, failed: 10 }, { blocked: 9, deactivated: 1 }), 0],
    ['days without news', slot({ skipped: 10 }, { 'nothing-new': 10 }), 0],
  ])('weigh %s', (_, seen, count) => {
    expect(alarmsOf(watched({ slots: [seen] }))).toHaveLength(count);
  });

  it('tell of open digests after a quarter of an hour, not before', () => {
    const open = slot({ sent: 5, pending: 2, sending: 1 });
    expect(alarmsOf(watched({ slots: [open] }))).toEqual([
      { kind: 'late', slot: '2026-11-24T07:00', open: 3 },
    ]);
    expect(alarmsOf(watched({ now: slotAt + 14 * 60_000, slots: [open] }))).toEqual([]);
  });

  it('leave yesterday alone', () => {
    expect(
      alarmsOf(watched({ now: slotAt + 13 * 3_600_000, slots: [slot({ failed: 5 }, { refused: 5 })] })),
    ).toEqual([]);
  });

  it('tell of sources when more than half of them fail', () => {
    expect(alarmsOf(watched({ failing: 6 }))).toEqual([{ kind: 'sources', failing: 6, total: 10 }]);
    expect(alarmsOf(watched({ failing: 5 }))).toEqual([]);
    expect(alarmsOf(watched({ sources: 2, failing: 2 }))).toEqual([]);
  });

  it('tell of silence by day, not by night, and not of a bot that never read anything', () => {
    const silent = now - 7 * 3_600_000;
    expect(alarmsOf(watched({ hour: 14, lastNewAt: silent }))).toEqual([{ kind: 'no-articles', hours: 7 }]);
    expect(alarmsOf(watched({ hour: 7, lastNewAt: silent }))).toEqual([]);
    expect(alarmsOf({ now, hour: 14, slots: [], sources: 10, failing: 0 })).toEqual([]);
  });

  it('are one cause however the numbers move', () => {
    const causes = [3, 9].map((open) => causeOf({ kind: 'late', slot: '2026-11-24T07:00', open }));
    expect(new Set(causes).size).toBe(1);
  });
});

import type { GoneReason } from '../news/chat.ts';
import type { Instant } from '../news/time.ts';
import type { SlotReport } from '../ports/ledger.ts';
import type { Alarm } from '../ports/watch.ts';

/** What the watch sees when it looks for trouble. */
export interface Watched {
  readonly now: Instant;
  /** Hour of the day where the bot's readers are, 0 to 23. */
  readonly hour: number;
  /** Slots of the last hours with the moment they stood for. */
  readonly slots: readonly { readonly at: Instant; readonly report: SlotReport }[];
  readonly sources: number;
  readonly failing: number;
  /** When any source last brought something new; absent when none ever did. */
  readonly lastNewAt?: Instant;
}

const minute = 60_000;

/** After this long a slot should be done, and is looked at for half a day. */
const doneAfter = 15 * minute;
const lookedAtFor = 12 * 60 * minute;

/** A few readers who cannot be reached are no trouble; this share is, and a single one when there are few. */
const mostUndelivered = 0.05;
const mostFailing = 0.5;
const fewestSources = 3;

/** News come by day: after a silent night nothing is wrong yet. */
const silentHours = 6;
const dayFrom = 12;
const dayTo = 22;

/** Readers who left are no failure of ours. */
const theirs: ReadonlySet<string> = new Set<GoneReason>([
  'blocked',
  'kicked',
  'deactivated',
  'not-found',
  'no-rights',
  'topic-closed',
]);

/** What an admin should hear of, by simple rules on what was seen. */
export function alarmsOf(watched: Watched): readonly Alarm[] {
  return [...watched.slots.flatMap((slot) => slotAlarms(slot, watched.now)), ...houseAlarms(watched)];
}

function slotAlarms({ at, report }: Watched['slots'][number], now: Instant): readonly Alarm[] {
  const age = now - at;
  if (age < doneAfter || age > lookedAtFor) return [];
  const { slot, counts, reasons } = report;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const left = Object.entries(reasons).reduce((sum, [why, count]) => sum + (theirs.has(why) ? count : 0), 0);
  const failed = Math.max(0, (counts.failed ?? 0) - left);
  const count = failed + (counts.unknown ?? 0) + (reasons['too-late'] ?? 0) + (reasons['no-channel'] ?? 0);
  const open = (counts.pending ?? 0) + (counts.sending ?? 0);
  return [
    ...(count > total * mostUndelivered ? [{ kind: 'undelivered', slot, count, total } as const] : []),
    ...(open > 0 ? [{ kind: 'late', slot, open } as const] : []),
  ];
}

function houseAlarms({ now, hour, sources, failing, lastNewAt }: Watched): readonly Alarm[] {
  const silent = lastNewAt === undefined ? 0 : Math.floor((now - lastNewAt) / (60 * minute));
  return [
    ...(sources >= fewestSources && failing > sources * mostFailing
      ? [{ kind: 'sources', failing, total: sources } as const]
      : []),
    ...(silent >= silentHours && hour >= dayFrom && hour < dayTo
      ? [{ kind: 'no-articles', hours: silent } as const]
      : []),
  ];
}

/** What makes two alarms the same cause: it is told once. */
export function causeOf(alarm: Alarm): string {
  return 'slot' in alarm ? `${alarm.kind} ${alarm.slot}` : alarm.kind;
}

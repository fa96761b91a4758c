import { alarmsOf, causeOf } from '../delivery/alarms.ts';
import { hourIn, slotMoment } from '../digest/slots.ts';
import type { TimeZone } from '../news/time.ts';
import type { ArticleArchive } from '../ports/articles.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import type { SourceBook, SourceEntry } from '../ports/sources.ts';
import type { Alarm, WatchBook } from '../ports/watch.ts';

export interface WatchNeeds {
  readonly sources: SourceBook;
  readonly articles: ArticleArchive;
  readonly ledger: Ledger;
  readonly watch: WatchBook;
  readonly clock: Clock;
  readonly log: Log;
  readonly timeZone: TimeZone;
  /** Resident memory of this process in megabytes. */
  readonly memory: () => number;
  readonly tell: (alarms: readonly Alarm[]) => Promise<void>;
}

/** Slot names looked at: every minute of a busy day has fewer. */
const mostSlots = 60;
const recentMs = 13 * 3_600_000;

/** Looks at the house, writes down what it saw, and tells the admins of what is wrong, each cause once. */
export async function watchOver(needs: WatchNeeds): Promise<number> {
  const now = needs.clock.now();
  const entries = await needs.sources.list();
  const on = entries.filter(({ source }) => source.enabled);
  const failing = on.filter(isFailing);
  await needs.watch.note({
    at: now,
    sources: on.length,
    failing: failing.map(({ source }) => source.id),
    articles: await needs.articles.count(),
    open: await needs.ledger.openCount(),
    memory: needs.memory(),
  });
  const newest = Math.max(...on.map(({ health }) => health.lastNewAt ?? 0));
  const alarms = alarmsOf({
    now,
    hour: hourIn(now, needs.timeZone),
    slots: await recentSlots(needs, now),
    sources: on.length,
    failing: failing.length,
    ...(newest > 0 ? { lastNewAt: newest } : {}),
  });
  const fresh: Alarm[] = [];
  for (const alarm of alarms) if (await needs.watch.firstToTell(causeOf(alarm))) fresh.push(alarm);
  if (fresh.length > 0) {
    needs.log.warn('alarm', { alarms: fresh });
    await needs.tell(fresh);
  }
  return fresh.length;
}

/** Whether a source cannot be read. One that is merely silent is told to the admins by itself and is no trouble of the morning. */
export function isFailing({ health }: SourceEntry): boolean {
  return health.suspended === 'failing' || health.failures > 1;
}

/** A slot is named by a wall clock; which one is not known here, and the bot's own is that of nearly all readers. */
async function recentSlots({ ledger, timeZone }: WatchNeeds, now: number) {
  const names = await ledger.slots(mostSlots);
  const dated = names.flatMap((name) => {
    const at = slotMoment(name, timeZone);
    return at === undefined || at > now || at < now - recentMs ? [] : [{ name, at }];
  });
  return Promise.all(dated.map(async ({ name, at }) => ({ at, report: await ledger.report(name) })));
}

import type { Instant, LocalDate, TimeZone } from '../news/time.ts';

/** The calendar day of a moment in a zone. */
export function dayIn(at: Instant, timeZone: TimeZone): LocalDate {
  const { year, month, day } = partsIn(at, timeZone);
  return `${year}-${month}-${day}`;
}

/** `24/11`, with the year when it is not the one of `now`. */
export function shortDay(at: Instant, now: Instant, timeZone: TimeZone): string {
  const { year, month, day } = partsIn(at, timeZone);
  return partsIn(now, timeZone).year === year ? `${day}/${month}` : `${day}/${month}/${year}`;
}

/** `07:00 24/11/2026`. */
export function fullMoment(at: Instant, timeZone: TimeZone): string {
  const { year, month, day, hour, minute } = partsIn(at, timeZone);
  return `${hour}:${minute} ${day}/${month}/${year}`;
}

type Parts = Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute', string>>;

function partsIn(at: Instant, timeZone: TimeZone): Parts {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const found = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const of = (name: string): string => found[name] ?? '';
  return { year: of('year'), month: of('month'), day: of('day'), hour: of('hour'), minute: of('minute') };
}

import type { Instant, LocalDate, TimeZone } from '../../news/time.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';

/** A moment as a reader reads it, and as programs do: "06:10 24/11/2026". */
export function timeHtml(at: Instant, timeZone: TimeZone): Html {
  return html`<time datetime="${new Date(at).toISOString()}">${clockAndDay(at, timeZone)}</time>`;
}

/** "06:10 24/11/2026" */
export function clockAndDay(at: Instant, timeZone: TimeZone): string {
  const found = new Map(
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      hour: '2-digit',
      minute: '2-digit',
      day: '2-digit',
      month: '2-digit',
      year: 'numeric',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const of = (name: Intl.DateTimeFormatPartTypes): string => found.get(name) ?? '';
  return `${of('hour')}:${of('minute')} ${of('day')}/${of('month')}/${of('year')}`;
}

/** The day so many days after another. */
export function dayAfter(day: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

import type { SourceHints } from '../../news/source.ts';
import type { Instant } from '../../news/time.ts';
import { orderOfDates, parseDate } from '../../text/dates.ts';
import type { DateHabits } from '../../text/dates.ts';
import type { Field } from './plain-rss.ts';

export type Published =
  | { readonly kind: 'at'; readonly at: Instant }
  /** Later than an honest clock allows; `at` is the arrival instead. */
  | { readonly kind: 'future'; readonly at: Instant; readonly said: Instant }
  | { readonly kind: 'unreadable'; readonly said: string }
  | { readonly kind: 'none' };

const EARLIEST = Date.UTC(2000, 0, 1);
const TOLERANCE_MS = 3_600_000;

/** When it appeared comes before when it was touched. */
const LADDER = [
  'pubdate',
  'published',
  'issued',
  'dc:date',
  'date',
  'dcterms:issued',
  'dcterms:available',
  'created',
  'dcterms:created',
  'prism:publicationdate',
  'updated',
  'modified',
  'dcterms:modified',
];

/** The date of an entry: the first of its dates that can be read, brought back to `now` when it lies in the future. */
export function publishedOf(fields: readonly Field[], habits: DateHabits, now: Instant): Published {
  let unreadable: string | undefined;
  for (const name of LADDER) {
    for (const field of fields) {
      if (field.name !== name) continue;
      const at = parseDate(field.text, habits);
      if (at === undefined || at < EARLIEST) unreadable ??= field.text.trim().slice(0, 60);
      else
        return at > now + TOLERANCE_MS
          ? { kind: 'future', at: now, said: at }
          : { kind: 'at', at: Math.min(at, now) };
    }
  }
  return unreadable === undefined ? { kind: 'none' } : { kind: 'unreadable', said: unreadable };
}

/** How this feed writes its dates: as its hints say, else as all its dates together show. */
export function dateHabits(
  entries: readonly (readonly Field[])[],
  hints: SourceHints | undefined,
): DateHabits {
  const order = hints?.dateOrder ?? orderOfDates(entries.map(firstDate));
  return {
    ...(order !== undefined && { order }),
    ...(hints?.dateOffset !== undefined && { offset: hints.dateOffset }),
  };
}

function firstDate(fields: readonly Field[]): string {
  return fields.find(({ name }) => LADDER.includes(name))?.text ?? '';
}

import type { Story } from '../news/story.ts';
import type { Instant } from '../news/time.ts';
import { headlineFigures } from '../stories/figures/wording.ts';

/** What a chat was told of an event and when that was the state of it. */
interface Told {
  readonly updatedAt: Instant;
  readonly facts: number;
}

const minute = 60_000;
/** A report so much younger is not the same round of copies. */
const clearlyNewer = 3 * 60 * minute;

/**
 * The name under which a ledger remembers that a story was told: its id with the state it was told in, `id#minutes.facts` in base 36.
 * Names without a state (older entries) are understood too.
 */
export function toldName(story: Story): string {
  return `${story.id}#${Math.floor(story.updatedAt / minute).toString(36)}.${factsOf(story).toString(36)}`;
}

/** Whether a chat should hear of a story: never heard, heard it, or heard it before it got a new fact. */
export type Hearing = 'new' | 'told' | 'update';

/** Reads what a chat was told; the returned function judges one story. */
export function hearings(told: ReadonlySet<string>): (story: Story) => Hearing {
  const states = new Map<string, Told[]>();
  for (const name of told) {
    const at = name.lastIndexOf('#');
    const id = at < 0 ? name : name.slice(0, at);
    states.set(id, [...(states.get(id) ?? []), stateOf(at < 0 ? '' : name.slice(at + 1))]);
  }
  return (story) => {
    // A story is named after one of its articles, so one that was told and has since become part of another is still known.
    const ids = new Set([story.id, ...story.reports.map((report) => report.articleId)]);
    const known = [...ids].flatMap((id) => states.get(id) ?? []);
    if (known.length === 0) return 'new';
    // Twice is enough: an event that goes on for a week is no reason to hear of it every morning.
    if (known.length > 1) return 'told';
    return known.every((state) => hasNews(story, state)) ? 'update' : 'told';
  };
}

function stateOf(text: string): Told {
  const [minutes, facts] = text.split('.').map((part) => parseInt(part, 36));
  return minutes === undefined || facts === undefined || Number.isNaN(minutes) || Number.isNaN(facts)
    ? { updatedAt: Infinity, facts: Infinity }
    : { updatedAt: minutes * minute, facts };
}

/** A clearly newer report that brings a figure, or a number in its headline, which was not there before. */
function hasNews(story: Story, told: Told): boolean {
  const newer = story.reports.filter((report) => report.publishedAt > told.updatedAt + clearlyNewer);
  if (newer.length === 0) return false;
  if (factsOf(story) > told.facts) return true;
  const before = story.reports.filter((report) => !newer.includes(report));
  const old = new Set([
    ...before.flatMap((report) => numbersIn(report.title)),
    ...story.summary
      .filter((quote) => before.some((report) => report.articleId === quote.articleId))
      .flatMap((quote) => numbersIn(quote.sentence)),
  ]);
  return newer.some((report) => numbersIn(report.title).some((number) => !old.has(number)));
}

function factsOf(story: Story): number {
  return headlineFigures(story.figures).length;
}

function numbersIn(text: string): readonly string[] {
  return text.match(/\d+(?:[.,]\d+)*/gu) ?? [];
}

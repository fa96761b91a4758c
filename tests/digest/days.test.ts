import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chooseDigest } from '../../src/digest/choose.ts';
import type { Digest, Entry } from '../../src/news/digest.ts';
import { rankStories } from '../../src/stories/rank.ts';
import { storiesOfDay } from './day-stories.ts';
import type { DayArticle } from './day-stories.ts';

interface DayReader {
  readonly who: string;
  readonly topics: readonly string[];
  readonly places: readonly string[];
  /** Events that come first, in this order. */
  readonly first?: readonly string[];
  /** Events that come first, in whatever order. */
  readonly front?: readonly string[];
  /** Events that lead the first sections, in whatever order. */
  readonly leads?: readonly string[];
  /** Events that are among the entries. */
  readonly has: readonly string[];
  readonly never: readonly string[];
}

interface Day {
  readonly now: string;
  readonly readers: readonly DayReader[];
}

const root = new URL('../corpus/days/', import.meta.url);

/** What an entry is about: the first part of its articles' ids. */
function eventOf({ story }: Entry): string {
  return story.id.split('/')[0] ?? '';
}

function entriesOf(digest: Digest): readonly Entry[] {
  return digest.sections.flatMap((section) => section.entries);
}

describe.each(readdirSync(root))('the news of %s', (name) => {
  const day = JSON.parse(readFileSync(new URL(`${name}/readers.json`, root), 'utf8')) as Day;
  const articles = readFileSync(new URL(`${name}/articles.jsonl`, root), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as DayArticle);
  const now = Date.parse(day.now);
  // What is published: the news of a day.
  const recent = storiesOfDay(articles).filter((story) => story.updatedAt >= now - 24 * 3_600_000);
  const ranked = rankStories(recent, now);

  it('is a day with noise in it', () => {
    expect(articles.length).toBeGreaterThanOrEqual(15);
    expect(articles.filter(({ id }) => id.startsWith('noise-')).length).toBeGreaterThanOrEqual(3);
  });

  it.each(day.readers)('is chosen for $who', (reader) => {
    const { topics, places, first = [], front = [], leads = [], has, never } = reader;
    const digest = chooseDigest(
      ranked,
      { topics, places, timeZone: 'Asia/Ho_Chi_Minh', language: 'vi' },
      new Set(),
      now,
    );
    const entries = entriesOf(digest);
    const events = entries.map(eventOf);
    expect(events.slice(0, first.length)).toEqual(first);
    expect(events.slice(0, front.length).toSorted()).toEqual(front.toSorted());
    const led = digest.sections.flatMap((section) => section.entries.slice(0, 1).map(eventOf));
    expect(led.slice(0, leads.length).toSorted()).toEqual(leads.toSorted());
    expect(events).toEqual(expect.arrayContaining([...has]));
    expect(events.filter((event) => never.includes(event) || event.startsWith('noise-'))).toEqual([]);
    // One event, one entry; and no digest of one section where the day had others.
    expect(new Set(events).size).toBe(events.length);
    expect(entries.length).toBeLessThanOrEqual(5);
  });
});

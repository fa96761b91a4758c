import type { Chat } from '../news/chat.ts';
import type { Digest, Entry, Section } from '../news/digest.ts';
import type { Quote, Report, Story } from '../news/story.ts';
import type { Instant, LocalDate } from '../news/time.ts';
import type { RankedStory } from '../stories/rank.ts';
import { isTopTopic } from '../stories/topics.ts';
import { covers } from '../text/gazetteer.ts';
import { placeIds } from '../text/places.ts';
import { figuresOfTheDay } from './figures-of-the-day.ts';
import { localDate } from './slots.ts';
import { hearings } from './told.ts';
import { upcomingLines } from './upcoming.ts';

/** What a digest is chosen for. */
export type Reader = Pick<Chat, 'topics' | 'places' | 'timeZone' | 'language' | 'length' | 'fewer'>;

/** What a digest is besides the news that nobody was told. */
export interface Occasion {
  /** Keywords of the reader by the stories that meet them; these lead. */
  readonly matched?: ReadonlyMap<string, readonly string[]> | undefined;
  /** Only what concerns the border: the days of Tết. */
  readonly border?: boolean;
  /** The digest looks back to this day. */
  readonly since?: LocalDate | undefined;
  /** It tells of weeks rather than of the news of a morning. */
  readonly recap?: boolean;
}

/** Entries of a digest that is read in 60 seconds, and of those that readers may choose instead. */
const entriesOf = { short: 3, usual: 5, full: 10 } as const;
/** Days ahead for which a digest says what is due. */
const daysAhead = 3;
const mostUpcoming = 3;
const borderTopic = 'cua-khau-logistics';
/** Words an entry quotes at most: a lawful short quotation. */
const wordsPerEntry = 60;

/**
 * Chooses what one reader gets: stories of his topics or places that he was not told, his own first, no topic filling the digest alone.
 * A reader without topics and places gets the most valuable of everything.
 */
export function chooseDigest(
  ranked: readonly RankedStory[],
  reader: Reader,
  told: ReadonlySet<string>,
  now: Instant,
  occasion: Occasion = {},
): Digest {
  const { matched = new Map(), border = false, since, recap = false } = occasion;
  const hearing = hearings(told);
  const wanted = ranked
    .map((each) => ({ ...each, hearing: hearing(each.story) }))
    .filter(
      ({ story, hearing: heard }) => heard !== 'told' && (matched.has(story.id) || isWanted(story, reader)),
    )
    .filter(({ story }) => !border || story.topics.includes(borderTopic))
    .map((each) => ({
      ...each,
      score:
        each.value +
        (matched.has(each.story.id) ? ofKeyword : 0) +
        closeness(each, reader) +
        (each.hearing === 'update' ? ofUpdate : 0),
    }))
    .toSorted((a, b) => b.score - a.score);
  const updates = new Set(
    wanted.filter(({ hearing: heard }) => heard === 'update').map(({ story }) => story.id),
  );
  const chosen = spread(
    wanted.map(({ story }) => story),
    matched,
    entriesOf[recap ? 'full' : (reader.length ?? 'usual')],
  );
  const date = localDate(now, reader.timeZone);
  const due = recap ? [] : upcomingLines(now, daysAhead, mostUpcoming, date, reader.language);
  return {
    date,
    timeZone: reader.timeZone,
    language: reader.language,
    figures: figuresOfTheDay(chosen),
    sections: sectionsOf(chosen, reader, matched, updates),
    left: wanted.length - chosen.length,
    ...(due.length > 0 ? { upcoming: due } : {}),
    ...(since === undefined ? {} : { since }),
    ...(recap ? { recap } : {}),
  };
}

/** More than a topic and a place together. */
const ofKeyword = 10;
/** What "fewer of these" takes away: as much as a chosen topic gives. */
const ofFewer = -4;

function isWanted(story: Story, reader: Reader): boolean {
  if (story.topics.length === 0) return false;
  if (reader.topics.length === 0 && reader.places.length === 0) return true;
  if (isOfPlaces(story, reader)) return true;
  // Places alone are a preference for what comes first, not a wish to hear of nothing else.
  return reader.topics.length === 0 || reader.topics.some((topic) => story.topics.includes(topic));
}

function isOfPlaces(story: Story, reader: Reader): boolean {
  return reader.places.some((followed) => story.places.some((place) => covers(followed, place)));
}

/**
 * How near a story is to what the reader chose, on the scale of `newsValue`: topics and places weigh the same, both add up, and who
 * chose only one kind said all with it.
 */
function closeness({ story, interrupts }: RankedStory, reader: Reader): number {
  const whole = reader.topics.length === 0 ? 2 * ofChoice : ofChoice;
  const near = isOfPlaces(story, reader) ? whole + (interrupts ? ofInterruption : 0) : 0;
  const unwelcome = (reader.fewer ?? []).some((each) => story.topics.includes(each));
  return ofTopics(story, reader) + near + (unwelcome ? ofFewer : 0);
}

/** What a chosen topic, or a chosen place, gives. */
const ofChoice = 4;
/** What stops at the reader's own gate. */
const ofInterruption = 2;
/** Old news with a new fact comes behind news of the same worth. */
const ofUpdate = -1;

function ofTopics(story: Story, reader: Reader): number {
  const own = reader.topics.filter((each) => story.topics.includes(each));
  const primary = story.topics[0];
  if (own.length === 0 || primary === undefined) return 0;
  // A subtopic is a closer wish than its whole topic.
  if (own.some((each) => !isTopTopic(each))) return ofChoice + 1;
  if (own.includes(primary)) return ofChoice;
  // It touches what the reader chose; when it is about others' goods, only just.
  return ofChoice - (goods.has(primary) ? 2 : 1);
}

const goods = new Set(['nganh-hang', 'nong-thuy-san']);

/** Takes the best while giving every topic its chance, then fills what is left by rank. What meets a keyword has its chance anyway. */
function spread(
  wanted: readonly Story[],
  matched: ReadonlyMap<string, unknown>,
  entries: number,
): readonly Story[] {
  const taken = new Map<string, number>();
  /** One topic may take at most so many while others have news. */
  const entriesPerTopic = Math.max(2, Math.floor(entries / 3));
  const first = wanted.filter((story) => {
    if (matched.has(story.id)) return true;
    const topic = sectionOf(story);
    const count = taken.get(topic) ?? 0;
    taken.set(topic, count + 1);
    return count < entriesPerTopic;
  });
  const rest = wanted.filter((story) => !first.includes(story));
  const chosen = new Set([...first, ...rest].slice(0, entries));
  return wanted.filter((story) => chosen.has(story));
}

function sectionOf(story: Story): string {
  return story.topics.find(isTopTopic) ?? 'other';
}

function sectionsOf(
  stories: readonly Story[],
  reader: Reader,
  matched: ReadonlyMap<string, readonly string[]>,
  updates: ReadonlySet<string>,
): readonly Section[] {
  const sections = new Map<string, Entry[]>();
  for (const story of stories) {
    const topic = sectionOf(story);
    const entry = entryOf(story, reader, matched.get(story.id)?.[0]);
    sections.set(topic, [...(sections.get(topic) ?? []), { ...entry, update: updates.has(story.id) }]);
  }
  return Array.from(sections, ([topic, entries]) => ({ topic, entries }));
}

/** One story as a reader gets it, in a digest or by itself. */
export function entryOf(story: Story, reader: Reader, keyword?: string): Entry {
  const lead = leadReport(story);
  const quotes = shortQuotes(story, lead, reader);
  return { story, quotes, lead, update: false, ...(keyword === undefined ? {} : { keyword }) };
}

/**
 * One or two quoted sentences, within the words an entry may have: those of the leading report in its own order, and before its second
 * one what is said of the reader's own place. Where both do not fit, the own place is worth more than the country, whose figures stand
 * above.
 */
function shortQuotes(story: Story, lead: Report, reader: Reader): readonly Quote[] {
  const own = story.summary.filter((quote) => quote.articleId === lead.articleId);
  const isNear = own.slice(0, 2).some((quote) => isOfReader(quote, reader));
  const local = isNear
    ? []
    : [...story.summary.filter(({ articleId }) => articleId !== lead.articleId), ...(story.local ?? [])]
        .filter((quote) => isOfReader(quote, reader))
        .slice(0, 1);
  const quotes: Quote[] = [];
  const most = reader.length === 'short' ? 1 : 2;
  let left = wordsPerEntry;
  const [ofPlace] = local;
  const head = own.slice(0, 1).filter((quote) => {
    return (
      ofPlace === undefined ||
      wordsIn(quote) + wordsIn(ofPlace) <= wordsPerEntry ||
      wordsIn(ofPlace) > wordsPerEntry
    );
  });
  for (const quote of [...head, ...local, ...own.slice(1)]) {
    const words = wordsIn(quote);
    if (words > left || quotes.length === most || quote.sentence === story.title) continue;
    quotes.push(quote);
    left -= words;
  }
  return quotes;
}

function wordsIn({ sentence }: Quote): number {
  return sentence.split(/\s+/u).length;
}

function isOfReader(quote: Quote, reader: Reader): boolean {
  if (reader.places.length === 0) return false;
  const named = placeIds(quote.sentence);
  return reader.places.some((followed) => named.some((place) => covers(followed, place)));
}

/** The report that the story quotes first, so that the link leads to the words shown. */
function leadReport(story: Story): Report {
  const quoted = story.reports.find((report) => report.articleId === story.summary[0]?.articleId);
  const lead = quoted ?? story.reports[0];
  if (lead === undefined) throw new Error('story without reports');
  return lead;
}

/** What is said about keywords, events, quiet hours, holidays, and about the entries of a digest: a part of `Words` with a file of its own in each language. */
export interface FollowWords {
  readonly follow: KeywordWords;
  readonly event: EventWords;
  readonly quiet: QuietWords;
  readonly entry: EntryWords;
  readonly recap: { readonly none: string; readonly week: string; readonly month: string };
  readonly options: OptionWords;
}

interface KeywordWords {
  readonly ask: string;
  readonly suggested: string;
  done(query: string): string;
  readonly atOnce: string;
  readonly inDigest: string;
  readonly nothing: string;
  tooLong(most: number): string;
  tooMany(most: number): string;
  readonly noHours: string;
  readonly title: string;
  readonly none: string;
  readonly now: string;
  readonly digest: string;
  /** "Tối đa 10 tin báo ngay mỗi ngày." */
  limit(most: number): string;
  atMost(most: number): string;
  readonly toNow: string;
  readonly toDigest: string;
  readonly add: string;
  readonly askDrop: string;
  dropped(query: string): string;
  unknown(typed: string): string;
  readonly all: string;
  readonly allDropped: string;
  /** Button of the list. */
  readonly list: string;
}

interface EventWords {
  readonly ask: string;
  done(title: string): string;
  dropped(title: string): string;
  tooMany(most: number): string;
  readonly over: string;
  readonly title: string;
  readonly noDigest: string;
  noSuchNumber(most: number): string;
}

interface QuietWords {
  now(from: string, to: string): string;
  readonly none: string;
  readonly ask: string;
  done(from: string, to: string): string;
  readonly off: string;
  readonly turnOff: string;
  readonly notUnderstood: string;
  /** Said when a digest hour lies in the quiet hours. */
  hourInside(hours: string): string;
}

interface EntryWords {
  readonly whyTitle: string;
  keywords(queries: string): string;
  places(names: string): string;
  topics(names: string): string;
  papers(count: number): string;
  readonly general: string;
  readonly askFewer: string;
  fewer(name: string): string;
  readonly undo: string;
  readonly undone: string;
  readonly noTopic: string;
  readonly noMore: string;
}

interface OptionWords {
  readonly length: string;
  readonly short: string;
  readonly usual: string;
  readonly full: string;
  readonly holidays: string;
  readonly holidaysTet: string;
  readonly holidaysSkip: string;
  readonly holidaysKeep: string;
  readonly toTet: string;
  readonly toSkip: string;
  readonly toKeep: string;
  readonly quiet: string;
  readonly noQuiet: string;
  readonly keywords: string;
  readonly noKeywords: string;
  count(keywords: number, events: number): string;
  readonly fewer: string;
}

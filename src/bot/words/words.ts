import type { Weekday } from '../../news/time.ts';
import type { ProbeProblem } from '../../news/probe.ts';
import type { InsightWords } from './insight-words.ts';
import type { FollowWords } from './follow-words.ts';
import type { ServiceWords } from './service-words.ts';

/** Every sentence the conversation can say. One file per language has this shape, so that a missing sentence does not compile. */
export interface Words extends FollowWords, ServiceWords, InsightWords {
  readonly label: Labels;
  readonly weekdays: Readonly<Record<Weekday, string>>;
  /** "T2–T6", "hằng ngày". */
  days(days: readonly Weekday[]): string;
  /** "2 giờ trước". */
  ago(milliseconds: number): string;

  readonly trouble: string;
  readonly welcome: string;
  readonly wait: string;
  readonly refused: string;
  readonly chatAdminsOnly: string;
  readonly expired: string;
  readonly cancelled: string;
  readonly nothingAsked: string;
  notANumber(most: number): string;
  unknownCommand(offered: boolean): string;
  readonly didYouMean: string;

  readonly start: StartWords;
  readonly help: HelpWords;
  readonly topics: ChoosingWords;
  readonly places: ChoosingWords & { region(name: string): string; more: string };
  readonly hours: HourWords;
  readonly zone: ZoneWords;
  readonly settings: SettingsWords;
  readonly state: StateWords;
  readonly data: DataWords;
  readonly digest: DigestWords;
  readonly search: SearchWords;
  readonly sources: SourceWords;
  readonly operations: OperationWords;
}

interface Labels {
  readonly all: string;
  readonly wholeCountry: string;
  readonly next: string;
  readonly back: string;
  readonly done: string;
  readonly cancel: string;
  readonly more: string;
  readonly detail: string;
  readonly settings: string;
  readonly digestNow: string;
  readonly otherHour: string;
  readonly restart: string;
  readonly resumeNow: string;
  readonly help: string;
  readonly search: string;
}

interface StartWords {
  readonly title: string;
  readonly greeting: string;
  readonly stepTopics: string;
  readonly stepPlaces: string;
  readonly stepHour: string;
  preset(names: string): string;
  ready(hours: string, days: string): string;
  readonly firstDigest: string;
  readonly later: string;
  already(hours: string, days: string): string;
  readonly stopped: string;
  readonly groupHello: string;
}

interface HelpWords {
  readonly title: string;
  readonly intro: string;
  /** Command and what it does, in the order shown. */
  readonly reader: readonly (readonly [command: string, does: string])[];
  readonly admin: readonly (readonly [command: string, does: string])[];
  /** What the platform's menu says of each command; a name without a line is not shown there. */
  readonly menu: Readonly<Record<string, string>>;
  readonly adminTitle: string;
  readonly typing: string;
  readonly automatic: string;
}

interface ChoosingWords {
  readonly title: string;
  readonly ask: string;
  readonly typed: string;
  chosen(names: string): string;
  readonly chosenAll: string;
  unknown(typed: string, offered: boolean): string;
  tooMany(most: number): string;
}

interface HourWords {
  readonly title: string;
  readonly ask: string;
  now(hours: string, days: string, zone: string): string;
  done(hours: string, days: string, zone: string): string;
  impossible(typed: string): string;
  readonly notUnderstood: string;
  tooMany(most: number): string;
}

interface ZoneWords {
  /** How a zone is called in a sentence. */
  name(zone: string): string;
  ask(zone: string): string;
  done(zone: string): string;
  unknown(offered: boolean): string;
}

interface SettingsWords {
  readonly title: string;
  readonly topics: string;
  readonly places: string;
  readonly hours: string;
  readonly zone: string;
  readonly language: string;
  readonly languageName: string;
  readonly emptyDay: string;
  readonly emptyDaySay: string;
  readonly emptyDaySilent: string;
  readonly state: string;
  readonly allTopics: string;
  readonly wholeCountry: string;
  readonly noHours: string;
  readonly pickTopics: string;
  readonly pickPlaces: string;
  readonly pickHours: string;
  readonly pickZone: string;
  readonly pickLanguage: string;
  readonly pause: string;
  readonly stop: string;
  readonly resume: string;
  readonly begin: string;
  readonly sayOnEmptyDays: string;
  readonly silentOnEmptyDays: string;
  readonly askLanguage: string;
  readonly languageDone: string;
}

interface StateWords {
  readonly setup: string;
  readonly active: string;
  readonly stopped: string;
  readonly gone: string;
  pausedUntil(day: string): string;
  /** Said where choices are numbers. */
  readonly byNumber: string;
  readonly askPause: string;
  pauseDays(days: number): string;
  paused(next: string): string;
  pauseRange(most: number): string;
  readonly notSubscribed: string;
  resumed(hours: string, days: string): string;
  readonly stoppedNow: string;
}

interface DataWords {
  readonly title: string;
  readonly nothing: string;
  readonly keeps: string;
  readonly askForget: string;
  readonly confirmForget: string;
  readonly forgotten: string;
}

interface DigestWords {
  readonly none: string;
}

interface SearchWords {
  readonly ask: string;
  found(total: number): string;
  page(from: number, to: number, total: number): string;
  readonly nothing: string;
  suggestion(text: string): string;
  readonly hints: string;
  otherPapers(count: number): string;
  readonly noMore: string;
  readonly nothingToContinue: string;
}

interface SourceWords {
  title(page: number, pages: number, total: number): string;
  readonly legend: string;
  readonly noneYet: string;
  readonly askUrl: string;
  readonly problem: Readonly<Record<ProbeProblem, string>>;
  readonly nothingStored: string;
  preview(title: string): string;
  items(count: number, newest: string | undefined): string;
  readonly askAdd: string;
  readonly add: string;
  added(name: string, id: string): string;
  duplicate(id: string): string;
  tooMany(most: number): string;
  readonly askId: string;
  unknownId(offered: boolean): string;
  askRemove(name: string): string;
  readonly remove: string;
  removed(name: string): string;
  enabled(name: string): string;
  disabled(name: string): string;
  edited(name: string): string;
  readonly editUsage: string;
  editWrong(key: string): string;
  readonly enable: string;
  readonly disable: string;
  readonly test: string;
  lastOk(ago: string): string;
  readonly neverOk: string;
  lastNew(ago: string): string;
  failing(count: number): string;
  readonly off: string;
  readonly suspended: Readonly<Record<'failing' | 'silent' | 'repeating' | 'drifting', string>>;
  addedBy(who: string): string;
}

interface OperationWords {
  readonly health: string;
  sources(total: number, on: number, bad: number): string;
  chats(active: number, total: number): string;
  open(count: number): string;
  nextSlot(when: string): string;
  readonly audit: string;
  readonly auditEmpty: string;
  readonly outcome: Readonly<Record<'done' | 'refused' | 'failed', string>>;
  readonly report: string;
  readonly reportEmpty: string;
  due(count: number): string;
  readonly doubtful: string;
  historyOf(key: string): string;
  attempts(count: number): string;
  readonly reportHow: string;
  readonly delivery: Readonly<
    Record<'pending' | 'sending' | 'sent' | 'failed' | 'unknown' | 'skipped', string>
  >;
  readonly reasons: string;
  readonly admins: string;
  readonly adminsHow: string;
  readonly adminUsage: string;
  adminAdded(id: string): string;
  adminRemoved(id: string): string;
  readonly adminFixed: string;
  readonly noSuchAdmin: string;
  tooManyAdmins(most: number): string;
  preview(key: string): string;
  readonly noSuchChat: string;
  readonly onlyText: string;
  sourceSuspended(name: string, id: string): string;
}

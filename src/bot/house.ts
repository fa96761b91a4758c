import type { Chat, Language } from '../news/chat.ts';
import type { Digest, Slot } from '../news/digest.ts';
import type { Message, Picture } from '../news/message.ts';
import type { Instant, LocalTime, TimeZone, Weekday } from '../news/time.ts';
import type { AdminList, AuditTrail } from '../ports/admins.ts';
import type { BroadcastDesk } from '../ports/broadcasts.ts';
import type { ChatBook } from '../ports/chats.ts';
import type { Clock } from '../ports/clock.ts';
import type { NewsDesk } from '../ports/desk.ts';
import type { DialogueMemory } from '../ports/dialogue.ts';
import type { EditorList } from '../ports/editors.ts';
import type { FigureSheet, FiguresDesk } from '../ports/figures.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { ChatLinks } from '../ports/links.ts';
import type { Log } from '../ports/log.ts';
import type { SourceLists } from '../ports/source-lists.ts';
import type { SourceBook } from '../ports/sources.ts';
import type { Takedowns } from '../ports/takedowns.ts';
import type { Vocabulary } from '../ports/vocabulary.ts';
import type { Rates } from './rates.ts';

/** Everything the conversation may ask of the rest of the house. */
export interface House {
  readonly chats: ChatBook;
  readonly sources: SourceBook;
  readonly desk: NewsDesk;
  readonly vocabulary: Vocabulary;
  readonly audit: AuditTrail;
  /** Admins added by command; without it only those of the settings count. */
  readonly addedAdmins?: AdminList;
  readonly dialogue: DialogueMemory;
  readonly links: ChatLinks;
  readonly editors: EditorList;
  readonly broadcasts: BroadcastDesk;
  readonly takedowns: Takedowns;
  readonly sourceLists: SourceLists;
  /** For `/baocao`, `/suckhoe`, `/thongbao`, `/xuatdulieu` and what is asked about a digest. */
  readonly ledger: Pick<Ledger, 'report' | 'slots' | 'openCount' | 'history' | 'tellings' | 'doubtful'>;
  readonly settings: ConversationSettings;
  /** The first slot of a chat after a moment; absent when it has none (stopped, no hours). */
  slotAfter(chat: Chat, after: Instant): Slot | undefined;
  /** The digest as a message of ours, for any platform. */
  renderDigest(digest: Digest, chat: Chat): Message;
  /** State of parts that have no port here (channels, Redis), for `/suckhoe`. */
  readonly health?: () => Promise<readonly HealthFact[]>;
  /** Figures over time; without it `/solieu` has none. */
  readonly figures?: FiguresDesk;
  /** The chart of a sheet; absent when it cannot be drawn. */
  readonly pictureOf?: (sheet: FigureSheet, language: Language) => Promise<Picture | undefined>;
  /** A link to the operator's page for this admin; absent when there is no HTTP port. */
  readonly operatorLink?: (
    admin: string,
  ) => Promise<{ readonly url: string; readonly minutes: number } | undefined>;
  readonly clock: Clock;
  readonly log: Log;
}

interface ConversationSettings {
  /** `platform:id` of the people who may run admin commands. */
  readonly admins: readonly string[];
  readonly timeZone: TimeZone;
  readonly defaultHour: LocalTime;
  /** Days of a new subscription; Monday to Friday when absent. */
  readonly defaultDays?: readonly Weekday[];
  /** How far back an undelivered slot still counts when settings are stored, in milliseconds; 3 hours when absent. */
  readonly lateLimitMs?: number;
  /** The threat model's limits when absent. */
  readonly rates?: Rates;
}

export interface HealthFact {
  /** What it is about: "Telegram", "Redis". */
  readonly part: string;
  readonly state: 'ok' | 'warn' | 'bad';
  readonly detail?: string;
}

import type { Chat } from '../news/chat.ts';
import type { Digest, Slot } from '../news/digest.ts';
import type { Message } from '../news/message.ts';
import type { Instant, LocalTime, TimeZone, Weekday } from '../news/time.ts';
import type { AdminList, AuditTrail } from '../ports/admins.ts';
import type { ChatBook } from '../ports/chats.ts';
import type { Clock } from '../ports/clock.ts';
import type { NewsDesk } from '../ports/desk.ts';
import type { DialogueMemory } from '../ports/dialogue.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import type { SourceBook } from '../ports/sources.ts';
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
  /** For `/baocao` and `/suckhoe`. */
  readonly ledger: Pick<Ledger, 'report' | 'slots' | 'openCount'>;
  readonly settings: ConversationSettings;
  /** The first slot of a chat after a moment; absent when it has none (stopped, no hours). */
  slotAfter(chat: Chat, after: Instant): Slot | undefined;
  /** The digest as a message of ours, for any platform. */
  renderDigest(digest: Digest, chat: Chat): Message;
  /** State of parts that have no port here (channels, Redis), for `/suckhoe`. */
  readonly health?: () => Promise<readonly HealthFact[]>;
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

import type { Instant, LocalDate, LocalTime, TimeZone, Weekday } from './time.ts';

export type Platform = 'telegram' | 'zalo' | 'console';
export type Language = 'vi' | 'en';
export type ChatKind = 'private' | 'group' | 'channel';

/** `platform:id`, the identity of a chat everywhere. */
export type ChatKey = `${Platform}:${string}`;

/** What we remember of a chat: its id and its settings, nothing about the people in it. */
export interface Chat {
  readonly key: ChatKey;
  readonly kind: ChatKind;
  readonly language: Language;
  readonly timeZone: TimeZone;
  /** Digest hours in the chat's zone, ascending. */
  readonly hours: readonly LocalTime[];
  readonly days: readonly Weekday[];
  /** Topic ids (top or sub); empty means all topics. */
  readonly topics: readonly string[];
  /** Place ids whose news comes first; empty means the whole country. */
  readonly places: readonly string[];
  /** What a day without news gets. */
  readonly emptyDay: 'say' | 'silent';
  /** Keywords the chat follows; absent means none. */
  readonly follows?: readonly Follow[];
  /** Stories whose updates the chat wants until they end, by id, newest first; absent means none. */
  readonly events?: readonly string[];
  /** Alerts a day at most; `usualAlerts` when absent. */
  readonly mostAlerts?: number;
  /** Wall-clock time in which no alert is sent: one that falls into it waits until `to`. May pass midnight. */
  readonly quiet?: QuietHours;
  /** How long a digest is; absent means five entries, the usual. */
  readonly length?: DigestLength;
  /** What public holidays bring; absent means the border's news alone at Tết and the usual digest on other holidays. */
  readonly holidays?: 'skip' | 'keep';
  /** Topics (top or sub) of which the chat wants less; absent means none. */
  readonly fewer?: readonly string[];
  /** Whether a digest that leads with a figure carries its chart. */
  readonly pictures?: true;
  readonly state: ChatState;
  /** Why it is `gone`, in the platform's category. */
  readonly goneReason?: GoneReason;
  /** Since when it is known to be `gone`: three months later it is forgotten. */
  readonly goneOn?: LocalDate;
  /** Forum topic (Telegram `message_thread_id`) the digest goes to. */
  readonly threadId?: number;
  readonly createdOn: LocalDate;
  readonly seenOn: LocalDate;
  /** Since when slots count: a slot before this moment is never due. */
  readonly activeSince: Instant;
}

/** One keyword: a query in its canonical form, and when its news comes. */
export interface Follow {
  readonly query: string;
  readonly when: 'now' | 'digest';
}

export interface QuietHours {
  readonly from: LocalTime;
  readonly to: LocalTime;
}

/** `short`: three entries of one sentence; `full`: ten entries. */
export type DigestLength = 'short' | 'full';

/** Alerts that a chat gets a day when it has not said otherwise. */
export const usualAlerts = 10;

/** `setup`: has not chosen an hour yet. `gone`: the platform says we cannot write there; settings are kept. */
export type ChatState = 'setup' | 'active' | 'stopped' | 'gone';

export type GoneReason = 'blocked' | 'kicked' | 'deactivated' | 'not-found' | 'no-rights' | 'topic-closed';

/** Splits a chat key into platform and the platform's own id. */
export function parseChatKey(key: ChatKey): { readonly platform: Platform; readonly id: string } {
  const at = key.indexOf(':');
  return { platform: key.slice(0, at) as Platform, id: key.slice(at + 1) };
}

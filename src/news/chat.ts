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
  readonly state: ChatState;
  /** Why it is `gone`, in the platform's category. */
  readonly goneReason?: GoneReason;
  /** Forum topic (Telegram `message_thread_id`) the digest goes to. */
  readonly threadId?: number;
  readonly createdOn: LocalDate;
  readonly seenOn: LocalDate;
  /** Since when slots count: a slot before this moment is never due. */
  readonly activeSince: Instant;
}

/** `setup`: has not chosen an hour yet. `gone`: the platform says we cannot write there; settings are kept. */
export type ChatState = 'setup' | 'active' | 'stopped' | 'gone';

export type GoneReason = 'blocked' | 'kicked' | 'deactivated' | 'not-found' | 'no-rights' | 'topic-closed';

/** Splits a chat key into platform and the platform's own id. */
export function parseChatKey(key: ChatKey): { readonly platform: Platform; readonly id: string } {
  const at = key.indexOf(':');
  return { platform: key.slice(0, at) as Platform, id: key.slice(at + 1) };
}

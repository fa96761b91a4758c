import type { Chat } from '../news/chat.ts';
import type { Digest, Slot } from '../news/digest.ts';
import type { ProbeResult } from '../news/probe.ts';
import type { Story } from '../news/story.ts';
import type { Instant } from '../news/time.ts';

/** The news desk: what the conversation asks of the rest of the house. */
export interface NewsDesk {
  /** The digest of now for this chat, whatever the hour, without the stories it has before it already; nothing is marked as told. */
  digestNow(chat: Chat, now: Instant, without?: ReadonlySet<string>): Promise<Digest>;
  /** The digest this chat will get at a slot, as far as its news is known `now`; nothing is marked as told. */
  digestOf(chat: Chat, slot: Slot, now: Instant): Promise<Digest>;
  /** The most valuable of this chat's news of so many days. */
  recap(chat: Chat, days: number, now: Instant): Promise<Digest>;
  /** Stories by their ids, those that are still kept, in the order asked for; under its present id what has become part of another. */
  stories(ids: readonly string[]): Promise<readonly Story[]>;
  /** Why each of these stories is for this chat, in the same order; of those that are gone, nothing. */
  reasons(chat: Chat, ids: readonly string[]): Promise<readonly StoryReasons[]>;
  /** Stories that answer a typed question, best first. */
  search(text: string, now: Instant, offset: number, limit: number): Promise<StoryHits>;
  /** Reads an address as a source under all guards, storing nothing. */
  probe(url: string, now: Instant): Promise<ProbeResult>;
}

/** A story and what of a chat's choices it meets: keywords, places and topics of the chat. */
export interface StoryReasons {
  readonly id: string;
  readonly story: Story;
  readonly keywords: readonly string[];
  readonly places: readonly string[];
  readonly topics: readonly string[];
  readonly papers: number;
}

export interface StoryHits {
  readonly stories: readonly Story[];
  readonly total: number;
  /** Words of the query that the archive knows in another spelling, when nothing was found. */
  readonly suggestion?: string;
}

import type { Chat } from '../news/chat.ts';
import type { Story } from '../news/story.ts';
import { covers } from '../text/gazetteer.ts';

/** What of a chat's choices a story met. */
export interface Reasons {
  readonly keywords: readonly string[];
  /** Of the chat's places those whose news it is. */
  readonly places: readonly string[];
  /** Of the chat's topics those it has. */
  readonly topics: readonly string[];
  /** How many papers tell it. */
  readonly papers: number;
}

/** Why a story is in a chat's digest. Nothing chosen that fits means: it was worth it to everybody. */
export function reasonsOf(
  story: Story,
  chat: Pick<Chat, 'topics' | 'places'>,
  keywords: readonly string[] = [],
): Reasons {
  return {
    keywords,
    places: chat.places.filter((chosen) => story.places.some((place) => covers(chosen, place))),
    topics: chat.topics.filter((topic) => story.topics.includes(topic)),
    papers: new Set(story.reports.map(({ publisher }) => publisher)).size,
  };
}

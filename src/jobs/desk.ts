import { chooseDigest } from '../digest/choose.ts';
import { slotBefore } from '../digest/slots.ts';
import type { Instant } from '../news/time.ts';
import type { StoryArchive } from '../ports/articles.ts';
import type { NewsDesk, ProbeResult } from '../ports/desk.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { SearchIndex } from '../ports/search.ts';
import { rankStories } from '../stories/rank.ts';

export interface DeskNeeds {
  readonly stories: StoryArchive;
  readonly search: SearchIndex;
  readonly ledger: Pick<Ledger, 'told'>;
  readonly probe: (url: string, now: Instant) => Promise<ProbeResult>;
}

const day = 86_400_000;

/** Articles looked at to fill pages of stories. */
const reach = 200;

/** The news desk: answers what the conversation asks, from the archive as it is now. */
export function createNewsDesk({ stories, search, ledger, probe }: DeskNeeds): NewsDesk {
  return {
    probe,
    async digestNow(chat, now) {
      const ranked = rankStories(await stories.between(now - day, now + 1), now);
      return chooseDigest(ranked, chat, new Set(), now);
    },
    async digestOf(chat, slot, now) {
      const since = Math.min(slotBefore(chat, slot.at)?.at ?? slot.at, slot.at - day);
      const ranked = rankStories(await stories.between(Math.min(since, now - day), now + 1), now);
      return chooseDigest(ranked, chat, await ledger.told(chat.key), slot.at);
    },
    async search(text, now, offset, limit) {
      const found = await search.search({ text, now, offset: 0, limit: reach });
      const ids = new Set<string>();
      for (const story of await Promise.all(found.ids.map((id) => stories.ofArticle(id)))) {
        if (story !== undefined) ids.add(story);
      }
      const page = await stories.get([...ids].slice(offset, offset + limit));
      return { stories: page, total: ids.size };
    },
  };
}

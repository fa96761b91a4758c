import { chooseDigest } from '../digest/choose.ts';
import type { Occasion } from '../digest/choose.ts';
import { breakBefore, digestOn } from '../digest/holidays.ts';
import { localDate, slotBefore } from '../digest/slots.ts';
import { reasonsOf } from '../digest/why.ts';
import type { Chat } from '../news/chat.ts';
import type { Story } from '../news/story.ts';
import type { Instant, LocalDate } from '../news/time.ts';
import type { StoryArchive } from '../ports/articles.ts';
import type { ProbeResult } from '../news/probe.ts';
import type { NewsDesk } from '../ports/desk.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { SearchIndex } from '../ports/search.ts';
import type { Vocabulary } from '../ports/vocabulary.ts';
import { rankStories } from '../stories/rank.ts';
import type { RankedStory } from '../stories/rank.ts';
import { matchedBy } from './keyword-shelf.ts';
import type { KeywordShelf } from './keyword-shelf.ts';
import type { TellInOwnWords } from './own-words.ts';
import { titleWords } from './suggest.ts';
import type { TitleWords } from './suggest.ts';
import { findStories } from './find-stories.ts';

export interface DeskNeeds {
  readonly stories: StoryArchive;
  readonly search: SearchIndex;
  readonly ledger: Pick<Ledger, 'told'>;
  readonly keywords: KeywordShelf;
  /** Absent where no model writes. */
  readonly ownWords?: TellInOwnWords | undefined;
  readonly vocabulary: Pick<Vocabulary, 'findTopic' | 'findPlace' | 'name'>;
  readonly probe: (url: string, now: Instant) => Promise<ProbeResult>;
}

const minute = 60_000;
const day = 86_400_000;

/** Stories that a look back keeps to choose from, and for how long. */
const recapStories = 600;
const recapKeptMs = 10 * minute;
/** Days whose titles tell what somebody may have meant. */
const titleDays = 14;
/** Guesses that are tried before we give up. */
const mostGuesses = 8;

/** The news desk: answers what the conversation asks, from the archive as it is now. */
export function createNewsDesk(needs: DeskNeeds): NewsDesk {
  const { stories, search, ledger, keywords, ownWords, probe } = needs;
  const recaps = new Map<number, { readonly until: Instant; readonly ranked: readonly RankedStory[] }>();
  let titles: { readonly until: Instant; readonly words: TitleWords } | undefined;

  async function matched(chat: Chat, of: readonly Story[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const queries = (chat.follows ?? []).map(({ query }) => query);
    return matchedBy(queries, await keywords.matches(of, new Set(queries)));
  }

  async function digest(
    chat: Chat,
    from: Instant,
    now: Instant,
    told: ReadonlySet<string>,
    occasion: Occasion = {},
    at = now,
  ) {
    const recent = await stories.between(from, now + 1);
    return chooseDigest(rankStories(recent, now), chat, told, at, {
      ...occasion,
      matched: await matched(chat, recent),
    });
  }

  /** Stories of so many days by what they were worth when they were new. */
  async function lookBack(days: number, now: Instant): Promise<readonly RankedStory[]> {
    const known = recaps.get(days);
    if (known !== undefined && known.until > now) return known.ranked;
    const found = await stories.between(now - days * day, now + 1);
    // Ranked at the beginning of the time all are equally fresh.
    const ranked = rankStories(found, now - days * day).slice(0, recapStories);
    recaps.set(days, { until: now + recapKeptMs, ranked });
    return ranked;
  }

  async function byId(ids: readonly string[]): Promise<readonly (Story | undefined)[]> {
    return Promise.all(
      ids.map(async (id) => {
        const [story] = await stories.get([id]);
        if (story !== undefined) return story;
        const now = await stories.ofArticle(id);
        return now === undefined ? undefined : (await stories.get([now]))[0];
      }),
    );
  }

  /** Other words for a question that found nothing, which do find something. */
  async function suggestion(text: string, now: Instant): Promise<string | undefined> {
    if (titles === undefined || titles.until < now) {
      const recent = await stories.between(now - titleDays * day, now + 1);
      titles = { until: now + recapKeptMs, words: titleWords(recent.map(({ title }) => title)) };
    }
    const { vocabulary } = needs;
    const [topic, place] = [vocabulary.findTopic(text), vocabulary.findPlace(text)];
    const names = [place.exact, topic.exact, place.near[0], topic.near[0]].flatMap((id) =>
      id === undefined ? [] : [vocabulary.name(id, 'vi')],
    );
    const [whole, ...parts] = titles.words.guesses(text);
    const guesses = [...(whole === undefined ? [] : [whole]), ...names, ...parts].slice(0, mostGuesses);
    for (const guess of guesses) {
      const { total } = await search.search({ text: guess, now, offset: 0, limit: 1 });
      if (total > 0) return guess;
    }
    return undefined;
  }

  return {
    probe,
    async digestNow(chat, now, without = new Set()) {
      const plain = await digest(chat, now - day, now, without);
      const [told = plain] = (await ownWords?.([plain])) ?? [];
      return told;
    },
    async digestOf(chat, slot, now) {
      const since = Math.min(slotBefore(chat, slot.at)?.at ?? slot.at, slot.at - day);
      const date = slot.local.slice(0, 10);
      const border = digestOn(date, chat) === 'border';
      const after: LocalDate | undefined = border ? undefined : breakBefore(date, chat);
      const from = after === undefined ? since : Math.min(since, Date.parse(`${after}T00:00+07:00`) - day);
      const told = await ledger.told(chat.key);
      return digest(chat, Math.min(from, now - day), now, told, { border, since: after }, slot.at);
    },
    async recap(chat, days, now) {
      const since = localDate(now - (days - 1) * day, chat.timeZone);
      const ranked = await lookBack(days, now);
      return chooseDigest(ranked, chat, new Set(), now, { recap: true, since });
    },
    stories: async (ids) => (await byId(ids)).filter((story) => story !== undefined),
    async reasons(chat, ids) {
      const found = await byId(ids);
      const queries = await matched(
        chat,
        found.filter((story) => story !== undefined),
      );
      return found.flatMap((story, at) => {
        const id = ids[at];
        if (story === undefined || id === undefined) return [];
        return [{ id, story, ...reasonsOf(story, chat, queries.get(story.id)) }];
      });
    },
    async search(text, now, offset, limit) {
      const ids = await findStories(needs, text, now);
      const page = await stories.get(ids.slice(offset, offset + limit));
      if (ids.length > 0 || offset > 0) return { stories: page, total: ids.length };
      const other = await suggestion(text, now);
      return { stories: page, total: 0, ...(other === undefined ? {} : { suggestion: other }) };
    },
  };
}

import type { AlertReason } from '../digest/compose.ts';
import { createFollowMatcher } from '../digest/follows/matcher.ts';
import type { Figure, UnderstoodArticle } from '../news/article.ts';
import type { ChatKey } from '../news/chat.ts';
import type { Story } from '../news/story.ts';
import type { FollowStep } from '../ports/follows.ts';

/** Updates of a followed event come no closer together than this, whatever is written about it. */
export const updateEveryMs = 3 * 3_600_000;

/** Who follows what, as this process knows it. */
export interface FollowBoard {
  clear(shard: number): void;
  take(step: FollowStep): void;
  /** Each chat once, with the best reason: an event it follows before a keyword. */
  find(
    article: UnderstoodArticle,
    story: Story,
    before: Story | undefined,
  ): readonly (readonly [ChatKey, AlertReason])[];
}

/** The followers of everything, by an inverted index of the keywords: finding them costs what the article has, not what there are of them. */
export function createFollowBoard(): FollowBoard {
  const matcher = createFollowMatcher();
  /** By what is followed, with its sign, the chats of each shard. */
  const followers = new Map<string, Map<ChatKey, number>>();

  function take({ sign, followed, chat, shard }: FollowStep): void {
    // Keywords for the digest are looked up when it is made.
    if (followed.startsWith('.')) return;
    const chats = followers.get(followed) ?? new Map<ChatKey, number>();
    if (sign === '+') chats.set(chat, shard);
    else chats.delete(chat);
    if (chats.size > 0) followers.set(followed, chats);
    else followers.delete(followed);
    if (!followed.startsWith('!')) return;
    if (chats.size > 0) matcher.add(followed.slice(1));
    else matcher.remove(followed.slice(1));
  }

  return {
    take,
    clear(shard) {
      const gone: FollowStep[] = [];
      for (const [followed, chats] of followers)
        for (const [chat, its] of chats) if (its === shard) gone.push({ sign: '-', shard, followed, chat });
      for (const step of gone) take(step);
    },
    find(article, story, before) {
      const found = new Map<ChatKey, AlertReason>();
      if (before !== undefined && bringsNews(article, story, before)) {
        for (const event of new Set([story.id, ...story.reports.map(({ articleId }) => articleId)]))
          for (const chat of followers.get(`@${event}`)?.keys() ?? []) found.set(chat, { event });
      }
      const met = matcher.match(article.title, article.text).filter((query) => isAboutUs(query, article));
      for (const query of met) {
        const reason = { query };
        for (const chat of followers.get(`!${query}`)?.keys() ?? [])
          if (!found.has(chat)) found.set(chat, reason);
      }
      return [...found];
    },
  };
}

/** A single syllable says too little outside our topics: "thép" is also a will. Whoever names more means what he says. */
function isAboutUs(query: string, article: UnderstoodArticle): boolean {
  return article.topics.length > 0 || query.includes(' ');
}

/** A later report is an update when it has a figure that nobody told before or, some hours on, a sentence worth its place beside the others. */
function bringsNews(article: UnderstoodArticle, story: Story, before: Story): boolean {
  if (before.reports.some(({ articleId }) => articleId === article.id)) return false;
  const known = new Set(before.figures.map(claimOf));
  if (article.figures.some((figure) => !known.has(claimOf(figure)))) return true;
  if (article.publishedAt - before.updatedAt < updateEveryMs) return false;
  return story.summary.some((quote) => quote.articleId === article.id);
}

function claimOf({ indicator, value, change, period, place, item }: Figure): string {
  return JSON.stringify([indicator, value, change, period, place, item]);
}

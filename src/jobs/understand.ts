import type { Article, UnderstoodArticle } from '../news/article.ts';
import type { Story } from '../news/story.ts';
import type { ArticleArchive, StoryArchive } from '../ports/articles.ts';
import type { Log } from '../ports/log.ts';
import type { SearchIndex } from '../ports/search.ts';
import type { SeriesBook } from '../ports/series.ts';
import type { Alerts } from './alerts.ts';
import type { Assignment, Grouper } from '../stories/group/grouper.ts';
import { claimsOf } from '../stories/series/claims.ts';
import { tellStory } from '../stories/tell.ts';
import { understand } from '../stories/understand.ts';

export interface UnderstandNeeds {
  readonly articles: ArticleArchive;
  readonly stories: StoryArchive;
  readonly search: SearchIndex;
  readonly series: SeriesBook;
  readonly grouper: Grouper;
  /** Absent where nobody is told of anything. */
  readonly alerts?: Alerts;
  readonly log: Log;
}

/** Articles taken off the pile at a time. */
const batch = 100;

/**
 * Understands every article on the pile, oldest first: reads it, files it in its story, tells the stories that changed anew and indexes
 * it. An article leaves the pile last, so a kill costs nothing but doing it again.
 *
 * @param mayGoOn - asked before each batch
 * @returns how many articles were understood
 */
export async function understandPile(
  needs: UnderstandNeeds,
  mayGoOn: () => Promise<boolean> = async () => true,
): Promise<number> {
  let count = 0;
  for (;;) {
    const pile = await needs.articles.pile(batch);
    if (pile.length > 0) await needs.alerts?.refresh();
    if (pile.length > 0 && !(await mayGoOn())) return count;
    for (const article of pile) await understandArticle(needs, article);
    count += pile.length;
    if (pile.length < batch) return count;
  }
}

async function understandArticle(needs: UnderstandNeeds, article: Article): Promise<void> {
  const understanding = understand(article);
  const understood: UnderstoodArticle = { ...article, ...understanding };
  const assignment = needs.grouper.assign(understood);
  const { changed, ended } = await retell(needs, understood, assignment);
  await needs.search.add(understood);
  await needs.series.record(claimsOf(understood));
  const before = needs.alerts && (await needs.stories.get([assignment.storyId]))[0];
  await needs.stories.put(changed, ended);
  const [own] = changed;
  if (own !== undefined) await alert(needs, understood, own, before);
  await needs.articles.understood(article.id, understanding);
  needs.log.debug('article understood', { topics: understanding.topics, papers: changed[0]?.reports.length });
}

/** Telling those who follow it is worth less than that the next article is understood. */
async function alert(
  { alerts, log }: UnderstandNeeds,
  article: UnderstoodArticle,
  story: Story,
  before: Story | undefined,
): Promise<void> {
  try {
    await alerts?.tell(article, story, before);
  } catch (error) {
    log.error('alerts failed', { error });
  }
}

interface Retelling {
  /** Stories told anew; the article's own first. */
  readonly changed: readonly Story[];
  /** Stories that are no more. */
  readonly ended: readonly string[];
}

/** The stories that this article changed: its own, those that others came to, and those that they left. */
async function retell(
  needs: UnderstandNeeds,
  article: UnderstoodArticle,
  { storyId, moved = [], merged = [] }: Assignment,
): Promise<Retelling> {
  const left = await Promise.all(moved.map((move) => needs.stories.ofArticle(move.articleId)));
  const touched = new Set([
    storyId,
    ...moved.map((move) => move.storyId),
    ...left.filter((id) => id !== undefined),
  ]);
  const ended = new Set(merged);
  const changed: Story[] = [];
  for (const id of touched) {
    if (ended.has(id)) continue;
    const members = await membersOf(needs, id, article);
    if (members.length > 0) changed.push(tellStory(id, members));
    else ended.add(id);
  }
  return { changed, ended: [...ended] };
}

/** The articles of a story: those the grouper holds, and older ones that have left its window but not the archive. */
async function membersOf(
  { grouper, stories, articles }: UnderstandNeeds,
  id: string,
  arriving: UnderstoodArticle,
): Promise<readonly UnderstoodArticle[]> {
  const [archived] = await stories.get([id]);
  const older = (archived?.reports ?? []).filter((report) => grouper.storyOf(report.articleId) === undefined);
  const ids = new Set([...older.map((report) => report.articleId), ...grouper.members(id)]);
  const own = ids.delete(arriving.id);
  const others = await articles.get([...ids]);
  return own ? [...others, arriving] : others;
}

/** How far back an arriving article may still join a story, in milliseconds. */
const recallMs = 5 * 86_400_000;

/** Gives a grouper what was known before the last stop or to another process. Call once, before the first pile. */
export async function recallStories(needs: UnderstandNeeds, now: number): Promise<void> {
  const recent = await needs.stories.between(now - recallMs, now + 1);
  for (const story of recent.toReversed()) {
    const members = await needs.articles.get(story.reports.map((report) => report.articleId));
    needs.grouper.restore(members.map((article) => ({ article, storyId: story.id })));
  }
}

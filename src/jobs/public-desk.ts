import { chooseDigest } from '../digest/choose.ts';
import { drawCard } from '../chart/card.ts';
import { dayBounds, localDate } from '../digest/slots.ts';
import { digestWords } from '../digest/words.ts';
import type { Digest } from '../news/digest.ts';
import type { Story } from '../news/story.ts';
import type { Instant, TimeZone } from '../news/time.ts';
import type { ArticleArchive, StoryArchive } from '../ports/articles.ts';
import type { PublicDesk, PublicStory } from '../ports/public-desk.ts';
import type { SearchIndex } from '../ports/search.ts';
import { conflicts } from '../stories/figures/conflict.ts';
import { figureSentence } from '../stories/figures/wording.ts';
import { rankStories } from '../stories/rank.ts';
import { tellStory } from '../stories/tell.ts';
import { findStories } from './find-stories.ts';
import type { Painter } from './painter.ts';

export interface PublicDeskNeeds {
  readonly stories: StoryArchive;
  readonly articles: ArticleArchive;
  readonly search: SearchIndex;
  readonly timeZone: TimeZone;
  readonly publishDelayMinutes: number;
  readonly painter: Pick<Painter, 'paint'>;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** The archive is kept so long; an older day is no page. */
const oldest = 90 * day;

/** A digest is chosen anew at most so often: a front page is asked for more often than the news changes. */
const freshFor = minute;
const mostDigests = 30;

/** The desk of the public pages, over the archive. */
export function createPublicDesk(needs: PublicDeskNeeds): PublicDesk {
  const { stories, articles, timeZone, painter } = needs;
  const delay = needs.publishDelayMinutes * minute;
  const digests = new Map<string, { readonly at: Instant; readonly digest: Promise<Digest> }>();

  /** A story as it may be shown by now: told without the reports that are too new, or not at all. */
  async function shown(story: Story, until: Instant): Promise<Story | undefined> {
    if (story.updatedAt <= until) return story;
    const old = story.reports.filter((report) => report.publishedAt <= until);
    if (old.length === 0) return undefined;
    const members = await articles.get(old.map((report) => report.articleId));
    return members.length === 0 ? undefined : tellStory(story.id, members);
  }

  async function allShown(found: readonly Story[], until: Instant): Promise<readonly Story[]> {
    const all = await Promise.all(found.map((story) => shown(story, until)));
    return all.filter((story) => story !== undefined);
  }

  async function choose(until: Instant, now: Instant): Promise<Digest> {
    const from = until - day;
    // A story that had news later was news on this day too, as it was told then.
    const found = await stories.between(from, Math.min(until + 3 * day, now) + 1);
    const ranked = rankStories(
      (await allShown(found, until)).filter((story) => story.updatedAt >= from),
      until,
    );
    const reader = { topics: [], places: [], timeZone, language: 'vi', length: 'full' } as const;
    return chooseDigest(ranked, reader, new Set(), until);
  }

  const desk: PublicDesk = {
    today: (now) => localDate(now, timeZone),

    async digest(date, now) {
      const bounds = dayBounds(date, timeZone);
      if (bounds === undefined || bounds.from > now || bounds.to < now - oldest) return undefined;
      const known = digests.get(date);
      if (known !== undefined && now - known.at < freshFor && known.at <= now) return known.digest;
      // The last moment of the day belongs to it; midnight is the next one's.
      const until = Math.min(now - delay, bounds.to - 1);
      const digest = choose(until, now).then((chosen) => ({ ...chosen, date }));
      digests.delete(date);
      digests.set(date, { at: now, digest });
      digest.catch(() => digests.delete(date));
      const first = digests.keys().next();
      if (digests.size > mostDigests && first.done !== true) digests.delete(first.value);
      return digest;
    },

    async story(id, now) {
      const [direct] = await stories.get([id]);
      const merged = direct === undefined ? await stories.ofArticle(id) : undefined;
      const [found] = direct === undefined && merged !== undefined ? await stories.get([merged]) : [direct];
      const story = found === undefined ? undefined : await shown(found, now - delay);
      return story === undefined ? undefined : { story, conflicts: await conflictsOf(story) };
    },

    async search(text, now, offset, limit) {
      const ids = await findStories(needs, text, now);
      const page = await allShown(await stories.get(ids.slice(offset, offset + limit)), now - delay);
      return { stories: page, total: ids.length };
    },

    async card(date, now) {
      const digest = await desk.digest(date, now);
      if (digest === undefined) return undefined;
      const figures = digest.figures.map(({ figure }) => figureSentence(figure, 'vi'));
      const titles = digest.sections.flatMap((section) => section.entries.map((entry) => entry.story.title));
      const { title, date: nameOf, foot } = digestWords.vi;
      return painter.paint(
        drawCard({ title, day: nameOf(date), lines: figures.length > 0 ? figures : titles, foot }),
      );
    },
  };
  return desk;

  async function conflictsOf(story: Story): Promise<PublicStory['conflicts']> {
    if (story.reports.length < 2) return [];
    const members = await articles.get(story.reports.map((report) => report.articleId));
    const found = conflicts(members.map(({ publisher, figures }) => ({ report: publisher, figures })));
    return found.map(({ readings }) =>
      readings.map(({ figure, reports }) => ({ figure, publishers: reports })),
    );
  }
}

import type { Figure } from '../news/article.ts';
import type { DigestFigure } from '../news/digest.ts';
import type { Story } from '../news/story.ts';
import { claimKey } from '../stories/figures/conflict.ts';
import { headlineFigures } from '../stories/figures/wording.ts';

const figuresPerDigest = 4;
const figuresPerStory = 2;

/** Figures of the day, the whole country's before a part's, no story telling more than two while others have some. */
export function figuresOfTheDay(stories: readonly Story[]): readonly DigestFigure[] {
  const owner = new Map(
    stories.flatMap((story) => undisputed(story).map((figure) => [figure, story] as const)),
  );
  const told = new Map<Story, number>();
  const all = headlineFigures(withoutBareLevels(latest([...owner.keys()]))).flatMap((figure) => {
    const story = owner.get(figure);
    return story === undefined ? [] : [{ figure, story }];
  });
  const first = all.filter(({ story }) => {
    const count = told.get(story) ?? 0;
    told.set(story, count + 1);
    return count < figuresPerStory;
  });
  const rest = all.filter((each) => !first.includes(each));
  const chosen = new Set([...first, ...rest].slice(0, figuresPerDigest));
  return all.filter((each) => chosen.has(each));
}

/** What papers print differently is told in the entry, with who prints what, and is no figure of the day. */
function undisputed({ figures, disagreements = [] }: Story): readonly Figure[] {
  const disputed = new Set(
    disagreements.flatMap(({ readings }) => readings.map(({ figure }) => claimKey(figure))),
  );
  return disputed.size === 0 ? figures : figures.filter((figure) => !disputed.has(claimKey(figure)));
}

/** Of each series only its newest period: yesterday's count is no news beside today's. */
function latest(figures: readonly Figure[]): readonly Figure[] {
  const newest = new Map<string, string>();
  const series = ({ indicator, item, place, market, basis }: Figure): string =>
    JSON.stringify([indicator, item, place, market, basis]);
  for (const figure of figures) {
    const known = newest.get(series(figure)) ?? '';
    if ((figure.period ?? '') > known) newest.set(series(figure), figure.period ?? '');
  }
  return figures.filter((figure) => (figure.period ?? '') === (newest.get(series(figure)) ?? ''));
}

/** A level that another figure repeats together with its movement says nothing of its own. */
function withoutBareLevels(figures: readonly Figure[]): readonly Figure[] {
  const level = ({ indicator, item, place, market, period, value, unit }: Figure): string =>
    JSON.stringify([indicator, item, place, market, period, value, unit]);
  const moved = new Set(figures.filter(({ change }) => change !== null).map(level));
  return figures.filter((figure) => figure.change !== null || !moved.has(level(figure)));
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWholeHouse } from './house.ts';
import type { WholeHouse } from './house.ts';

let house: WholeHouse;
const day = 86_400_000;

beforeEach(async () => {
  house = await openWholeHouse('2024-02-21T06:50+07:00', {});
});
afterEach(() => house.close());

describe('understanding in turn', () => {
  it('is done by one of two collectors, and the other takes over what it knew', async () => {
    const { app } = house;
    const other = house.another();
    await Promise.all([app.jobs.collect(), other.jobs.collect()]);
    const total = await app.store.articles.count();
    const done = await Promise.all([app.jobs.understand(), other.jobs.understand()]);
    expect(done.toSorted((a, b) => a - b)).toEqual([0, total]);
    const [first, second] = done[0] > 0 ? [app, other] : [other, app];
    const iip = (await app.store.stories.between(house.clock.now() - 3 * day, house.clock.now())).find(
      ({ reports }) => reports.length >= 4,
    );
    expect(iip).toBeDefined();
    expect(await second.jobs.understand()).toBe(0);
    await first.stop();

    // One more paper tells the same event: only who knows the story can file it there.
    const [known] = await app.store.articles.get([iip!.reports[0]!.articleId]);
    await app.store.articles.save({
      ...known!,
      id: 'them-mot-bao',
      publisher: 'Báo Thêm',
      sourceId: 'bao-them',
      link: 'https://bao-them.example/iip',
      arrivedAt: house.clock.now(),
    });
    expect(await second.jobs.understand()).toBe(1);
    expect(await app.store.stories.ofArticle('them-mot-bao')).toBe(iip!.id);
    await second.stop();
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSite } from './house.ts';
import type { OpenSite } from './house.ts';

let site: OpenSite;

beforeAll(async () => {
  site = await openSite('2024-02-21T07:30+07:00', { PUBLISH_DELAY_MINUTES: '60' });
});

afterAll(async () => {
  await site.close();
});

it('shows a story without the report that is too new, and with it when its hour is over', async () => {
  const all = await site.house.app.store.stories.between(0, Date.parse('2024-03-01T00:00+07:00'));
  const story = all.find(
    ({ reports }) => (reports.at(-1)?.publishedAt ?? 0) > (reports[0]?.publishedAt ?? 0) + 120_000,
  );
  const last = story?.reports.at(-1);
  if (story === undefined || last === undefined) throw new Error('no story that grew');
  const stamp = `datetime="${new Date(last.publishedAt).toISOString()}"`;

  site.house.clock.set(new Date(last.publishedAt + 59 * 60_000).toISOString());
  const early = await site.get(`/story/${story.id}`);
  expect(early.status).toBe(200);
  expect(early.body).not.toContain(stamp);

  site.house.clock.set(new Date(last.publishedAt + 60 * 60_000).toISOString());
  expect((await site.get(`/story/${story.id}`)).body).toContain(stamp);
});

it('shows nothing of a story whose first report is too new', async () => {
  const [story] = await site.house.app.store.stories.between(0, Date.parse('2024-03-01T00:00+07:00'));
  site.house.clock.set(new Date((story?.firstAt ?? 0) + 59 * 60_000).toISOString());
  expect((await site.get(`/story/${story?.id ?? ''}`)).status).toBe(404);
});

it('keeps figures back as long as the articles they are from', async () => {
  site.house.clock.set('2024-02-20T10:00+07:00');
  expect((await site.get('/solieu/iip')).status).toBe(404);
  expect((await site.get('/chart/iip.png')).status).toBe(404);
  site.house.clock.set('2024-02-20T10:41+07:00');
  expect((await site.get('/solieu/iip')).status).toBe(200);
});

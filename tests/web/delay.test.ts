import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSite } from './house.ts';
import type { OpenSite } from './house.ts';

/** The newest report on the release of the sample week appeared at 16:30; the first one at 09:40. */
let site: OpenSite;

beforeAll(async () => {
  site = await openSite('2024-02-21T07:30+07:00', { PUBLISH_DELAY_MINUTES: '60' });
});

afterAll(async () => {
  await site.close();
});

it('shows a story without the report that is too new, and with it an hour later', async () => {
  site.house.clock.set('2024-02-20T17:00+07:00');
  const { body } = await site.get('/');
  const story = /href="(\/story\/[^"]+)"[^>]*>[^<]*(?:18,3|60\/63|60 địa)/u.exec(body)?.[1] ?? '';
  const early = await site.get(story);
  expect(early.body).toContain('3 báo đưa tin');
  expect(early.body).not.toContain('16:30');

  site.house.clock.set('2024-02-20T17:31+07:00');
  const later = await site.get(story);
  expect(later.body).toContain('4 báo đưa tin');
});

it('keeps figures back as long as the articles they are from', async () => {
  site.house.clock.set('2024-02-20T10:00+07:00');
  expect((await site.get('/solieu/iip')).status).toBe(404);
  expect((await site.get('/chart/iip.png')).status).toBe(404);
  site.house.clock.set('2024-02-20T10:41+07:00');
  expect((await site.get('/solieu/iip')).status).toBe(200);
});

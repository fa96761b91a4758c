import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTelegramServer } from '../harness/telegram-server.ts';
import type { TelegramServer } from '../harness/telegram-server.ts';
import { openWholeHouse, runJobs } from './house.ts';
import type { WholeHouse } from './house.ts';

let telegram: TelegramServer;
let house: WholeHouse;

beforeEach(async () => {
  telegram = await startTelegramServer();
  for (const id of [1, 2, 9]) telegram.user(id).started = true;
  house = await openWholeHouse('2024-02-21T06:50+07:00', {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ADMINS: 'telegram:9',
  });
});

afterEach(async () => {
  await house.close();
  await telegram.close();
});

it('tells an admin once that digests did not go out, before readers ask', async () => {
  await house.subscribe('telegram:1');
  await runJobs(house.app);
  house.clock.set('2024-02-21T07:00+07:00');
  await house.app.jobs.publish();
  house.clock.set('2024-02-21T07:16+07:00');
  await house.app.jobs.watch();
  await house.app.jobs.watch();
  const told = telegram.sent(9).map(({ text }) => text);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('Lượt gửi 07:00 21/02: sau 15 phút vẫn còn 1 bản tin chưa gửi.');
});

it('has nothing to tell of a good morning, and writes down what it saw', async () => {
  await house.subscribe('telegram:1');
  await runJobs(house.app);
  house.clock.set('2024-02-21T07:00+07:00');
  await runJobs(house.app);
  house.clock.set('2024-02-21T07:16+07:00');
  expect(await house.app.jobs.watch()).toBe(0);
  expect(telegram.sent(9)).toEqual([]);
  const seen = await house.app.store.watch.since(0);
  expect(seen).toEqual([expect.objectContaining({ sources: 6, failing: [], open: 0 })]);
});

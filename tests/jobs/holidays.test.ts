import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Article } from '../../src/news/article.ts';
import { startTelegramServer } from '../harness/telegram-server.ts';
import type { TelegramServer } from '../harness/telegram-server.ts';
import { openWholeHouse, runJobs } from './house.ts';
import type { WholeHouse } from './house.ts';

let telegram: TelegramServer;
let house: WholeHouse;

beforeEach(async () => {
  telegram = await startTelegramServer();
  for (const id of [1, 2, 3]) telegram.user(id).started = true;
  house = await openWholeHouse(
    '2026-02-13T08:00+07:00',
    { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.apiRoot },
    { sources: [] },
  );
  const usual = { days: [1, 2, 3, 4, 5], emptyDay: 'silent' } as const;
  await house.subscribe('telegram:1', usual);
  await house.subscribe('telegram:2', { ...usual, holidays: 'skip' });
  await house.subscribe('telegram:3', { ...usual, holidays: 'keep' });
});

afterEach(async () => {
  await house.close();
  await telegram.close();
});

const gate: Partial<Article> = {
  title: 'Cửa khẩu Hữu Nghị tạm dừng thông quan bốn ngày Tết',
  text: 'Cửa khẩu quốc tế Hữu Nghị (Lạng Sơn) tạm dừng thông quan hàng hóa bốn ngày Tết, từ 17/2 đến 20/2.',
};
const rice: Partial<Article> = {
  title: 'Xuất khẩu gạo đầu năm đạt 300.000 tấn',
  text: 'Xuất khẩu gạo từ đầu năm đạt 300.000 tấn, tăng 5% so với cùng kỳ năm trước.',
};

async function arrives(at: string, over: Partial<Article>): Promise<void> {
  house.clock.set(at);
  const now = house.clock.now();
  await house.app.store.articles.save({
    id: `article-${now}`,
    sourceId: 'bao-mau',
    publisher: 'Báo Mẫu',
    title: '',
    text: '',
    publishedAt: now,
    arrivedAt: now,
    ...over,
  });
  await house.app.jobs.understand();
}

async function morning(at: string): Promise<void> {
  house.clock.set(at);
  await runJobs(house.app);
}

function got(chat: number): readonly string[] {
  return telegram.sent(chat).map(({ text }) => text);
}

it('keeps Tết free but for the border, and tells the rest in one issue on the first working day', async () => {
  await arrives('2026-02-16T17:00+07:00', gate);
  await arrives('2026-02-16T18:00+07:00', rice);
  await morning('2026-02-17T07:00+07:00');
  expect(got(1)).toHaveLength(1);
  expect(got(1)[0]).toContain('Hữu Nghị');
  expect(got(1)[0]).not.toContain('gạo');
  expect(got(2)).toEqual([]);
  expect(got(3)[0]).toContain('Xuất khẩu gạo');

  await morning('2026-02-18T07:00+07:00');
  expect(got(1)).toHaveLength(1);
  expect(await house.app.store.ledger.find('telegram:1', '2026-02-18T07:00')).toMatchObject({
    state: 'skipped',
    reason: 'holiday',
  });

  for (const day of ['19', '20']) await morning(`2026-02-${day}T07:00+07:00`);
  await morning('2026-02-23T07:00+07:00');
  expect(got(1)[1]).toContain('từ 14/02 đến 23/02/2026');
  expect(got(1)[1]).toContain('Xuất khẩu gạo');
  expect(got(1)[1]).not.toContain('Hữu Nghị');
  expect(got(2)).toHaveLength(1);
  expect(got(2)[0]).toContain('từ 14/02 đến 23/02/2026');
  expect(got(2)[0]).toContain('Hữu Nghị');
  expect(got(2)[0]).toContain('Xuất khẩu gạo');
});

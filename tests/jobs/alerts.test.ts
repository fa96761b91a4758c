import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Article } from '../../src/news/article.ts';
import type { Chat } from '../../src/news/chat.ts';
import { startTelegramServer } from '../harness/telegram-server.ts';
import type { TelegramServer } from '../harness/telegram-server.ts';
import { openWholeHouse, runJobs } from './house.ts';
import type { WholeHouse } from './house.ts';

let telegram: TelegramServer;
let house: WholeHouse;

beforeEach(async () => {
  telegram = await startTelegramServer();
  for (const id of [1, 2]) telegram.user(id).started = true;
  house = await openWholeHouse(
    '2026-11-24T09:00+07:00',
    { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.apiRoot },
    { sources: [] },
  );
});

afterEach(async () => {
  await house.close();
  await telegram.close();
});

const steel = 'Hoa Kỳ áp thuế chống bán phá giá với thép mạ của Việt Nam';
const text =
  'Bộ Thương mại Hoa Kỳ vừa công bố mức thuế chống bán phá giá sơ bộ 12,5% đối với thép mạ nhập khẩu từ Việt Nam.\n' +
  'Mức thuế áp dụng từ ngày 1/12/2026, theo Cục Phòng vệ thương mại.';

let counter = 0;
async function arrives(title: string, over: Partial<Article> = {}): Promise<void> {
  counter += 1;
  const now = house.clock.now();
  await house.app.store.articles.save({
    id: `article-${counter}`,
    sourceId: 'bao-mau',
    publisher: `Báo ${counter}`,
    title,
    link: `https://bao-${counter}.example/tin`,
    publishedAt: now - 60_000,
    arrivedAt: now,
    text,
    ...over,
  });
  await house.app.jobs.understand();
}

function follows(query: string, when: 'now' | 'digest' = 'now', over: Partial<Chat> = {}): Promise<void> {
  return house.subscribe('telegram:1', { follows: [{ query, when }], topics: ['nong-thuy-san'], ...over });
}

async function delivered(chat = 1): Promise<readonly string[]> {
  while ((await house.app.jobs.deliver()) > 0);
  return telegram.sent(chat).map((message) => message.text);
}

describe('a keyword', () => {
  it('brings the news at once, once for an event and not for each paper', async () => {
    await follows('"thuế chống bán phá giá" thép -"ấn độ"');
    await arrives(steel);
    await arrives('Thép mạ Việt Nam bị Hoa Kỳ áp thuế chống bán phá giá 12,5%');
    const [alert, ...others] = await delivered();
    expect(alert).toContain('thuế chống bán phá giá');
    expect(alert).toContain(steel);
    expect(alert).toContain('/tukhoa');
    expect(others).toEqual([]);
  });

  it('brings nothing that it excludes, nothing old, and nothing to who stopped', async () => {
    await follows('thép -"hoa kỳ"');
    await house.subscribe('telegram:2', { follows: [{ query: 'thép', when: 'now' }], state: 'stopped' });
    await arrives(steel);
    expect(await delivered()).toEqual([]);
    expect(await delivered(2)).toEqual([]);
    await follows('thép');
    await arrives('Thép tồn kho từ năm ngoái', { publishedAt: house.clock.now() - 20 * 3_600_000 });
    expect(await delivered()).toEqual([]);
  });

  it('waits until quiet hours end', async () => {
    house.clock.set('2026-11-24T23:00+07:00');
    await follows('thép', 'now', { quiet: { from: '22:00', to: '06:00' } });
    await arrives(steel);
    expect(await delivered()).toEqual([]);
    house.clock.set('2026-11-25T05:59+07:00');
    expect(await delivered()).toEqual([]);
    house.clock.set('2026-11-25T06:00+07:00');
    expect(await delivered()).toHaveLength(1);
  });

  it('brings no more a day than the chat wants; the rest leads its digest', async () => {
    await follows('thép', 'now', { mostAlerts: 1 });
    await arrives(steel);
    await arrives('Giá thép xây dựng trong nước tăng 200 đồng/kg', {
      text: 'Giá thép xây dựng hôm nay tăng 200 đồng/kg so với hôm qua.\nCác nhà máy cho biết giá phôi đi lên.',
    });
    expect(await delivered()).toHaveLength(1);
    house.clock.set('2026-11-25T07:00+07:00');
    await runJobs(house.app);
    const [, digest] = await delivered();
    expect(digest).toMatch(/1\. 🔔 Giá thép xây dựng/u);
    expect(digest).not.toContain(steel);
  });

  it('for the digest leads it, although its topic was not chosen', async () => {
    await follows('thép', 'digest');
    await arrives(steel);
    expect(await delivered()).toEqual([]);
    house.clock.set('2026-11-25T07:00+07:00');
    await runJobs(house.app);
    expect((await delivered())[0]).toContain(`1. 🔔 ${steel}`);
  });

  it('set or dropped a moment ago counts at the next article', async () => {
    await follows('thép');
    await arrives(steel);
    await house.subscribe('telegram:1', {});
    await arrives('Giá thép cuộn lùi nhẹ', {
      text: 'Giá thép cuộn lùi nhẹ trong phiên sáng nay ở Thượng Hải.',
    });
    expect(await delivered()).toHaveLength(1);
  });

  it('is told once by two processes', async () => {
    await follows('thép');
    const other = house.another();
    const now = house.clock.now();
    await house.app.store.articles.save({
      id: 'one',
      sourceId: 'bao-mau',
      publisher: 'Báo Một',
      title: steel,
      publishedAt: now,
      arrivedAt: now,
      text,
    });
    await Promise.all([house.app.jobs.understand(), other.jobs.understand()]);
    expect(await delivered()).toHaveLength(1);
    await other.stop();
  });
});

describe('an event that is followed', () => {
  it('brings its updates, not what merely repeats it', async () => {
    await arrives(steel);
    const [story] = await house.app.store.stories.between(0, house.clock.now() + 1);
    await house.subscribe('telegram:1', { events: [story?.id ?? ''] });
    await arrives(steel, { text });
    expect(await delivered()).toEqual([]);
    house.clock.set('2026-11-24T14:00+07:00');
    await arrives(`${steel}: doanh nghiệp có 30 ngày nộp hồ sơ`, {
      text: `${text}\nDoanh nghiệp xuất khẩu thép mạ có 30 ngày để nộp hồ sơ xin xem xét lại mức thuế, Cục Phòng vệ thương mại thông báo chiều nay.`,
    });
    const [update, ...others] = await delivered();
    expect(update).toContain('Diễn biến mới');
    expect(others).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTelegramServer } from '../harness/telegram-server.ts';
import type { TelegramServer } from '../harness/telegram-server.ts';
import { openWholeHouse, runJobs } from './house.ts';
import type { WholeHouse } from './house.ts';

let telegram: TelegramServer;
let house: WholeHouse;

beforeEach(async () => {
  telegram = await startTelegramServer();
  telegram.user(1).started = true;
  telegram.user(2).started = true;
  house = await openWholeHouse('2024-02-21T06:50+07:00', {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
  });
});

afterEach(async () => {
  await house.close();
  await telegram.close();
});

function texts(chat: number): readonly string[] {
  return telegram.sent(chat).map((message) => message.text);
}

describe('a day in the life', () => {
  it('reads the sources, and at seven every chat gets one digest, once', async () => {
    await house.subscribe('telegram:1', { places: ['lang-son'] });
    await house.subscribe('telegram:2', { hours: ['08:30'] });
    await runJobs(house.app);
    expect(texts(1)).toEqual([]);

    house.clock.set('2024-02-21T07:00+07:00');
    await runJobs(house.app);
    await runJobs(house.app);
    expect(texts(1)).toHaveLength(1);
    expect(texts(2)).toEqual([]);

    house.clock.set('2024-02-21T08:30+07:00');
    await runJobs(house.app);
    expect(texts(1)).toHaveLength(1);
    expect(texts(2)).toHaveLength(1);

    const [digest = ''] = texts(1);
    expect(digest).toContain('Thứ Tư 21/02/2024');
    expect(digest).toContain('18,3%');
    expect(digest).toContain('Lạng Sơn');
    expect(digest).toContain('/dung');
  });

  it('tells the IIP release of four papers as one entry', async () => {
    await house.subscribe('telegram:1');
    await runJobs(house.app);
    house.clock.set('2024-02-21T07:00+07:00');
    await runJobs(house.app);
    const [digest = ''] = texts(1);
    const titles = digest.split('\n').filter((line) => /^\d\. /u.test(line));
    expect(titles.filter((line) => /18,3%|60\/63|60 địa phương/u.test(line))).toHaveLength(1);
    expect(digest).toContain('+3 báo');
  });

  it('keeps sport, songs, crashes and crime out', async () => {
    await house.subscribe('telegram:1');
    await runJobs(house.app);
    house.clock.set('2024-02-21T07:00+07:00');
    await runJobs(house.app);
    expect(texts(1).join()).not.toMatch(/đội bóng|ca sĩ|va chạm|lừa đảo|đám cưới/iu);
  });

  it('tells nothing twice: the next morning has other news or says that there is none', async () => {
    await house.subscribe('telegram:1');
    await runJobs(house.app);
    for (const day of ['21', '22', '23']) {
      house.clock.set(`2024-02-${day}T07:00+07:00`);
      await runJobs(house.app);
    }
    const digests = texts(1);
    expect(digests).toHaveLength(3);
    const titles = digests.flatMap((digest) =>
      digest
        .split('\n')
        .filter((line) => /^\d\. /u.test(line))
        .map((line) => line.slice(3)),
    );
    expect(new Set(titles).size).toBe(titles.length);
    expect(digests[2]).toContain('Chưa có tin mới');
  });

  it('stays silent on an empty day where the chat chose so', async () => {
    await house.subscribe('telegram:1', { emptyDay: 'silent', topics: ['xuat-khau-lao-dong'] });
    await runJobs(house.app);
    house.clock.set('2024-02-21T07:00+07:00');
    await runJobs(house.app);
    expect(texts(1)).toEqual([]);
    expect(await house.app.store.ledger.find('telegram:1', '2024-02-21T07:00')).toMatchObject({
      state: 'skipped',
      reason: 'nothing-new',
    });
  });

  it('doubles nothing when two processes run', async () => {
    for (let id = 1; id <= 2; id++) await house.subscribe(`telegram:${id}`);
    const other = house.another();
    await runJobs(house.app);
    house.clock.set('2024-02-21T07:00+07:00');
    await Promise.all([house.app.jobs.publish(), other.jobs.publish()]);
    await Promise.all([runJobs(house.app), runJobs(other)]);
    expect([texts(1).length, texts(2).length]).toEqual([1, 1]);
    await other.stop();
  });

  it('skips a digest that is too late, says so in the ledger, and sends the next one', async () => {
    await house.subscribe('telegram:1');
    await runJobs(house.app);
    house.clock.set('2024-02-21T11:00+07:00');
    await runJobs(house.app);
    expect(texts(1)).toEqual([]);
    expect(await house.app.store.ledger.find('telegram:1', '2024-02-21T07:00')).toMatchObject({
      state: 'skipped',
      reason: 'too-late',
    });
    house.clock.set('2024-02-22T07:10+07:00');
    await runJobs(house.app);
    expect(texts(1)).toHaveLength(1);
  });

  it('sends a digest late rather than never after a short stop', async () => {
    await house.subscribe('telegram:1');
    await runJobs(house.app);
    house.clock.set('2024-02-21T09:00+07:00');
    await runJobs(house.app);
    expect(texts(1)).toHaveLength(1);
  });

  it('tries a reader who blocked the bot once, keeps the settings and says why', async () => {
    telegram.blocks(1);
    await house.subscribe('telegram:1', { topics: ['nganh-hang'] });
    await runJobs(house.app);
    house.clock.set('2024-02-21T07:00+07:00');
    await runJobs(house.app);
    expect(await house.app.store.chats.get('telegram:1')).toMatchObject({
      state: 'gone',
      goneReason: 'blocked',
      topics: ['nganh-hang'],
    });
    expect(await house.app.store.ledger.find('telegram:1', '2024-02-21T07:00')).toMatchObject({
      state: 'failed',
      reason: 'blocked',
      attempts: 1,
    });
  });

  it('stores every article once, however often the feeds are read', async () => {
    await runJobs(house.app);
    const count = await house.app.store.articles.count();
    house.clock.set('2024-02-21T08:50+07:00');
    await runJobs(house.app);
    expect(count).toBeGreaterThan(38);
    expect(await house.app.store.articles.count()).toBe(count);
  });

  it('never lets the token into the log', async () => {
    await house.subscribe('telegram:1');
    await runJobs(house.app);
    house.clock.set('2024-02-21T07:00+07:00');
    telegram.faults.next('sendMessage', { kind: 'html-200' });
    await runJobs(house.app);
    expect(house.logged()).not.toContain(telegram.token.split(':')[1]);
    expect(house.logged().length).toBeGreaterThan(100);
  });
});

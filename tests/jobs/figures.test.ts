import { afterEach, describe, expect, it } from 'vitest';
import type { Figure } from '../../src/news/article.ts';
import type { SeriesClaim } from '../../src/news/series.ts';
import { startTelegramServer } from '../harness/telegram-server.ts';
import { startZaloServer } from '../harness/zalo-server.ts';
import { openWholeHouse, runJobs } from './house.ts';

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** A movement of IIP on the year, as a paper of ours printed it. */
function iip(period: string, change: number, publisher = 'Báo Mẫu'): SeriesClaim {
  const figure: Figure = {
    indicator: 'iip',
    value: null,
    unit: null,
    direction: change < 0 ? 'down' : 'up',
    change: Math.abs(change),
    basis: 'yoy',
    period,
    estimated: false,
    sentence: `IIP kỳ ${period} thay đổi ${change}%.`,
  };
  const publishedAt = Date.parse('2024-01-20T08:00+07:00');
  return {
    series: 'iip....yoy.month',
    claim: { period, value: change, figure, publisher, articleId: `a-${period}`, publishedAt },
  };
}

async function openOnTelegram(startsAt = '2024-02-21T06:50+07:00') {
  const telegram = await startTelegramServer();
  telegram.user(1).started = true;
  const house = await openWholeHouse(startsAt, {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
  });
  closers.push(async () => {
    await house.close();
    await telegram.close();
  });
  await runJobs(house.app);
  await house.app.store.series.record([
    iip('2023-12', 5.8),
    iip('2023-11', 5.6),
    iip('2023-12', 6.4, 'Báo Khác'),
  ]);
  return { telegram, house };
}

describe('/solieu', () => {
  it('answers with the last values, the sentence they stand in, what others print, and a picture', async () => {
    const { telegram, house } = await openOnTelegram();
    await house.app.start();
    telegram.says('/solieu iip', { from: 1 });
    await expect.poll(() => telegram.sent(1).length, { timeout: 10_000 }).toBe(1);
    const text = telegram.sent(1)[0]?.text ?? '';
    expect(text).toContain('Tháng 1/2024: +18,3%');
    expect(text).toContain('Tháng 11/2023: +5,6%');
    expect(text).toMatch(/Tháng 12\/2023: \+(?:5,8|6,4)% \(báo khác: \+(?:6,4|5,8)% \(Báo (?:Khác|Mẫu)\)\)/u);
    expect(text).toMatch(/“[^”]*18,3%[^”]*”/u);
    expect(telegram.documents.map(({ name }) => name)).toEqual(['diemtin.png']);
  });

  it('lists what there is when nothing is asked, and what is near when it is not understood', async () => {
    const { telegram, house } = await openOnTelegram();
    await house.app.start();
    telegram.says('/solieu', { from: 1 });
    telegram.says('số liệu ipp', { from: 1 });
    await expect.poll(() => telegram.sent(1).length, { timeout: 10_000 }).toBe(2);
    const labels = telegram.sent(1).map((sent) => JSON.stringify(sent));
    expect(labels[0]).toContain('Giá xăng dầu');
    expect(labels[1]).toContain('IIP');
    expect(labels[1]).toContain('Có phải bạn muốn');
  });

  it('understands a place', async () => {
    const { telegram, house } = await openOnTelegram();
    await house.app.start();
    telegram.says('/solieu xe cho lang son', { from: 1 });
    await expect.poll(() => telegram.sent(1).length, { timeout: 10_000 }).toBe(1);
    expect(telegram.sent(1)[0]?.text).toMatch(/Lạng Sơn[^]*412/u);
  });

  it('gives Zalo the address of the picture where there is one', async () => {
    const zalo = await startZaloServer();
    const house = await openWholeHouse('2024-02-21T06:50+07:00', {
      ZALO_BOT_TOKEN: zalo.token,
      ZALO_API_ROOT: zalo.apiRoot,
      PUBLIC_URL: 'https://diemtin.example',
    });
    closers.push(async () => {
      await house.close();
      await zalo.close();
    });
    await runJobs(house.app);
    await house.app.start();
    zalo.says('số liệu iip', { from: 'an' });
    await expect.poll(() => zalo.sent('an').length, { timeout: 10_000 }).toBe(1);
    const call = zalo.journal.find(({ method }) => method === 'sendPhoto');
    expect(call?.parameters['photo']).toBe('https://diemtin.example/chart/iip....yoy.month.png');
    expect(call?.parameters['caption']).toContain('+18,3%');
  });
});

describe('a digest', () => {
  it('leads readers on Zalo to the page of the day, where there is one', async () => {
    const zalo = await startZaloServer();
    const house = await openWholeHouse('2024-02-21T06:50+07:00', {
      ZALO_BOT_TOKEN: zalo.token,
      ZALO_API_ROOT: zalo.apiRoot,
      PUBLIC_URL: 'https://diemtin.example/',
    });
    closers.push(async () => {
      await house.close();
      await zalo.close();
    });
    zalo.says('xin chào', { from: 'an' });
    await house.subscribe('zalo:an');
    await runJobs(house.app);
    house.clock.set('2024-02-21T07:00+07:00');
    await runJobs(house.app);
    const texts = zalo.sent('an').map(({ text }) => text);
    expect(texts.join('\n')).toContain('Đọc đủ trên trang: https://diemtin.example/d/2024-02-21');
  });

  it('carries the chart of the figure it leads with, where the chat wants pictures', async () => {
    const { telegram, house } = await openOnTelegram();
    await house.subscribe('telegram:1', { pictures: true });
    house.clock.set('2024-02-21T07:00+07:00');
    await runJobs(house.app);
    const texts = telegram.sent(1).map(({ text }) => text);
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain('SỐ TRONG NGÀY');
    expect(texts[1]).toContain('IIP');
    expect(telegram.documents).toHaveLength(1);
  });

  it('carries none by default', async () => {
    const { telegram, house } = await openOnTelegram();
    await house.subscribe('telegram:1');
    house.clock.set('2024-02-21T07:00+07:00');
    await runJobs(house.app);
    expect(telegram.sent(1)).toHaveLength(1);
    expect(telegram.documents).toHaveLength(0);
  });
});

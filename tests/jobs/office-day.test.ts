import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTelegramServer, type TelegramServer } from '../harness/telegram-server.ts';
import { startZaloServer, type ZaloServer } from '../harness/zalo-server.ts';
import { openWholeHouse, runJobs, type WholeHouse } from './house.ts';

let telegram: TelegramServer;
let zalo: ZaloServer;
let house: WholeHouse;

beforeEach(async () => {
  telegram = await startTelegramServer({ limits: { burst: 1_000, globalPerSecond: 1_000 } });
  zalo = await startZaloServer({ quota: { burst: 1_000, perSecond: 1_000, perDay: 10_000 } });
  for (const id of [1, 2, 3]) telegram.user(id).started = true;
  house = await openWholeHouse('2024-02-21T06:50+07:00', {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ZALO_BOT_TOKEN: zalo.token,
    ZALO_API_ROOT: zalo.apiRoot,
    ADMINS: 'telegram:1',
  });
  await house.app.start();
});

afterEach(async () => {
  await house.close();
  await telegram.close();
  await zalo.close();
});

function digests(texts: readonly { readonly text: string }[]): number {
  return texts.filter(({ text }) => text.includes('Thứ Tư 21/02/2024')).length;
}

async function reads(where: () => readonly { readonly text: string }[], text: string): Promise<string> {
  await vi.waitFor(
    () =>
      expect(
        where()
          .map((each) => each.text)
          .join('\n'),
      ).toContain(text),
    {
      timeout: 8_000,
      interval: 20,
    },
  );
  return where().findLast((each) => each.text.includes(text))?.text ?? '';
}

describe('one reader on two platforms', () => {
  it('gets the digest of the day once, on the platform he moved to while it waited', async () => {
    telegram.says('/gio 07:00 hằng ngày', { from: 2 });
    await reads(() => telegram.sent(2), 'Đã đặt giờ nhận tin');
    telegram.says('/lienket', { from: 2 });
    const offer = await reads(() => telegram.sent(2), 'dùng một lần');
    zalo.says(`lienket ${/lienket (\S+)/u.exec(offer)?.[1]}`, { from: 'ab01' });
    await reads(() => zalo.sent('ab01'), 'Đã nối');
    await house.app.jobs.collect();
    await house.app.jobs.understand();

    // The digest is made while Telegram is out of reach: it waits.
    await telegram.vanish();
    house.clock.set('2024-02-21T07:00+07:00');
    await house.app.jobs.publish();
    zalo.says('/lienket zalo', { from: 'ab01' });
    await reads(() => zalo.sent('ab01'), 'Từ nay điểm tin được gửi qua Zalo');
    await runJobs(house.app);
    await vi.waitFor(() => expect(digests(zalo.sent('ab01'))).toBe(1), { timeout: 15_000 });
    await telegram.reappear();
    await runJobs(house.app);
    expect(digests(telegram.sent(2)) + digests(zalo.sent('ab01'))).toBe(1);
  }, 40_000);
});

describe('an announcement', () => {
  it('written by an admin reaches everybody on both platforms once, and he is told', async () => {
    telegram.says('/gio 17:00', { from: 2 });
    zalo.says('/gio 17:00', { from: 'ab01' });
    await reads(() => telegram.sent(2), 'Đã đặt');
    await reads(() => zalo.sent('ab01'), 'Đã đặt');
    telegram.says('/thongbao Bot đổi tên', { from: 1 });
    await reads(() => telegram.sent(1), '2 nơi đang nhận tin');
    const card = telegram.sent(1).at(-1);
    const data = /"callback_data":"(thongbao ok[^"]*)"/u.exec(JSON.stringify(card?.reply_markup))?.[1] ?? '';
    telegram.taps(1, card?.message_id ?? 0, data);
    await reads(() => telegram.sent(1), 'sau 30 giây');
    await house.app.jobs.announce();
    expect(telegram.sent(2).some(({ text }) => text.includes('Bot đổi tên'))).toBe(false);
    house.clock.set('2024-02-21T06:50:31+07:00');
    await house.app.jobs.announce();
    await reads(() => telegram.sent(2), 'Bot đổi tên');
    await reads(() => zalo.sent('ab01'), 'Bot đổi tên');
    await vi.waitFor(
      async () => {
        await house.app.jobs.announce();
        expect(telegram.sent(1).at(-1)?.text).toContain('Đã gửi xong thông báo: 2 nơi nhận được');
      },
      { timeout: 8_000 },
    );
    await house.app.jobs.announce();
    for (const texts of [telegram.sent(2), zalo.sent('ab01')])
      expect(texts.filter(({ text }) => text.includes('Bot đổi tên'))).toHaveLength(1);
  }, 40_000);
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStage } from './stage.ts';

const onZalo = { chat: 'zalo:ab01' } as const;
let stage: ReturnType<typeof openStage>;
beforeEach(() => {
  stage = openStage();
});
afterEach(() => stage.close());

async function code(): Promise<string> {
  const { text } = await stage.says('/lienket');
  return /lienket ([A-Z2-9]{4}-[A-Z2-9]{4})/u.exec(text)?.[1] ?? '';
}

async function link(): Promise<void> {
  await stage.says('/gio 07:00');
  const { text } = await stage.says(`lienket ${await code()}`, onZalo);
  expect(text).toContain('Đã nối. Điểm tin được gửi qua Telegram');
}

describe('/lienket', () => {
  it('joins a Telegram and a Zalo chat: settings made in one hold in the other', async () => {
    await link();
    expect((await stage.says('cài đặt', onZalo)).text).toContain('07:00');
    await stage.says('/chude +thep', onZalo);
    expect(await stage.chat('telegram:42')).toMatchObject({ topics: ['thep-kim-loai'], state: 'active' });
    expect(await stage.chat('zalo:ab01')).toBeUndefined();
    expect((await stage.says('/diemtin', onZalo)).text).toContain('ĐIỂM TIN');
    await stage.says('dừng', onZalo);
    expect(await stage.chat('telegram:42')).toMatchObject({ state: 'stopped' });
  });

  it('takes the code however it is typed, and only once', async () => {
    await stage.says('/gio 07:00');
    const typed = (await code()).toLowerCase().replace('-', ' ');
    expect((await stage.says(`/lienket ${typed}`, onZalo)).text).toContain('Đã nối');
    const again = await stage.says(`lienket ${typed}`, { chat: 'zalo:ab02' });
    expect(again.text).toContain('không đúng hoặc đã hết hạn');
  });

  it('delivers where the reader wants', async () => {
    await link();
    expect((await stage.says('/lienket zalo')).text).toContain('điểm tin được gửi qua Zalo');
    expect(await stage.chat('telegram:42')).toBeUndefined();
    expect(await stage.chat('zalo:ab01')).toMatchObject({ state: 'active', hours: ['07:00'] });
    expect(await stage.book.nextSlotAt()).toBeDefined();
    expect((await stage.says('/caidat')).text).toContain('07:00');
    expect((await stage.says('/lienket')).text).toContain('được gửi qua Zalo');
    await stage.taps('Gửi qua Telegram');
    expect(await stage.chat('telegram:42')).toMatchObject({ state: 'active' });
    expect(await stage.chat('zalo:ab01')).toBeUndefined();
  });

  it('moving there twice changes nothing more', async () => {
    await link();
    await stage.says('/lienket zalo');
    await stage.says('/lienket zalo');
    expect(await stage.chat('zalo:ab01')).toMatchObject({ state: 'active' });
    expect(await stage.book.count()).toEqual({ active: 1, total: 1 });
  });

  it('is undone from either side', async () => {
    await link();
    expect((await stage.says('lienket bỏ', onZalo)).text).toContain('Đăng ký được giữ ở Telegram');
    expect((await stage.says('/caidat', onZalo)).text).toContain('chưa chọn');
    expect((await stage.says('/lienket bo')).text).toContain('chưa nối');
  });

  it('is forgotten with everything else, wherever that is asked for', async () => {
    await link();
    await stage.says('/xoadulieu', onZalo);
    await stage.taps('Xóa dữ liệu', onZalo);
    expect(await stage.chat('telegram:42')).toBeUndefined();
    const keys = (await stage.connection.keys()).join(' ');
    expect(keys).not.toMatch(/telegram:42|zalo:ab01/u);
  });

  it('a linked chat that blocks us takes nothing from the other', async () => {
    await link();
    await stage.says('', { ...onZalo, membership: 'gone' });
    expect(await stage.chat('telegram:42')).toMatchObject({ state: 'active' });
    await stage.says('/caidat', onZalo, { kind: 'gone', reason: 'blocked' });
    expect(await stage.chat('telegram:42')).toMatchObject({ state: 'active' });
  });

  it('saves a reader whose platform is closed to us: he moves the digests to the other', async () => {
    await link();
    await stage.says('', { membership: 'gone' });
    await stage.says('/caidat', onZalo);
    expect(await stage.chat('telegram:42')).toMatchObject({ state: 'gone' });
    await stage.says('/lienket zalo', onZalo);
    expect(await stage.chat('zalo:ab01')).toMatchObject({ state: 'active', hours: ['07:00'] });
    expect(await stage.book.nextSlotAt()).toBeDefined();
  });

  it('does not join a chat with itself, its own platform, a group, or a third', async () => {
    await stage.says('/gio 07:00');
    const mine = await code();
    expect((await stage.says(`/lienket ${mine}`)).text).toContain('cùng một nền tảng');
    const group = { chat: 'telegram:-100', kind: 'group', sender: 'telegram:5' } as const;
    expect((await stage.says('/lienket', group)).text).toContain('cuộc trò chuyện riêng');
    await link();
    await stage.says('/gio 08:00', { chat: 'zalo:ab02' });
    const { text } = await stage.says('/lienket', { chat: 'zalo:ab02' });
    const third = /lienket (\S+)/u.exec(text)?.[1] ?? '';
    expect((await stage.says(`/lienket ${third}`)).text).toContain('đang nối với nơi khác');
  });

  it('cannot be guessed: tries and codes are few', async () => {
    const wrong: string[] = [];
    for (let at = 0; at < 7; at += 1)
      wrong.push((await stage.says(`/lienket abcd23${40 + at}`, onZalo)).text);
    expect(wrong.filter((text) => text.includes('không đúng'))).toHaveLength(5);
    expect(wrong.at(-1)).toContain('thử nhiều lần');
    const offers: string[] = [];
    for (let at = 0; at < 7; at += 1) offers.push(await code());
    expect(offers.filter((each) => each !== '')).toHaveLength(5);
    expect(new Set(offers).size).toBe(6);
  });

  it('words after "liên kết" are no code but a search', async () => {
    const answer = await stage.says('liên kết vùng kinh tế', onZalo);
    expect(answer.text).toContain('Không tìm thấy tin nào');
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../../src/bot/commands.ts';
import { openStage } from './stage.ts';

let stage: ReturnType<typeof openStage>;
beforeEach(() => {
  stage = openStage();
});
afterEach(() => stage.close());

describe('unknown commands', () => {
  it('are answered with the nearest', async () => {
    const answer = await stage.says('/diemtim');
    expect(answer.text).toContain('Có phải bạn muốn:');
    expect(answer.labels).toContain('/diemtin');
    expect((await stage.taps('/diemtin')).text).toContain('ĐIỂM TIN');
  });

  it('are not repeated back', async () => {
    const answer = await stage.says('/<b>xin\u202Echao</b>');
    expect(answer.text).not.toContain('<b>');
    expect((await stage.says('/abcxyz')).text).toBe('Không có lệnh này. Gõ /trogiup để xem các lệnh.');
  });
});

describe('typed text', () => {
  it('is cleaned before it is shown again', async () => {
    const answer = await stage.says(`/chude +xang\u202E\u200B d\u0007ầu <b>lửa</b>${'a'.repeat(10_000)}`);
    expect(answer.text).not.toMatch(/[\u202E\u200B]|\p{Cc}(?<!\n)/u);
    expect(answer.text.length).toBeLessThan(400);
    expect(JSON.stringify(answer.all[0]?.message)).not.toContain('"bold":["lửa');
  });

  it.each([
    '',
    '   ',
    '\u200B',
    '👍',
    '{{constructor}}',
    '__proto__',
    '/__proto__',
    '*',
    '0',
    '99',
    '-1',
    '/',
    '//',
    'ok:abc',
  ])('never breaks the conversation: %j', async (typed) => {
    await stage.says('/chude');
    const answer = await stage.says(typed);
    expect(stage.logged).toEqual([]);
    expect(answer.all.length).toBeLessThanOrEqual(1);
  });

  it('never breaks any command, whatever follows it', async () => {
    for (const { name } of commands) {
      for (const args of [
        '__proto__',
        '?',
        '?x',
        '>9',
        '+',
        '-',
        'ok:',
        'ok:zzz',
        '😀'.repeat(50),
        '"',
        "' OR 1=1",
      ]) {
        await stage.says(`/${name} ${args}`, { chat: 'telegram:1' });
      }
    }
    expect(stage.logged).toEqual([]);
  });
});

describe('numbers', () => {
  it('must be among the choices', async () => {
    await stage.says('/ngonngu');
    expect((await stage.says('5')).text).toBe('Vui lòng trả lời bằng một số từ 1 đến 2.');
    expect((await stage.says('2')).text).toContain('English');
    await stage.says('/ngonngu vi');
    await stage.says('/xoadulieu');
    expect((await stage.says('5')).text).toBe('Vui lòng trả lời bằng một số từ 1 đến 2.');
    expect((await stage.says('2')).text).toContain('không có gì thay đổi');
    expect((await stage.says('2')).text).toContain('không có danh sách nào');
  });
});

describe('groups and channels', () => {
  const group = { chat: 'telegram:-100', kind: 'group', sender: 'telegram:5' } as const;

  it('are changed by their admins only', async () => {
    const refused = await stage.says('/gio 07:00', { ...group, chatAdmin: false });
    expect(refused.text).toBe('Chỉ quản trị viên của nhóm mới thay đổi được cài đặt.');
    expect(await stage.chat('telegram:-100')).toBeUndefined();
    await stage.says('/gio 07:00', group);
    expect(await stage.chat('telegram:-100')).toMatchObject({ kind: 'group', state: 'active' });
  });

  it('let only an admin press what another admin was shown', async () => {
    await stage.says('/gio 07:00', group);
    await stage.says('/caidat', group);
    const refused = await stage.taps('Dừng nhận tin', { ...group, chatAdmin: false });
    expect(refused.all).toEqual([]);
    expect(refused.notices).toEqual(['Chỉ quản trị viên của nhóm mới thay đổi được cài đặt.']);
    await stage.forges('chude +thep', { ...group, chatAdmin: false });
    expect(await stage.chat('telegram:-100')).toMatchObject({ topics: [], state: 'active' });
  });

  it('take a confirmation only from the admin who asked', async () => {
    await stage.says('/gio 07:00', group);
    await stage.says('/xoadulieu', group);
    expect((await stage.taps('Xóa dữ liệu', { ...group, sender: 'telegram:6' })).text).toContain('hết hạn');
    expect(await stage.chat('telegram:-100')).toBeDefined();
    await stage.says('/xoadulieu', group);
    await stage.taps('Xóa dữ liệu', group);
    expect(await stage.chat('telegram:-100')).toBeUndefined();
  });

  it('may search and read for everybody', async () => {
    expect((await stage.says('/tim thép', { ...group, chatAdmin: false })).text).toContain('Giá thép');
    expect((await stage.says('/diemtin', { ...group, chatAdmin: false })).text).toContain('ĐIỂM TIN');
  });

  it('hear nothing about commands of other bots', async () => {
    expect((await stage.says('/pollnow', group)).all).toEqual([]);
  });

  it('remember the forum topic they were set up in', async () => {
    await stage.says('/gio 07:00', { ...group, threadId: 77 });
    expect((await stage.chat('telegram:-100'))?.threadId).toBe(77);
    await stage.says('/caidat', { ...group, threadId: 78 });
    expect((await stage.chat('telegram:-100'))?.threadId).toBe(77);
    await stage.says('/start', { ...group, threadId: 78 });
    expect((await stage.chat('telegram:-100'))?.threadId).toBe(78);
    await stage.says('/start', group);
    expect((await stage.chat('telegram:-100'))?.threadId).toBeUndefined();
  });

  it('hear nothing in a channel but commands', async () => {
    const channel = { chat: 'telegram:-200', kind: 'channel' } as const;
    expect((await stage.says('Giá thép hôm nay', channel)).all).toEqual([]);
    expect((await stage.says('/gio 07:00', channel)).text).toContain('07:00');
    expect(await stage.chat('telegram:-200')).toMatchObject({ kind: 'channel', state: 'active' });
  });

  it('are greeted when the bot is added', async () => {
    const hello = await stage.says('', { ...group, membership: 'back' });
    expect(hello.text).toContain('Quản trị viên của nhóm gõ /start');
    expect((await stage.taps('/start', group)).text).toContain('Bước 1/3');
  });
});

describe('coming and going', () => {
  it('keeps the settings of a chat that blocks us, and sends again when it is back', async () => {
    await stage.says('/gio 07:00');
    await stage.says('', { membership: 'gone' });
    expect(await stage.chat()).toMatchObject({ state: 'gone', goneReason: 'blocked', hours: ['07:00'] });
    expect(await stage.book.nextSlotAt()).toBeUndefined();
    await stage.says('/start');
    expect(await stage.chat()).toMatchObject({ state: 'active', hours: ['07:00'] });
    expect((await stage.chat())?.goneReason).toBeUndefined();
    expect(await stage.book.nextSlotAt()).toBeDefined();
  });

  it('notes a chat that is gone when we answer', async () => {
    await stage.says('/gio 07:00');
    await stage.says('/caidat', {}, { kind: 'gone', reason: 'blocked' });
    expect(await stage.chat()).toMatchObject({ state: 'gone', goneReason: 'blocked' });
  });

  it('asks once more when the platform wants a moment', async () => {
    const hurried = { kind: 'later', retryAfterMs: 1, scope: 'chat', reason: '429' } as const;
    expect((await stage.says('/trogiup', {}, hurried)).all).toHaveLength(2);
    const closed = { ...hurried, retryAfterMs: 60_000 };
    expect((await stage.says('/trogiup', {}, closed)).all).toHaveLength(1);
  });

  it('moves with a group that becomes a supergroup', async () => {
    await stage.says('/gio 07:00', { chat: 'telegram:-3', kind: 'group' });
    await stage.says('', { chat: 'telegram:-3', kind: 'group', movedTo: 'telegram:-1003' });
    expect(await stage.chat('telegram:-3')).toBeUndefined();
    expect(await stage.chat('telegram:-1003')).toMatchObject({ hours: ['07:00'], state: 'active' });
  });
});

describe('too much of it', () => {
  it('is told once and then met with silence, for this chat alone', async () => {
    const busy = openStage({ usual: true });
    const answers: string[] = [];
    for (let at = 0; at < 40; at += 1) answers.push((await busy.says('/trogiup')).text);
    expect(answers.filter((text) => text.includes('Bạn thao tác hơi nhanh'))).toHaveLength(1);
    expect(answers.filter((text) => text === '').length).toBeGreaterThanOrEqual(19);
    expect((await busy.says('/trogiup', { chat: 'telegram:43' })).text).toContain('/diemtin');
    await busy.close();
  });

  it('is never said to the operator at the console', async () => {
    const busy = openStage({ usual: true });
    const answers: string[] = [];
    for (let at = 0; at < 25; at += 1)
      answers.push((await busy.says('/trogiup', { chat: 'console:1' })).text);
    expect(answers.filter((text) => text.includes('/diemtin'))).toHaveLength(25);
    await busy.close();
  });

  it('takes nothing from the others', async () => {
    const busy = openStage({ usual: true });
    await Promise.all(Array.from({ length: 300 }, () => busy.says('/trogiup', { chat: 'telegram:666' })));
    expect((await busy.says('/trogiup')).text).toContain('/diemtin');
    await busy.close();
  });

  it('is met politely when everybody comes at once', async () => {
    const busy = openStage({ usual: true });
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, at) => busy.says('/trogiup', { chat: `telegram:${at + 100}` })),
    );
    expect(answers.filter(({ text }) => text.includes('/diemtin'))).toHaveLength(50);
    expect(answers.filter(({ text }) => text.includes('Vui lòng chờ'))).toHaveLength(10);
    await busy.close();
  });

  it('is three digests a minute', async () => {
    const busy = openStage({ usual: true });
    const answers: string[] = [];
    for (let at = 0; at < 4; at += 1) answers.push((await busy.says('/diemtin')).text);
    expect(answers.map((text) => text.includes('ĐIỂM TIN'))).toEqual([true, true, true, false]);
    await busy.close();
  });
});

describe('trouble with the store', () => {
  it('is told politely and logged', async () => {
    const broken = openStage();
    await broken.close();
    const answer = await broken.says('/caidat');
    expect(answer.text).toContain('Hệ thống tạm thời chưa trả lời được');
    expect(broken.logged.map(([event]) => event)).toContain('conversation-failed');
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SentFile } from '../../../src/ports/channel.ts';
import { source } from './newsroom.ts';
import { ADMIN, openStage } from './stage.ts';

const admin = { chat: ADMIN, sender: ADMIN } as const;
let stage: ReturnType<typeof openStage>;
beforeEach(() => {
  stage = openStage();
});
afterEach(() => stage.close());

function sent(text: string | Buffer, name = 'nguon.opml'): SentFile {
  return { name, size: text.length, read: async () => Buffer.from(text) };
}

const opml = `<?xml version="1.0"?><opml version="2.0"><body>
<outline text="Thép"><outline text="Báo Thép" xmlUrl="https://thep.example/rss"/></outline>
<outline text="Năng lượng"><outline text="Báo Điện" xmlUrl="https://dien.example/rss"/>
<outline text="Đã có" xmlUrl="https://cu.example/rss"/></outline></body></opml>`;

describe('/opml', () => {
  it('sends the sources as a file', async () => {
    await stage.addSource(source('cu'));
    const { all } = await stage.says('/opml', admin);
    expect(all[0]?.message.file).toMatchObject({ name: 'nguon-tin.opml' });
    expect(all[0]?.message.file?.text).toContain('xmlUrl="https://cu.example/rss"');
  });

  it('takes a file in after a confirmation: folders are topics, what is here is passed over', async () => {
    await stage.addSource(source('cu'));
    const question = await stage.says('', { ...admin, file: sent(opml) });
    expect(question.text).toContain('Báo Thép [Thép] https://thep.example/rss');
    expect(question.text).toContain('2 nguồn mới; 1 nguồn đã có');
    expect(await stage.sources.list()).toHaveLength(1);
    expect((await stage.taps('Thêm các nguồn mới', admin)).text).toContain('Đã thêm 2 nguồn');
    const entries = await stage.sources.list();
    expect(entries.map((each) => each.source.url)).toContain('https://thep.example/rss');
    expect(entries.find((each) => each.source.name === 'Báo Thép')?.source).toMatchObject({
      topics: ['Thép'],
      addedBy: ADMIN,
    });
    expect((await stage.says('', { ...admin, file: sent(opml) })).text).toContain('không có nguồn mới');
  });

  it('reads UTF-16 as well', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(opml, 'utf16le')]);
    expect((await stage.says('', { ...admin, file: sent(bytes) })).text).toContain('3 nguồn mới');
  });

  it.each([
    ['no OPML', 'xin chào'],
    ['an empty list', '<opml><body/></opml>'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])],
  ])('says what is wrong with %s', async (_, content) => {
    expect((await stage.says('', { ...admin, file: sent(content) })).text).toContain('không phải OPML');
  });

  it('says that a file could not be read', async () => {
    const file: SentFile = { name: 'x', read: async () => undefined };
    expect((await stage.says('', { ...admin, file })).text).toContain('Không đọc được tệp này');
  });

  it('looks at nobody else’s files', async () => {
    let read = 0;
    const file: SentFile = {
      name: 'x.opml',
      read: async () => {
        read += 1;
        return Buffer.from(opml);
      },
    };
    expect((await stage.says('', { file })).text).toContain('chỉ đọc được tin nhắn chữ');
    expect((await stage.says('/opml', { file })).text).toContain('chỉ đọc được tin nhắn chữ');
    expect(read).toBe(0);
  });
});

describe('/xuatdulieu', () => {
  it('is a file with everything, deliveries included', async () => {
    await stage.says('/gio 07:00');
    await stage.deliveries.skip('telegram:42', '2026-11-23T07:00', 'nothing-new', stage.now());
    const { all } = await stage.says('/xuatdulieu');
    const file = all[0]?.message.file;
    expect(file?.name).toBe('du-lieu.json');
    expect(JSON.parse(file?.text ?? '')).toMatchObject({
      chat: { key: 'telegram:42', hours: ['07:00'] },
      deliveries: [{ slot: '2026-11-23T07:00', state: 'skipped', reason: 'nothing-new' }],
    });
  });
});

describe('/thongbao', () => {
  it('is previewed, confirmed, and can be stopped', async () => {
    await stage.says('/gio 07:00');
    await stage.says('/gio 07:00', { chat: 'zalo:ab01' });
    const preview = await stage.says('/thongbao Bot nghỉ <b>đêm nay</b>\nMời bạn quay lại sau.', admin);
    expect(preview.text).toContain('Bot nghỉ <b>đêm nay</b>\nMời bạn quay lại sau.');
    expect(preview.text).toContain('2 nơi đang nhận tin');
    expect(JSON.stringify(preview.all[0]?.message)).not.toContain('"bold":["đêm nay');
    expect(await stage.house.broadcasts.current()).toBeUndefined();
    expect((await stage.taps('Gửi thông báo', admin)).text).toContain('sau 30 giây');
    const current = await stage.house.broadcasts.current();
    expect(current).toMatchObject({ tell: ADMIN, startsAt: stage.now() + 30_000 });
    expect(JSON.stringify(current?.messages.vi)).toContain('Mời bạn quay lại sau.');
    expect(JSON.stringify(current?.messages.en)).toContain('Announcement');
    expect((await stage.says('/thongbao', admin)).text).toContain('đã gửi 0');
    expect((await stage.says('/thongbao nữa', admin)).text).toContain('đang được gửi');
    expect((await stage.says('/thongbao dung', admin)).text).toContain('Đã dừng');
    expect(await stage.house.broadcasts.current()).toMatchObject({ halted: true });
    expect((await stage.says('/nhatky', admin)).text).toMatch(/thongbao 2026.*Bot nghỉ/u);
  });

  it('is confirmed by whoever wrote it, within a minute, once', async () => {
    await stage.says('/gio 07:00');
    await stage.says('/quantri +telegram:2', admin);
    await stage.says('/thongbao Xin chào', admin);
    const forged = await stage.forges('thongbao ok:abc-abc', { chat: 'telegram:2', sender: 'telegram:2' });
    expect(forged.text).toContain('hết hạn');
    stage.passes(61_000);
    expect((await stage.taps('Gửi thông báo', admin)).text).toContain('hết hạn');
    expect(await stage.house.broadcasts.current()).toBeUndefined();
  });

  it('has bounds, and somebody to read it', async () => {
    expect((await stage.says('/thongbao xin chào', admin)).text).toContain('không có nơi nào');
    await stage.says('/gio 07:00');
    expect((await stage.says(`/thongbao ${'dài '.repeat(1_000)}`, admin)).text).toContain('dài quá');
    expect((await stage.says('/thongbao', admin)).text).toContain('Mời bạn ghi nội dung');
    expect((await stage.says('/thongbao dung', admin)).text).toContain('Không có thông báo nào');
  });

  it('is nobody else’s', async () => {
    expect((await stage.says('/thongbao xin chào')).text).toContain('không thực hiện được');
    expect((await stage.says('/thongbao dung')).text).toContain('không thực hiện được');
  });
});

describe('editors', () => {
  const channel = { chat: 'telegram:-200', kind: 'channel' } as const;
  const editor = { chat: 'telegram:5', sender: 'telegram:5' } as const;
  beforeEach(async () => {
    await stage.says('/gio 07:00', channel);
    await stage.says('/bientap telegram:-200 +telegram:5', admin);
  });

  it('change their channel from their own chat, and nothing else', async () => {
    expect((await stage.says('/kenh telegram:-200 chude +thep', editor)).text).toContain('Thép');
    expect(await stage.chat('telegram:-200')).toMatchObject({ topics: ['thep-kim-loai'] });
    await stage.taps('Năng lượng', editor);
    expect((await stage.chat('telegram:-200'))?.topics).toContain('nang-luong');
    expect(await stage.chat('telegram:5')).toBeUndefined();
    expect((await stage.says('/kenh telegram:-200 xemtruoc', editor)).text).toContain(
      'xem trước của telegram:-200',
    );
    expect((await stage.says('/kenh telegram:-200 themnguon https://x.example', editor)).text).toContain(
      'không dùng được',
    );
    expect((await stage.says('/nguon', editor)).text).toContain('không thực hiện được');
    expect((await stage.says('/xemtruoc telegram:-200', editor)).text).toContain('không thực hiện được');
  });

  it('may do nothing for other chats, there or not', async () => {
    await stage.says('/gio 08:00', { chat: 'telegram:42' });
    for (const other of ['telegram:42', 'telegram:-999'])
      expect((await stage.says(`/kenh ${other} dung`, editor)).text).toContain('không phải biên tập viên');
    expect(await stage.chat('telegram:42')).toMatchObject({ state: 'active' });
    const group = { chat: 'telegram:-300', kind: 'group', sender: 'telegram:5' } as const;
    expect((await stage.says('/kenh telegram:-200 dung', group)).text).toContain('không phải biên tập viên');
    expect((await stage.says('/kenh telegram:-200 dung', { chat: 'telegram:6' })).text).toContain(
      'không phải',
    );
    expect((await stage.says('/nhatky', admin)).text).toContain('kenh telegram:-200 · từ chối');
  });

  it('are listed and removed', async () => {
    expect((await stage.says('/bientap', admin)).text).toContain('telegram:-200: telegram:5');
    await stage.says('/bientap telegram:-200 -telegram:5', admin);
    expect((await stage.says('/kenh telegram:-200 dung', editor)).text).toContain('không phải biên tập viên');
    expect((await stage.says('/bientap telegram:-200 +telegram:5')).text).toContain('không thực hiện được');
  });
});

describe('/goxuong', () => {
  it('asks with the title, removes once confirmed, and is on record', async () => {
    const question = await stage.says('/goxuong https://bao-mau.example/go-bo', admin);
    expect(question.text).toContain('Gỡ bài “Bài cần gỡ” (Báo Mẫu)?');
    expect((await stage.taps('Gỡ bài', admin)).text).toContain('Đã gỡ bài');
    expect((await stage.says('/nhatky', admin)).text).toContain('goxuong https://bao-mau.example/go-bo');
  });

  it('remembers an address that was never read, and refuses what is none', async () => {
    expect((await stage.says('/goxuong https://x.example/y', admin)).text).toContain('Chưa có bài nào');
    expect((await stage.taps('Gỡ bài', admin)).text).toContain('Đã ghi nhớ');
    expect((await stage.says('/goxuong xin chào', admin)).text).toContain('không phải địa chỉ web');
    expect((await stage.says('/goxuong https://bao-mau.example/go-bo')).text).toContain(
      'không thực hiện được',
    );
  });
});

describe('/xemtruoc', () => {
  it('shows the next digest and when it comes', async () => {
    await stage.says('/gio 08:00');
    expect((await stage.says('/xemtruoc telegram:42', admin)).text).toContain(
      'telegram:42 · 08:00 24/11/2026',
    );
    await stage.says('/gio 06:00');
    expect((await stage.says('/xemtruoc telegram:42', admin)).text).toContain('06:00 25/11/2026');
  });
});

describe('a question from within another chat', () => {
  it('finds stories with publisher and link, page by page', async () => {
    const ask = stage.conversation.lookUp;
    const first = await ask({ asker: 'telegram:9', text: 'xuat khau lang son', offset: 0 });
    expect(first.found).toHaveLength(12);
    expect(first.more).toBe(false);
    expect(first.found[0]).toMatchObject({ description: 'Báo Mẫu · 24/11' });
    expect(first.startLabel).toBe('Nhận điểm tin mỗi sáng');
    const rest = await ask({ asker: 'telegram:9', text: 'xuat khau lang son', offset: 10 });
    expect(rest.found).toHaveLength(2);
  });

  it('without words shows the news of the day; after too many it waits', async () => {
    const ask = stage.conversation.lookUp;
    expect((await ask({ asker: 'telegram:9', text: ' ', offset: 0 })).found.length).toBeGreaterThan(0);
    for (let at = 0; at < 60; at += 1) await ask({ asker: 'telegram:9', text: 'thép', offset: 0 });
    expect((await ask({ asker: 'telegram:9', text: 'thép', offset: 0 })).found).toEqual([]);
    expect((await ask({ asker: 'telegram:10', text: 'thép', offset: 0 })).found).toHaveLength(1);
    expect(await stage.chat('telegram:9')).toBeUndefined();
  });

  it('does not fail with the store', async () => {
    const broken = openStage();
    await broken.close();
    expect(
      (await broken.conversation.lookUp({ asker: 'telegram:9', text: 'thép', offset: 0 })).found,
    ).toEqual([]);
  });
});

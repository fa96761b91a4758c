import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatKey } from '../../../src/news/chat.ts';
import { telegramBench } from '../telegram/bench.ts';
import { zaloBench } from '../zalo/bench.ts';
import { feed, source } from './newsroom.ts';
import { ADMIN, openHouse } from './stage.ts';

const url = 'https://bao-moi.example/rss';

/** A person at a platform: types, chooses what a label offers, reads. */
interface Person {
  readonly chat: ChatKey;
  says(text: string): void;
  /** A tap where there are buttons, else the number of the choice. */
  chooses(label: string): void;
  /** Waits until an answer holds this text. */
  reads(text: string): Promise<void>;
  /** Waits for a file with this text in it, or for the text itself where there are no files. */
  receivesFile(text: string): Promise<void>;
  /** The code in the last answer that had one. */
  lastCode(): string;
  close(): Promise<void>;
}

let house: ReturnType<typeof openHouse>;
beforeEach(() => {
  const addresses = new Map([[url, feed('bao-moi', { source: source('bao-moi', { url }) })]]);
  house = openHouse({ addresses, admins: [ADMIN, 'zalo:ab01'] });
});
afterEach(() => house.close());

async function onTelegram(): Promise<Person> {
  const calm = { burst: 1_000, groupPerMinute: 1_000, globalPerSecond: 1_000 };
  const { server, channel } = await telegramBench({}, { limits: calm });
  server.user(1);
  await channel.start((incoming) => house.conversation.receive(incoming));
  let read = 0;
  return {
    chat: 'telegram:1',
    says(text) {
      read = server.sent(1).length;
      server.says(text, { from: 1 });
    },
    chooses(label) {
      const { message_id: id, data } = lastButton(label);
      read = server.sent(1).length - 1;
      server.taps(1, id, data);
    },
    reads: (text) =>
      vi.waitFor(
        () => {
          const heard = server
            .sent(1)
            .slice(read)
            .map((message) => message.text);
          expect(heard.join('\n')).toContain(text);
        },
        { timeout: 5_000, interval: 10 },
      ),
    lastCode: () => codeIn(server.sent(1).map(({ text }) => text)),
    receivesFile: (text) =>
      vi.waitFor(() => expect(server.documents.map((each) => each.text).join('\n')).toContain(text), {
        timeout: 5_000,
        interval: 10,
      }),
    async close() {
      await channel.stop();
      await server.close();
    },
  };

  function lastButton(label: string): { readonly message_id: number; readonly data: string } {
    const rows = server
      .sent(1)
      .flatMap(({ message_id, reply_markup }) =>
        buttonsOf(reply_markup).map((button) => ({ message_id, ...button })),
      );
    const found = rows.findLast((button) => button.label.includes(label));
    if (!found) throw new Error(`There is no button "${label}"`);
    return found;
  }
}

function buttonsOf(markup: unknown): readonly { readonly label: string; readonly data: string }[] {
  const parts = JSON.stringify(markup ?? {}).matchAll(/"text":("[^"]*"),"callback_data":("[^"]*")/gu);
  return Array.from(parts, ([, label = '""', data = '""']) => ({
    label: String(JSON.parse(label)),
    data: String(JSON.parse(data)),
  }));
}

function codeIn(texts: readonly string[]): string {
  return /lienket ([A-Z2-9]{4}-[A-Z2-9]{4})/u.exec(texts.toReversed().join('\n'))?.[1] ?? '';
}

async function onZalo(): Promise<Person> {
  const { server, channel } = await zaloBench(
    {},
    { quota: { burst: 1_000, perSecond: 1_000, perDay: 10_000 } },
  );
  await channel.start((incoming) => house.conversation.receive(incoming));
  let read = 0;
  const says = (text: string): void => {
    read = server.sent('ab01').length;
    server.says(text, { from: 'ab01' });
  };
  return {
    chat: 'zalo:ab01',
    says,
    chooses(label) {
      const lines = server.sent('ab01').flatMap((message) => message.text.split('\n'));
      const number = lines
        .map((line) => /^(\d+)\. (.*)$/u.exec(line))
        .findLast((line) => line?.[2]?.includes(label))?.[1];
      if (number === undefined) throw new Error(`There is no choice "${label}"`);
      says(number);
    },
    reads: (text) =>
      vi.waitFor(
        () => {
          const heard = server
            .sent('ab01')
            .slice(read)
            .map((message) => message.text);
          expect(heard.join('\n')).toContain(text);
        },
        { timeout: 5_000, interval: 10 },
      ),
    lastCode: () => codeIn(server.sent('ab01').map(({ text }) => text)),
    receivesFile: (text) =>
      vi.waitFor(
        () =>
          expect(
            server
              .sent('ab01')
              .map((each) => each.text)
              .join('\n'),
          ).toContain(text),
        { timeout: 5_000, interval: 10 },
      ),
    async close() {
      await channel.stop();
      await server.close();
    },
  };
}

describe.each([
  ['Telegram', onTelegram],
  ['Zalo', onZalo],
] as const)('on %s', (_, enter) => {
  let person: Person;
  beforeEach(async () => {
    person = await enter();
  });
  afterEach(() => person.close());

  it('three choices lead to the first digest, and a few words to the end of it', async () => {
    person.says('/start');
    await person.reads('Bước 1/3');
    person.chooses('Năng lượng');
    await person.reads('Đang nhận: Năng lượng.');
    person.chooses('Tất cả chủ đề');
    await person.reads('Bước 2/3');
    person.chooses('Cả nước');
    await person.reads('Bước 3/3');
    person.chooses('08:00');
    await person.reads('ĐIỂM TIN 2026-11-24');
    expect(await house.chat(person.chat)).toMatchObject({ state: 'active', hours: ['08:00'], topics: [] });

    person.says('/chude +thép');
    await person.reads('Đang nhận: Thép, kim loại.');
    person.says('/gio 25:00');
    await person.reads('Có phải bạn muốn:');
    person.chooses('23:00');
    await person.reads('Đã đặt giờ nhận tin: 23:00');
    person.says('/dung');
    await person.reads('bạn sẽ không nhận điểm tin nữa');
    person.says('/xoadulieu');
    await person.reads('Vui lòng xác nhận');
    person.chooses('Xóa dữ liệu của tôi');
    await person.reads('Đã xóa toàn bộ dữ liệu');
    expect(await house.chat(person.chat)).toBeUndefined();
  });

  it('words find news, page by page', async () => {
    person.says('xuat khau lang son');
    await person.reads('Tin 1–5 trong 12');
    person.chooses('Xem thêm');
    await person.reads('Tin 6–10 trong 12');
    person.says('thêm');
    await person.reads('Tin 11–12 trong 12');
    expect(await house.chat(person.chat)).toBeUndefined();
  });

  it('an admin adds a source, switches it off and removes it', async () => {
    person.says(`/themnguon ${url}`);
    await person.reads('Cửa khẩu Hữu Nghị thông quan sớm');
    person.chooses('Thêm nguồn');
    await person.reads('Đã thêm nguồn “Nguồn bao-moi”');
    person.says('/nguon');
    await person.reads('Nguồn tin: 1 (trang 1/1)');
    person.says('/tatnguon bao-moi');
    await person.reads('Đã tắt nguồn');
    person.chooses('Xóa nguồn');
    await person.reads('Vui lòng xác nhận');
    person.chooses('Xóa nguồn');
    await person.reads('Đã xóa nguồn');
    expect(await house.sources.list()).toEqual([]);
  });

  it('a reader takes his data with him', async () => {
    person.says('/gio 07:00');
    await person.reads('Đã đặt giờ nhận tin: 07:00');
    person.says('xuất dữ liệu');
    await person.reads('Toàn bộ dữ liệu đang lưu');
    await person.receivesFile(`"key": "${person.chat}"`);
    expect(await house.chat(person.chat)).toMatchObject({ state: 'active' });
  });

  it('an admin exports the sources, previews, announces and takes back', async () => {
    await house.sources.put(source('cu'));
    person.says('/opml');
    await person.receivesFile('xmlUrl="https://cu.example/rss"');
    person.says('/gio 07:00');
    await person.reads('Đã đặt giờ nhận tin');
    person.says('/xemtruoc');
    await person.reads('Bản tin xem trước');
    person.says('/thongbao Bot nghỉ đêm nay & sáng mai <b>');
    await person.reads('Bot nghỉ đêm nay & sáng mai <b>');
    person.chooses('Gửi thông báo');
    await person.reads('bắt đầu gửi sau 30 giây');
    person.chooses('Dừng gửi');
    await person.reads('Đã dừng. 0 nơi');
    person.says('/goxuong https://bao-mau.example/go-bo');
    await person.reads('Gỡ bài “Bài cần gỡ” (Báo Mẫu)?');
    person.chooses('Gỡ bài');
    await person.reads('Đã gỡ bài “Bài cần gỡ”');
    expect(await house.house.broadcasts.current()).toMatchObject({ halted: true });
  });

  it('all of what is asked at once is answered in order', async () => {
    for (const text of ['/gio 6h', '/gio 7h', '/gio 8h']) person.says(text);
    await vi.waitFor(async () => expect(await house.chat(person.chat)).toMatchObject({ hours: ['08:00'] }), {
      timeout: 5_000,
    });
  });
});

describe('on both at once', () => {
  it('one subscription, read on either, delivered where its reader wants, and forgotten as one', async () => {
    const here = await onTelegram();
    const there = await onZalo();
    here.says('/gio 07:00');
    await here.reads('Đã đặt giờ nhận tin: 07:00');
    here.says('/lienket');
    await here.reads('dùng một lần, trong 10 phút');
    there.says(`lienket ${here.lastCode()}`);
    await there.reads('Đã nối. Điểm tin được gửi qua Telegram');
    there.says('chủ đề +thép');
    await there.reads('Đang nhận: Thép, kim loại.');
    here.says('/caidat');
    await here.reads('Thép, kim loại');
    there.chooses('Cài đặt');
    await there.reads('07:00');
    here.says('/lienket');
    await here.reads('Đang nối với Zalo');
    here.chooses('Gửi qua Zalo');
    await here.reads('Từ nay điểm tin được gửi qua Zalo');
    expect(await house.chat(there.chat)).toMatchObject({ state: 'active', hours: ['07:00'] });
    expect(await house.chat(here.chat)).toBeUndefined();
    here.says('/xoadulieu');
    await here.reads('Vui lòng xác nhận');
    here.chooses('Xóa dữ liệu của tôi');
    await here.reads('Đã xóa toàn bộ dữ liệu');
    expect(await house.chat(there.chat)).toBeUndefined();
    await here.close();
    await there.close();
  });
});

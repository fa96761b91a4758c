import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readFileSent } from '../../../src/bot/telegram/files.ts';
import type { Incoming } from '../../../src/ports/channel.ts';
import { telegramBench } from './bench.ts';

let bench: Awaited<ReturnType<typeof telegramBench>>;
let heard: Incoming[];

beforeEach(async () => {
  bench = await telegramBench();
  bench.server.user(7);
  heard = [];
  await bench.channel.start(async (incoming) => void heard.push(incoming));
});
afterEach(async () => {
  await bench.channel.stop();
  await bench.server.close();
});

async function one(): Promise<Incoming> {
  await vi.waitFor(() => expect(heard).toHaveLength(1), 5_000);
  return heard[0]!;
}

describe('a file that somebody sends', () => {
  it('is read when it is asked for, through the API', async () => {
    bench.server.sendsFile(7, 'nguồn.opml', '<opml>Lạng Sơn</opml>', '/opml');
    const { file, text } = await one();
    expect(text).toBe('/opml');
    expect(file).toMatchObject({ name: 'nguồn.opml' });
    const bytes = await file?.read();
    expect(new TextDecoder().decode(bytes)).toBe('<opml>Lạng Sơn</opml>');
    expect(bench.logged()).not.toContain(bench.server.token.split(':')[1]);
  });

  it('above a megabyte is not read', async () => {
    bench.server.sendsFile(7, 'to.opml', Buffer.alloc(1024 * 1024 + 1));
    expect(await (await one()).file?.read()).toBeUndefined();
  });

  it('of a group is none of our business', async () => {
    bench.server.chat(-100, 'supergroup');
    bench.server.push({
      update_id: 100_000,
      message: {
        message_id: 5,
        date: 1,
        chat: { id: -100, type: 'supergroup', title: 'Nhóm' },
        from: { id: 7, is_bot: false, first_name: 'A' },
        caption: '/opml',
        document: { file_id: 'x', file_unique_id: 'x', file_name: 'a.opml' },
      },
    });
    bench.server.says('xong', { from: 7 });
    expect((await one()).text).toBe('xong');
  });
});

describe('a file that we send', () => {
  it('follows its message, with its name and content', async () => {
    bench.server.says('/opml', { from: 7 });
    const incoming = await one();
    const outcome = await incoming.reply({
      blocks: [{ lines: [['Danh sách nguồn']] }],
      file: { name: 'nguon-tin.opml', mime: 'text/x-opml', text: '<opml>Điện & nước</opml>\n' },
    });
    expect(outcome).toMatchObject({ kind: 'sent' });
    expect(bench.server.sent(7).map(({ text }) => text)).toEqual(['Danh sách nguồn', '']);
    expect(bench.server.documents).toEqual([
      { chatId: 7, name: 'nguon-tin.opml', text: '<opml>Điện & nước</opml>\n' },
    ]);
  });

  it('to a reader who has blocked us says so', async () => {
    bench.server.says('/opml', { from: 7 });
    const incoming = await one();
    bench.server.user(7, { blocked: true });
    const outcome = await incoming.reply({
      blocks: [],
      file: { name: 'a.json', mime: 'application/json', text: '{}' },
    });
    expect(outcome).toMatchObject({ kind: 'gone', reason: 'blocked' });
  });
});

describe('where a file is read from', () => {
  const paths = [
    '../../etc/passwd',
    '/etc/passwd',
    'http://elsewhere.example/x',
    'a/../../b',
    'a?b=c',
    '',
    5,
  ];
  it.each(paths)('is never %j', async (path) => {
    const call = async (): Promise<unknown> => ({ file_path: path });
    const files = { apiRoot: 'http://127.0.0.1:9/', token: '1:x' };
    expect(await readFileSent(call, files, 'x', 1_000)).toBeUndefined();
  });

  const servers: readonly (readonly [string, (answer: ServerResponse) => void])[] = [
    ['a redirect', (answer) => void answer.writeHead(302, { location: '/file/other' }).end()],
    ['an endless body', endless],
    ['silence', () => undefined],
  ];
  it.each(servers)('%s is not followed to its end', async (_, behave) => {
    const server = createServer((__, answer) => behave(answer));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const files = { apiRoot: `http://127.0.0.1:${port}/`, token: '1:x' };
    const call = async (): Promise<unknown> => ({ file_path: 'documents/a' });
    expect(await readFileSent(call, files, 'x', 1_500)).toBeUndefined();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});

function endless(answer: ServerResponse): void {
  answer.on('error', () => undefined);
  function more(): void {
    let goesOn = true;
    while (goesOn && !answer.destroyed) goesOn = answer.write(Buffer.alloc(64 * 1024));
  }
  answer.on('drain', more);
  more();
}

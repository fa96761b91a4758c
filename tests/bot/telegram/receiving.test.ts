import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { message } from '../../../src/news/message.ts';
import type { Incoming } from '../../../src/ports/channel.ts';
import { telegramBench } from './bench.ts';

type Bench = Awaited<ReturnType<typeof telegramBench>>;

const open: Bench[] = [];

async function bench(...how: Parameters<typeof telegramBench>): Promise<Bench> {
  const made = await telegramBench(...how);
  open.push(made);
  made.server.user(11);
  made.server.user(12);
  return made;
}

afterEach(async () => {
  for (const { channel, server } of open.splice(0)) {
    await channel.stop();
    await server.close();
  }
});

function hearing() {
  const heard: Incoming[] = [];
  return { heard, receive: async (incoming: Incoming) => void heard.push(incoming) };
}

const callsOf = ({ server }: Bench, method: string) =>
  server.journal.filter((entry) => entry.method === method);

describe('polling', () => {
  it('confirms an update only after it was dealt with', async () => {
    const { server, channel } = await bench();
    let release: () => void = () => undefined;
    const handled = new Promise<void>((resolve) => {
      release = resolve;
    });
    const heard: string[] = [];
    await channel.start(async ({ text }) => {
      heard.push(text);
      if (text === 'chậm') await handled;
    });
    const slow = server.says('chậm', { from: 11 }) ?? 0;
    await vi.waitFor(() => expect(heard).toEqual(['chậm']));
    server.says('nhanh', { from: 12 });
    await vi.waitFor(() => expect(heard).toEqual(['chậm', 'nhanh']), 3_000);
    expect(server.queue.pending().map((update) => update.update_id)).toContain(slow);
    release();
    await vi.waitFor(() => expect(server.queue.pending()).toEqual([]), 3_000);
    expect(heard).toEqual(['chậm', 'nhanh']);
  });

  it('leaves nothing to be delivered again after it has stopped', async () => {
    const { server, channel } = await bench();
    const { heard, receive } = hearing();
    await channel.start(receive);
    server.says('một', { from: 11 });
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    await channel.stop();
    expect(server.queue.pending()).toEqual([]);
  });

  it('leaves a handler behind after the time limit, and goes on with the chat', async () => {
    const { server, channel, logged } = await bench({ limits: { handlerMs: 100 } });
    const heard: string[] = [];
    await channel.start(async ({ text }) => {
      heard.push(text);
      if (text === 'mãi mãi') await new Promise(() => undefined);
    });
    server.says('mãi mãi', { from: 11 });
    server.says('sau', { from: 11 });
    await vi.waitFor(() => expect(heard).toEqual(['mãi mãi', 'sau']), 5_000);
    expect(logged()).toContain('handler left behind');
  });

  it.each([
    ['a page of a gateway', { kind: 'html-502' }],
    ['a page with status 200', { kind: 'html-200' }],
    ['an internal error', { kind: 'json-500' }],
    ['a cut answer', { kind: 'truncated-json' }],
    ['a cut connection', { kind: 'drop-before' }],
    [
      'another instance',
      {
        kind: 'refuse',
        code: 409,
        text: 'terminated by other getUpdates request; make sure that only one bot instance is running',
      },
    ],
    ['an unknown refusal', { kind: 'refuse', code: 400, text: 'something new' }],
  ] as const)('gets over %s on every method it needs', async (_, fault) => {
    const made = await bench();
    const { heard, receive } = hearing();
    for (const method of ['getMe', 'deleteWebhook', 'getUpdates']) made.server.faults.next(method, fault, 2);
    await made.channel.start(receive);
    made.server.says('vẫn nghe', { from: 11 });
    await vi.waitFor(() => expect(heard.map(({ text }) => text)).toEqual(['vẫn nghe']), 5_000);
    expect(made.channel.health().state).toBe('up');
    expect(made.logged()).not.toContain(made.server.token);
  });

  it('gives up an answer that never comes', async () => {
    const made = await bench({ limits: { callMs: 200 } });
    const { heard, receive } = hearing();
    made.server.faults.next('getMe', { kind: 'hang' });
    made.server.faults.next('getUpdates', { kind: 'hang' });
    await made.channel.start(receive);
    made.server.says('vẫn nghe', { from: 11 });
    await vi.waitFor(() => expect(heard).toHaveLength(1), 5_000);
  });

  it('waits as long as a 429 asks, whatever the method', async () => {
    const made = await bench();
    const { receive } = hearing();
    made.server.faults.next('getMe', { kind: 'flood', seconds: 1 });
    const before = performance.now();
    await made.channel.start(receive);
    await vi.waitFor(() => expect(made.channel.health().state).toBe('up'), 5_000);
    expect(performance.now() - before).toBeGreaterThanOrEqual(990);
    expect(callsOf(made, 'getme')).toHaveLength(2);
  });

  it('lives on with two instances that take the updates from each other', async () => {
    const first = await bench();
    const { heard, receive } = hearing();
    await first.channel.start(receive);
    const { server } = first;
    const second = await telegramBench({ token: server.token, apiRoot: server.apiRoot });
    await second.channel.start(receive);
    await vi.waitFor(() => expect(first.logged() + second.logged()).toContain('409 Conflict'), 5_000);
    server.says('một lần', { from: 11 });
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(0), 5_000);
    await second.channel.stop();
    await second.server.close();
  });

  it('takes away a webhook that somebody sets while it polls', async () => {
    const made = await bench();
    const { heard, receive } = hearing();
    await made.channel.start(receive);
    made.server.pusher.setWebhook({ url: 'https://other.example.vn/hook' });
    made.server.says('vẫn nghe', { from: 11 });
    await vi.waitFor(() => expect(heard).toHaveLength(1), 5_000);
  });

  it('asks whether an update was seen, and believes a yes', async () => {
    const asked: string[] = [];
    const { server, channel } = await bench({
      seen: async (key) => {
        asked.push(key);
        return asked.length === 1;
      },
    });
    const { heard, receive } = hearing();
    await channel.start(receive);
    const first = server.says('đã xem', { from: 11 });
    server.says('mới', { from: 11 });
    await vi.waitFor(() => expect(heard.map(({ text }) => text)).toEqual(['mới']));
    expect(asked[0]).toBe(`telegram:${first}`);
  });

  it('hears readers although nobody can say what was seen', async () => {
    const { server, channel } = await bench({ seen: () => Promise.reject(new Error('Redis is down')) });
    const { heard, receive } = hearing();
    await channel.start(receive);
    const id = server.says('một', { from: 11 }) ?? 0;
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    server.says('hai', { from: 11 });
    await vi.waitFor(() => expect(heard).toHaveLength(2));
    expect(id).toBeGreaterThan(0);
  });

  it('lets a flood of one chat hold up nobody else', async () => {
    const { server, channel } = await bench();
    const { heard, receive } = hearing();
    await channel.start(async (incoming) => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      await receive(incoming);
    });
    for (let at = 0; at < 1_000; at += 1) server.says(`dồn dập ${at}`, { from: 11 });
    server.says('một câu', { from: 12 });
    await vi.waitFor(() => expect(heard.map(({ text }) => text)).toContain('một câu'), 5_000);
    expect(heard.filter(({ chat }) => chat === 'telegram:11').length).toBeLessThan(1_000);
  });

  it('goes on when Telegram numbers its updates anew', async () => {
    const { server, channel } = await bench();
    const { heard, receive } = hearing();
    await channel.start(receive);
    server.says('trước', { from: 11 });
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    const body = { message_id: 9, date: 1, chat: { id: 11, type: 'private' }, from: { id: 11 }, text: 'sau' };
    await vi.waitFor(() => expect(server.queue.pending()).toEqual([]));
    server.queue.renumber({ update_id: 5, message: body });
    await vi.waitFor(() => expect(heard.map(({ text }) => text)).toEqual(['trước', 'sau']), 5_000);
  });
});

describe('the start', () => {
  it('publishes the command menus for both languages', async () => {
    const menu = [{ command: 'trogiup', description: 'Tôi có thể làm gì ở đây' }];
    const en = [{ command: 'help', description: 'What I can do here' }];
    const { server, channel } = await bench({ commands: { vi: menu, en } });
    await channel.start(async () => undefined);
    await channel.stop();
    expect([...server.menus]).toEqual([
      ['{"type":"default"} ', menu],
      ['{"type":"default"} vi', menu],
      ['{"type":"default"} en', en],
    ]);
  });

  it('does without a menu that Telegram refuses', async () => {
    const bad = [{ command: 'Trợ giúp', description: 'x' }];
    const { server, channel, logged } = await bench({ commands: { vi: bad, en: bad } });
    const { heard, receive } = hearing();
    await channel.start(receive);
    server.says('một', { from: 11 });
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    expect(logged()).toContain('command menu not set');
  });

  it.each(['', '/', '/proxy/telegram', '/proxy/telegram/'])(
    'keeps the path "%s" of an API root',
    async (path) => {
      const made = await telegramBench({}, { prefix: path.replace(/\/$/, '') });
      const root = made.server.apiRoot.replace(/\/$/, '') + (path.endsWith('/') ? '/' : '');
      const { channel, server } = await telegramBench({ apiRoot: root, token: made.server.token });
      made.server.user(11);
      expect(await channel.send({ chat: 'telegram:11' }, { text: 'chào', format: 'plain' })).toMatchObject({
        kind: 'sent',
      });
      await server.close();
      await made.server.close();
    },
  );
});

describe('the webhook', () => {
  const secret = 'a-secret-of-at-least-32-characters_0';

  async function webhookBench(over: Parameters<typeof telegramBench>[0] = {}) {
    const made = await bench({ webhook: { url: 'https://bot.example.vn/tg/x', secret }, ...over });
    const server = createServer((request, response) => void made.channel.handleWebhook(request, response));
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    made.server.pusher.target = origin;
    const post = async (body: string | Buffer, given: string | undefined = secret) => {
      const headers = given === undefined ? {} : { 'x-telegram-bot-api-secret-token': given };
      const response = await fetch(`${origin}/tg/x`, { method: 'POST', body, headers });
      return response.status;
    };
    const close = async () => {
      await made.channel.stop();
      await made.server.pusher.close();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    };
    return { ...made, origin, post, close };
  }

  it('hands over what is pushed, in order within a chat, each once although everything comes twice', async () => {
    const { server, channel, close } = await webhookBench();
    const { heard, receive } = hearing();
    server.pusher.duplicates = true;
    await channel.start(receive);
    expect(channel.health().state).toBe('up');
    for (let at = 0; at < 10; at += 1) server.says(`số ${at}`, { from: at % 2 === 0 ? 11 : 12 });
    await vi.waitFor(() => expect(server.pusher.attempts).toHaveLength(20), 5_000);
    const of = (chat: string) => heard.filter((each) => each.chat === chat).map(({ text }) => text);
    expect(of('telegram:11')).toEqual(['số 0', 'số 2', 'số 4', 'số 6', 'số 8']);
    expect(of('telegram:12')).toEqual(['số 1', 'số 3', 'số 5', 'số 7', 'số 9']);
    await close();
  });

  it('never answers with a call, so that its errors are seen', async () => {
    const { server, channel, close } = await webhookBench();
    await channel.start(async () => undefined);
    const { message_id: id } = await sentButton(channel, server);
    server.taps(11, id, 'tat');
    await vi.waitFor(() => expect(server.notices).toHaveLength(1), 5_000);
    expect(server.journal.map(({ outcome }) => outcome)).not.toContain('by webhook answer');
    await close();
  });

  it('lets nobody in without the secret', async () => {
    const { server, channel, post, close } = await webhookBench();
    const { heard, receive } = hearing();
    await channel.start(receive);
    const update = JSON.stringify({
      update_id: 1,
      message: { chat: { id: 11, type: 'private' }, text: 'giả' },
    });
    expect(await post(update, 'wrong')).toBe(403);
    expect(await post(update, `${secret}x`)).toBe(403);
    expect(await post(update, '')).toBe(403);
    server.says('thật', { from: 11 });
    await vi.waitFor(() => expect(heard.map(({ text }) => text)).toEqual(['thật']), 5_000);
    await close();
  });

  it.each([
    ['no JSON', '{', 400],
    ['nothing', '', 400],
    ['null', 'null', 400],
    ['a list', '[{"update_id":1}]', 400],
    ['no update id', '{}', 400],
    ['a strange update id', '{"update_id":"1"}', 400],
    ['2 MB', Buffer.alloc(2 * 1024 * 1024, 32), 413],
    ['an update of a kind nobody knows', '{"update_id":7,"novelty":{}}', 200],
    ['a message without a chat', '{"update_id":8,"message":{}}', 200],
  ] as const)('answers %s with a status and lives on', async (_, body, status) => {
    const { server, channel, post, close } = await webhookBench();
    const { heard, receive } = hearing();
    await channel.start(receive);
    expect(await post(body as string | Buffer)).toBe(status);
    server.says('vẫn nghe', { from: 11 });
    await vi.waitFor(() => expect(heard).toHaveLength(1), 5_000);
    await close();
  });

  it('refuses other methods, and asks Telegram to come again while it stops', async () => {
    const { channel, origin, post, close } = await webhookBench();
    await channel.start(async () => undefined);
    expect((await fetch(`${origin}/tg/x`)).status).toBe(405);
    await channel.stop();
    expect(await post('{"update_id":1}')).toBe(503);
    await close();
  });

  it('answers only when an update is dealt with, so that a crash loses none that waits', async () => {
    const { channel, post, close } = await webhookBench();
    const order: string[] = [];
    await channel.start(async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push('handled');
    });
    const body = {
      update_id: 1,
      message: { message_id: 1, chat: { id: 11, type: 'private' }, from: { id: 11 }, text: 'a' },
    };
    expect(await post(JSON.stringify(body))).toBe(200);
    order.push('answered');
    expect(order).toEqual(['handled', 'answered']);
    await close();
  });

  it('answers in the end, however long the handler takes', async () => {
    const { channel, post, close } = await webhookBench({ limits: { handlerMs: 1_000 } });
    let release: () => void = () => undefined;
    await channel.start(
      () =>
        new Promise((resolve) => {
          release = resolve;
        }),
    );
    expect(
      await post(
        JSON.stringify({
          update_id: 1,
          message: { message_id: 1, chat: { id: 11, type: 'private' }, from: { id: 11 }, text: 'a' },
        }),
      ),
    ).toBe(200);
    await vi.waitFor(() => release());
    await close();
  });

  it('is refused a weak secret', async () => {
    await expect(telegramBench({ webhook: { url: 'https://a.vn/x', secret: 'short' } })).rejects.toThrow(
      'TELEGRAM_WEBHOOK_SECRET',
    );
  });

  async function sentButton(channel: Bench['channel'], server: Bench['server']) {
    const [part] = channel.render({ ...message('Chọn'), buttons: [[{ label: 'Tắt', action: 'tat' }]] });
    if (part !== undefined) await channel.send({ chat: 'telegram:11' }, part);
    const [stored] = server.sent(11);
    if (stored === undefined) throw new Error('not sent');
    return stored;
  }
});

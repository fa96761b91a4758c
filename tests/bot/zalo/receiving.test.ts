import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { message } from '../../../src/news/message.ts';
import type { Incoming } from '../../../src/ports/channel.ts';
import { startBadNetwork } from '../../harness/bad-network.ts';
import { zaloBench } from './bench.ts';

type Bench = Awaited<ReturnType<typeof zaloBench>>;

const open: Bench[] = [];
const hint = message('Tôi chỉ đọc được tin nhắn chữ.');

async function bench(...how: Parameters<typeof zaloBench>): Promise<Bench> {
  const made = await zaloBench(...how);
  open.push(made);
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
  return {
    heard,
    texts: () => heard.map(({ text }) => text),
    receive: async (each: Incoming) => void heard.push(each),
  };
}

describe('polling', () => {
  it('takes 408 as silence and does not become a busy loop', async () => {
    const { server, channel, logged } = await bench();
    const { texts, receive } = hearing();
    await channel.start(receive);
    server.fault('getUpdates', { kind: 'refuse', code: 408, text: 'Request timeout' }, 3);
    await vi.waitFor(() => expect(channel.health().state).toBe('up'));
    server.says('chào', { from: 'ab01' });
    await vi.waitFor(() => expect(texts()).toEqual(['chào']), 10_000);
    expect(logged()).not.toContain('receiving failed');
    const polls = server.journal.filter(({ method }) => method === 'getUpdates').length;
    expect(polls).toBeLessThan(12);
  });

  it.each(['array', 'null-when-idle'] as const)('survives results of the shape %s', async (shape) => {
    const { server, channel } = await bench();
    const { texts, receive } = hearing();
    server.updates.shape = shape;
    await channel.start(receive);
    server.says('chào', { from: 'ab01' });
    await vi.waitFor(() => expect(texts()).toEqual(['chào']), 5_000);
  });

  it.each([
    { kind: 'server-error' },
    { kind: 'html-502' },
    { kind: 'drop-before' },
    { kind: 'truncated-json' },
    { kind: 'refuse', code: 500, text: 'oops' },
    { kind: 'refuse', code: 400, text: 'Bad Request: webhook is set' },
  ] as const)('gets over $kind on every method it needs', async (fault) => {
    const made = await bench();
    const { texts, receive } = hearing();
    for (const method of ['getMe', 'deleteWebhook', 'getUpdates']) made.server.fault(method, fault, 2);
    await made.channel.start(receive);
    // Zalo hands an update out once: one that a spoiled answer carried would be lost for good.
    await vi.waitFor(() => expect(made.channel.health().state).toBe('up'), 5_000);
    made.server.says('vẫn nghe', { from: 'ab01' });
    await vi.waitFor(() => expect(texts()).toEqual(['vẫn nghe']), 5_000);
    expect(made.logged()).not.toContain(made.server.token);
  });

  it('gives up an answer that never comes', async () => {
    const { server, channel } = await bench({ limits: { callMs: 200 } });
    const { texts, receive } = hearing();
    server.fault('getMe', { kind: 'hang' });
    server.fault('getUpdates', { kind: 'hang' });
    await channel.start(receive);
    server.says('vẫn nghe', { from: 'ab01' });
    await vi.waitFor(() => expect(texts()).toEqual(['vẫn nghe']), 5_000);
  });

  it.each(['ok-false-200', 'status-401', 'not-json'] as const)(
    'knows a dead token told as %s',
    async (how) => {
      const { server, channel } = await bench();
      server.deadToken = how;
      await channel.start(async () => undefined);
      expect(channel.health().state).toBe('unauthorized');
    },
  );

  it('hands over ids as text, and nothing that bots write', async () => {
    const { server, channel } = await bench();
    const { heard, receive } = hearing();
    await channel.start(receive);
    server.says('tự động', { from: 'b07', isBot: true });
    server.says('chào', { from: '00a1b2c3d4e5f6a7b8c9' });
    await vi.waitFor(() => expect(heard).toHaveLength(1), 5_000);
    expect(heard[0]).toMatchObject({
      chat: 'zalo:00a1b2c3d4e5f6a7b8c9',
      sender: 'zalo:00a1b2c3d4e5f6a7b8c9',
      kind: 'private',
      text: 'chào',
    });
    expect(server.warnings).toEqual([]);
  });
});

describe('what is no text', () => {
  it('gets one hint a day and chat, whatever it is', async () => {
    let now = Date.parse('2026-11-23T07:00+07:00');
    const { server, channel } = await bench({ onlyTextHint: hint, clock: { now: () => now } });
    const { texts, receive } = hearing();
    await channel.start(receive);
    const from = 'ab01';
    server.showsPhoto({ from });
    server.showsPhoto({ from }, 'photo');
    server.showsSticker({ from });
    server.speaks({ from });
    server.sendsUnsupported({ from });
    server.sendsNewKind({ from });
    server.says('xong', { from });
    await vi.waitFor(() => expect(texts()).toEqual(['xong']), 5_000);
    expect(server.sent(from).map(({ text }) => text)).toEqual(['Tôi chỉ đọc được tin nhắn chữ.']);
    now += 25 * 60 * 60 * 1000;
    server.sendsUnsupported({ from });
    await vi.waitFor(() => expect(server.sent(from)).toHaveLength(2), 5_000);
  });

  it('gets no hint when another process gave it', async () => {
    const seen = async (key: string) => key === 'zalo:hint:ab01';
    const { server, channel } = await bench({ onlyTextHint: hint, seen });
    const { texts, receive } = hearing();
    await channel.start(receive);
    server.showsPhoto({ from: 'ab01' });
    server.says('xong', { from: 'ab01' });
    await vi.waitFor(() => expect(texts()).toEqual(['xong']), 5_000);
    expect(server.sent()).toEqual([]);
  });
});

describe('groups', () => {
  it('are not served by a bot that cannot join any', async () => {
    const { server, channel } = await bench();
    const { texts, receive } = hearing();
    await channel.start(receive);
    server.says('nhóm', { from: 'ab01', group: 'c0ffee' });
    server.says('riêng', { from: 'ab01' });
    await vi.waitFor(() => expect(texts()).toEqual(['riêng']), 5_000);
  });

  it('are answered as groups, where nobody can prove to be an administrator', async () => {
    const { server, channel } = await bench({}, { canJoinGroups: true });
    const { heard, receive } = hearing();
    await channel.start(async (incoming) => {
      await receive(incoming);
      await incoming.reply(message('Đã nghe'));
    });
    server.says('nhóm', { from: 'ab01', group: 'c0ffee' });
    await vi.waitFor(() => expect(server.sent('c0ffee')).toHaveLength(1), 5_000);
    expect(heard[0]).toMatchObject({ chat: 'zalo:c0ffee', kind: 'group', sender: 'zalo:ab01' });
    expect(await heard[0]?.isChatAdmin()).toBe(false);
  });
});

describe('sending', () => {
  it('meets the quota and says that it binds everybody', async () => {
    const { server, channel } = await bench({}, { quota: { burst: 1, perSecond: 0, perDay: 10 } });
    server.says('a', { from: 'ab01' });
    const part = { text: 'Điểm tin', format: 'plain' } as const;
    expect(await channel.send({ chat: 'zalo:ab01' }, part)).toMatchObject({ kind: 'sent' });
    server.quota.retryAfterSeconds = 90;
    expect(await channel.send({ chat: 'zalo:ab01' }, part)).toEqual({
      kind: 'later',
      scope: 'platform',
      retryAfterMs: 90_000,
      reason: '429 Quota exceeded',
      flood: true,
    });
  });

  it.each([
    [{ kind: 'server-error' }, 'later', 0],
    [{ kind: 'drop-before' }, 'unknown', 0],
    [{ kind: 'no-message-id' }, 'sent', 1],
    [{ kind: 'hang' }, 'unknown', 0],
  ] as const)('after %j is %s', async (fault, kind, stored) => {
    const { server, channel } = await bench({ limits: { callMs: 200 } });
    server.says('a', { from: 'ab01' });
    server.fault('sendMessage', fault);
    const outcome = await channel.send({ chat: 'zalo:ab01' }, { text: 'Điểm tin', format: 'plain' });
    expect(outcome.kind).toBe(kind);
    expect(server.sent()).toHaveLength(stored);
  });

  it.each([
    ['swallows', 'CONNECT_UND_ERR_CONNECT_TIMEOUT'],
    ['resets', 'CONNECT_ECONNRESET'],
  ] as const)('over a network that %s every connection certainly sends nothing', async (how, reason) => {
    const network = await startBadNetwork(how);
    const { channel } = await bench({ apiRoot: network.origin, limits: { connectMs: 100 } });
    expect(await channel.send({ chat: 'zalo:ab01' }, { text: 'a', format: 'plain' })).toEqual({
      kind: 'later',
      scope: 'platform',
      reason,
    });
    await network.close();
  });

  it('cannot reach a chat that never wrote', async () => {
    const { channel } = await bench();
    const outcome = await channel.send({ chat: 'zalo:nobody' }, { text: 'a', format: 'plain' });
    expect(outcome).toEqual({ kind: 'gone', reason: 'not-found' });
  });
});

describe('the webhook', () => {
  const secret = 'zalo-secret-of-at-least-32-characters';

  async function webhookBench() {
    const made = await bench({ webhook: { url: 'https://bot.example.vn/zalo/x', secret } });
    const server = createServer((request, response) => void made.channel.handleWebhook(request, response));
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    made.server.sender.target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const close = async () => {
      await made.channel.stop();
      await made.server.sender.close();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    };
    return { ...made, close };
  }

  it('passes the probe, with or without the secret', async () => {
    for (const probeWithSecret of [true, false]) {
      const { server, channel, logged, close } = await webhookBench();
      server.sender.mode.probeWithSecret = probeWithSecret;
      await channel.start(async () => undefined);
      expect(channel.health().state).toBe('up');
      expect(server.sender.statuses).toEqual([200]);
      expect(logged()).not.toContain('not verified');
      await close();
    }
  });

  it.each([
    ['flat', true],
    ['flat', false],
    ['wrapped', true],
    ['wrapped', false],
  ] as const)(
    'reads %s bodies, content type %s, each once although they come twice',
    async (shape, contentType) => {
      const { server, channel, close } = await webhookBench();
      const { texts, receive } = hearing();
      Object.assign(server.sender.mode, { shape, contentType, duplicates: true });
      await channel.start(receive);
      server.says('một', { from: 'ab01' });
      server.says('hai', { from: 'ab01' });
      await vi.waitFor(() => expect(server.sender.statuses).toEqual([200, 200, 200, 200, 200]), 5_000);
      await vi.waitFor(() => expect(texts()).toEqual(['một', 'hai']));
      await close();
    },
  );

  it.each(['wrong', 'none'] as const)('lets nobody in with %s secret', async (given) => {
    const { server, channel, close } = await webhookBench();
    const { texts, receive } = hearing();
    await channel.start(receive);
    server.sender.mode.secret = given;
    expect(await server.sender.deliver(JSON.stringify({ event_name: 'message.text.received' }))).toBe(403);
    server.sender.mode.secret = 'right';
    server.says('thật', { from: 'ab01' });
    await vi.waitFor(() => expect(texts()).toEqual(['thật']), 5_000);
    await close();
  });

  it.each([
    ['{', 400],
    ['null', 400],
    ['[]', 400],
    ['{}', 200],
    ['{"event_name":"message.text.received","message":{"chat":null}}', 200],
    [' '.repeat(2 * 1024 * 1024), 413],
  ])('answers %.20s with %i', async (body, status) => {
    const { server, channel, close } = await webhookBench();
    await channel.start(async () => undefined);
    expect(await server.sender.deliver(body)).toBe(status);
    await close();
  });

  it('tells the operator when the address could not be verified', async () => {
    const { server, channel, logged, close } = await webhookBench();
    server.sender.target = 'http://127.0.0.1:9';
    await channel.start(async () => undefined);
    expect(logged()).toContain('webhook.unreachable');
    await close();
  });

  it('is refused a weak secret', async () => {
    await expect(zaloBench({ webhook: { url: 'https://a.vn/x', secret: 'short' } })).rejects.toThrow(
      'ZALO_WEBHOOK_SECRET',
    );
  });
});

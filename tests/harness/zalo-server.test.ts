import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startZaloServer, type ZaloServer } from './zalo-server.ts';

let now: number;
let server: ZaloServer;

beforeEach(async () => {
  now = Date.parse('2026-11-23T07:00+07:00');
  server = await startZaloServer({ now: () => now, quota: { burst: 2, perSecond: 1, perDay: 3 } });
});

afterEach(async () => {
  await server.close().catch(() => undefined);
});

async function call(method: string, parameters: object = {}) {
  const response = await fetch(`${server.apiRoot}/bot${server.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: JSON.parse(await response.text()) as object,
  };
}

describe('the Zalo server', () => {
  it('tells refusals with status 200, and knows methods by their exact case', async () => {
    expect(await call('getme')).toMatchObject({ status: 200, body: { ok: false, error_code: 400 } });
    await expect(server.close()).rejects.toThrow('method getme');
  });

  it('fails the test for parameters that do not exist', async () => {
    server.says('a', { from: 'ab01' });
    await call('sendMessage', { chat_id: 'ab01', text: 'a', reply_markup: {} });
    await expect(server.close()).rejects.toThrow('reply_markup');
  });

  it.each([
    ['ok-false-200', 200],
    ['status-401', 401],
  ] as const)('tells a dead token as %s', async (how, status) => {
    server.deadToken = how;
    expect(await call('getMe')).toMatchObject({ status, body: { ok: false, error_code: 401 } });
  });

  it('hands out one update a call, once, and is idle with an error', async () => {
    server.says('một', { from: 'ab01' });
    server.says('hai', { from: 'ab01' });
    expect(await call('getUpdates', { timeout: '1' })).toMatchObject({
      body: { result: { event_name: 'message.text.received', message: { text: 'một', date: now } } },
    });
    expect(await call('getUpdates', { timeout: '1' })).toMatchObject({
      body: { result: { message: { text: 'hai', chat: { id: 'ab01', chat_type: 'PRIVATE' } } } },
    });
    expect(await call('getUpdates', { timeout: '0' })).toMatchObject({
      status: 200,
      body: { ok: false, error_code: 408, description: 'Request timeout' },
    });
  });

  it.each([
    [{ text: '' }, 400],
    [{ text: 'a'.repeat(2_001) }, 400],
    [{ text: 'a', chat_id: 'stranger' }, 404],
    [{ text: 'a', chat_id: '' }, 400],
  ])('refuses %j', async (parameters, code) => {
    server.says('a', { from: 'ab01' });
    expect(await call('sendMessage', { chat_id: 'ab01', ...parameters })).toMatchObject({
      body: { ok: false, error_code: code },
    });
  });

  it('warns of a chat id that is no text', async () => {
    server.says('a', { from: '5' });
    expect(await call('sendMessage', { chat_id: 5, text: 'a' })).toMatchObject({ body: { ok: true } });
    expect(server.warnings).toEqual(['chat_id of sendMessage is no string']);
  });

  it('has a quota for the moment and one for the day, without a hint how long to wait', async () => {
    server.says('a', { from: 'ab01' });
    const send = async () => await call('sendMessage', { chat_id: 'ab01', text: 'a' });
    await send();
    await send();
    const third = await send();
    expect(third).toMatchObject({ status: 200, body: { error_code: 429, description: 'Quota exceeded' } });
    expect(third.headers.get('retry-after')).toBeNull();
    now += 1_000;
    expect(await send()).toMatchObject({ body: { ok: true } });
    now += 10_000;
    server.quota.retryAfterSeconds = 60;
    expect((await send()).headers.get('retry-after')).toBe('60');
    now += 24 * 60 * 60 * 1000;
    expect(await send()).toMatchObject({ body: { ok: true } });
    expect(server.sent('ab01')).toHaveLength(4);
  });

  it('keeps a webhook whose probe failed, and says so', async () => {
    server.sender.target = 'http://127.0.0.1:9';
    expect(
      await call('setWebhook', { url: 'https://bot.example.vn/z', secret_token: 'x'.repeat(8) }),
    ).toMatchObject({
      body: { ok: true, result: { verification: { ok: false, outcome: 'webhook.unreachable' } } },
    });
    expect(await call('getUpdates', { timeout: '0' })).toMatchObject({ body: { error_code: 400 } });
    expect(
      await call('setWebhook', { url: 'https://127.0.0.1/z', secret_token: 'x'.repeat(8) }),
    ).toMatchObject({
      body: { ok: false, error_code: 400 },
    });
  });

  it('takes photos, stickers and the typing sign', async () => {
    server.says('a', { from: 'ab01' });
    const to = { chat_id: 'ab01' };
    expect(await call('sendPhoto', { ...to, photo: 'https://a.example.vn/1.jpg' })).toMatchObject({
      body: { ok: true },
    });
    expect(await call('sendSticker', { ...to, sticker: 'e8f4' })).toMatchObject({ body: { ok: true } });
    expect((await call('sendChatAction', { ...to, action: 'typing' })).body).toEqual({ ok: true });
  });
});

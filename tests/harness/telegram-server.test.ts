import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTelegramServer, type TelegramServer } from './telegram-server.ts';

let now: number;
let server: TelegramServer;

beforeEach(async () => {
  now = Date.parse('2026-11-23T07:00+07:00');
  server = await startTelegramServer({ now: () => now });
  server.user(11, { language_code: 'vi' });
});

afterEach(async () => {
  await server.close().catch(() => undefined);
});

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly ok: boolean;
    readonly result?: any;
    readonly description?: string;
    readonly parameters?: object;
  };
}

async function request(path: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(server.apiRoot + path, init);
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Answer['body'],
  };
}

async function call(method: string, parameters: object = {}): Promise<Answer> {
  return await request(`/bot${server.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  });
}

async function refusal(method: string, parameters: object): Promise<string> {
  const { status, body } = await call(method, parameters);
  expect(body.ok).toBe(false);
  expect(body.description).toBeDefined();
  return `${status} ${body.description ?? ''}`;
}

const send = (text: string, over: object = {}) => call('sendMessage', { chat_id: 11, text, ...over });

describe('the wire', () => {
  it('finds methods whatever their case, by GET and POST', async () => {
    expect((await request(`/bot${server.token}/GETME`)).body.result).toMatchObject({ is_bot: true });
  });

  it('takes JSON, forms, multipart and the query alike', async () => {
    const path = `/bot${server.token}/sendMessage`;
    const form = new URLSearchParams({ chat_id: '11', text: '1' });
    const multipart = new FormData();
    multipart.set('chat_id', '11');
    multipart.set('text', 'Thép &');
    await request(path, { method: 'POST', body: form });
    await request(path, { method: 'POST', body: multipart });
    await request(`${path}?chat_id=11&text=3`);
    expect(server.sent(11).map(({ text }) => text)).toEqual(['1', 'Thép &', '3']);
  });

  it('refuses wrong paths, tokens and methods with their texts', async () => {
    expect(await request('/nothing')).toMatchObject({ status: 404, body: { description: 'Not Found' } });
    expect((await request('/bot123/getMe')).body.description).toBe('Unauthorized: invalid token specified');
    expect(await request('/bot1:abc/getMe')).toMatchObject({
      status: 401,
      body: { description: 'Unauthorized' },
    });
    expect(await refusal('sendMesage', {})).toBe('404 Not Found: method not found');
    await expect(server.close()).rejects.toThrow('unknown method sendmesage');
  });

  it('fails the test for parameters that do not exist', async () => {
    expect((await send('a', { disable_web_page_previw: true })).status).toBe(400);
    await expect(server.close()).rejects.toThrow('disable_web_page_previw');
  });
});

describe('messages', () => {
  it('come back with id, seconds, and entities', async () => {
    const { body } = await send('<b>Thép</b>', { parse_mode: 'html' });
    expect(body.result).toMatchObject({
      message_id: 1,
      date: now / 1000,
      chat: { id: 11, type: 'private' },
      text: 'Thép',
      entities: [{ type: 'bold', offset: 0, length: 4 }],
    });
  });

  it.each([
    [{ text: '' }, '400 Bad Request: message text is empty'],
    [{ text: ' \n ' }, '400 Bad Request: text must be non-empty'],
    [{ text: '<b></b>', parse_mode: 'HTML' }, '400 Bad Request: text must be non-empty'],
    [{ text: 'ệ'.repeat(4_097) }, '400 Bad Request: message is too long'],
    [{ text: 'ệ'.repeat(11_000) }, '400 Bad Request: text is too long'],
    [{ text: 'a', parse_mode: 'BBCode' }, '400 Bad Request: unsupported parse_mode'],
    [{ text: 'a', chat_id: '' }, '400 Bad Request: chat_id is empty'],
    [{ text: 'a', chat_id: 404 }, '400 Bad Request: chat not found'],
    [{ text: 'a', message_thread_id: 7 }, '400 Bad Request: message thread not found'],
    [{ text: 'a', reply_parameters: { message_id: 9 } }, '400 Bad Request: message to be replied not found'],
  ])('%j is refused', async (parameters, expected) => {
    expect(await refusal('sendMessage', { chat_id: 11, ...parameters })).toBe(expected);
  });

  it('count code points after parsing: 4096 emoji in bold pass', async () => {
    expect((await send(`<b>${'😀'.repeat(4_096)}</b>`, { parse_mode: 'HTML' })).status).toBe(200);
  });

  it.each([
    [[[{ text: 'a', callback_data: 'x'.repeat(65) }]], 'BUTTON_DATA_INVALID'],
    [[[{ text: 'a', callback_data: 'ệ'.repeat(22) }]], 'BUTTON_DATA_INVALID'],
    [[[{ text: ' ', callback_data: 'x' }]], 'inline keyboard button text must be non-empty'],
    [Array.from({ length: 101 }, () => [{ text: 'a', callback_data: 'x' }]), 'reply markup is too long'],
    [[Array.from({ length: 9 }, () => ({ text: 'a', callback_data: 'x' }))], 'reply markup is too long'],
  ])('with a keyboard that does not fit are refused', async (inline_keyboard, expected) => {
    const parameters = { chat_id: 11, text: 'a', reply_markup: { inline_keyboard } };
    expect(await refusal('sendMessage', parameters)).toBe(`400 Bad Request: ${expected}`);
  });

  it('are edited, unless nothing changes or nothing is there', async () => {
    await send('a');
    const edit = { chat_id: 11, message_id: 1 };
    expect((await call('editMessageText', { ...edit, text: 'b' })).body.result).toMatchObject({ text: 'b' });
    expect(await refusal('editMessageText', { ...edit, text: 'b' })).toMatch(
      /^400 Bad Request: message is not modified: specified new message content/,
    );
    expect(await refusal('editMessageText', { ...edit, message_id: 9, text: 'b' })).toBe(
      '400 Bad Request: message to edit not found',
    );
  });
});

describe('chats', () => {
  it.each([
    [{ blocked: true }, '403 Forbidden: bot was blocked by the user'],
    [{ deactivated: true }, '403 Forbidden: user is deactivated'],
    [{ started: false }, "403 Forbidden: bot can't initiate conversation with a user"],
    [{ is_bot: true }, "403 Forbidden: the bot can't send messages to the bot"],
  ])('of a user %j are closed', async (over, expected) => {
    server.user(12, over);
    expect(await refusal('sendMessage', { chat_id: 12, text: 'a' })).toBe(expected);
  });

  it.each([
    ['group', { bot: 'kicked' }, '403 Forbidden: bot was kicked from the group chat'],
    ['supergroup', { bot: 'kicked' }, '403 Forbidden: bot was kicked from the supergroup chat'],
    ['channel', { bot: 'left' }, '403 Forbidden: bot is not a member of the channel chat'],
    ['group', { deleted: true }, '403 Forbidden: the group chat was deleted'],
    ['channel', { canPost: false }, '400 Bad Request: need administrator rights in the channel chat'],
    ['group', { canSend: false }, '400 Bad Request: not enough rights to send text messages to the chat'],
  ] as const)('of the kind %s with %j are closed', async (type, over, expected) => {
    server.chat(-5, type, over);
    expect(await refusal('sendMessage', { chat_id: -5, text: 'a' })).toBe(expected);
  });

  it('keep their name where they have one', async () => {
    server.chat(-100_5, 'channel', { username: 'tinthep' });
    expect((await call('sendMessage', { chat_id: '@tinthep', text: 'a' })).status).toBe(200);
  });

  it('tell the new id of a group that migrated', async () => {
    server.chat(-5, 'group');
    server.migrates(-5, -100_500);
    expect(await call('sendMessage', { chat_id: -5, text: 'a' })).toMatchObject({
      status: 400,
      body: {
        description: 'Bad Request: group chat was upgraded to a supergroup chat',
        parameters: { migrate_to_chat_id: -100_500 },
      },
    });
  });

  it('with closed topics say so in capitals', async () => {
    server.chat(-100_5, 'supergroup', { forum: true, topics: new Map([[7, 'closed']]) });
    const parameters = { chat_id: -100_5, text: 'a' };
    expect(await refusal('sendMessage', { ...parameters, message_thread_id: 7 })).toBe(
      '400 Bad Request: TOPIC_CLOSED',
    );
    expect(await refusal('sendMessage', { ...parameters, message_thread_id: 1 })).toBe(
      '400 Bad Request: message thread not found',
    );
  });
});

describe('the pace', () => {
  it('of one chat is a small burst, then one a second', async () => {
    const statuses = [];
    for (let at = 0; at < 4; at += 1) statuses.push((await send(`${at}`)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    now += 1_000;
    expect((await send('again')).status).toBe(200);
  });

  it('is told in the body and in a header', async () => {
    for (let at = 0; at < 3; at += 1) await send('a');
    const { headers, body } = await send('a');
    expect(body).toMatchObject({
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    });
    expect(headers.get('retry-after')).toBe('1');
  });

  it('punishes those who do not wait', async () => {
    for (let at = 0; at < 4; at += 1) await send('a');
    expect((await send('a')).body.parameters).toEqual({ retry_after: 2 });
    expect((await send('a')).body.parameters).toEqual({ retry_after: 8 });
    now += 8_000;
    expect((await send('a')).status).toBe(200);
  });

  it('of a group is 20 a minute', async () => {
    server.chat(-5, 'group');
    for (let at = 0; at < 20; at += 1) {
      expect((await call('sendMessage', { chat_id: -5, text: 'a' })).status).toBe(200);
      now += 1_000;
    }
    expect((await call('sendMessage', { chat_id: -5, text: 'a' })).body.parameters).toEqual({
      retry_after: 40,
    });
  });

  it('of all chats is 30 a second', async () => {
    const statuses = [];
    for (let id = 100; id < 131; id += 1) {
      server.user(id);
      statuses.push((await call('sendMessage', { chat_id: id, text: 'a' })).status);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(30);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('updates', () => {
  const ids = (answer: Answer) => answer.body.result.map((update: { update_id: number }) => update.update_id);

  it('are repeated until an offset confirms them', async () => {
    const first = server.says('một', { from: 11 }) ?? 0;
    const second = server.says('hai', { from: 11 }) ?? 0;
    expect(ids(await call('getUpdates'))).toEqual([first, second]);
    expect(ids(await call('getUpdates', { offset: second, limit: 1 }))).toEqual([second]);
    expect(ids(await call('getUpdates', { offset: second + 1 }))).toEqual([]);
  });

  it('are waited for, and only those that were asked for', async () => {
    const waiting = call('getUpdates', { timeout: 10, allowed_updates: ['message'] });
    await vi.waitFor(() => expect(server.journal.at(-1)?.method).toBe('getupdates'));
    server.blocks(11);
    const id = server.says('một', { from: 11 });
    expect(ids(await waiting)).toEqual([id]);
  });

  it('are given to one poller at a time', async () => {
    const first = call('getUpdates', { timeout: 10 });
    await vi.waitFor(() => expect(server.journal.at(-1)?.method).toBe('getupdates'));
    const second = call('getUpdates', { timeout: 10 });
    expect(await first).toMatchObject({
      status: 409,
      body: { description: expect.stringContaining('terminated by other getUpdates request') },
    });
    server.says('một', { from: 11 });
    expect(ids(await second)).toHaveLength(1);
  });

  it('are not polled while a webhook is set, and the webhook must be a proper one', async () => {
    expect(await refusal('setWebhook', { url: 'http://bot.example.vn/x' })).toContain(
      'An HTTPS URL must be provided',
    );
    expect(await refusal('setWebhook', { url: 'https://bot.example.vn:8080/x' })).toContain(
      '80, 88, 443 or 8443',
    );
    expect(await refusal('setWebhook', { url: 'https://bot.example.vn/x', secret_token: 'a b' })).toBe(
      '400 Bad Request: secret token contains unallowed characters',
    );
    expect((await call('setWebhook', { url: 'https://bot.example.vn/x' })).body.result).toBe(true);
    expect(await refusal('setWebhook', { url: 'https://bot.example.vn/x' })).toContain('retry after 1');
    expect(await refusal('getUpdates', {})).toContain(
      "409 Conflict: can't use getUpdates method while webhook is active",
    );
  });

  it('are kept 24 hours', async () => {
    server.says('cũ', { from: 11 });
    now += 25 * 60 * 60 * 1000;
    expect(ids(await call('getUpdates'))).toEqual([]);
  });

  it('of a group keep its privacy', () => {
    server.chat(-5, 'group');
    expect(server.says('chuyện riêng', { from: 11, chat: -5 })).toBeUndefined();
    expect(server.says('/diemtin', { from: 11, chat: -5 })).toBeDefined();
    expect(server.says('@diemtin_thu_bot thép', { from: 11, chat: -5 })).toBeDefined();
  });
});

describe('taps and menus', () => {
  it('are answered in time or not at all', async () => {
    await send('a', { reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'x' }]] } });
    const query = server.taps(11, 1, 'x');
    expect((await call('answerCallbackQuery', { callback_query_id: query, text: 'ok' })).status).toBe(200);
    now += 61_000;
    expect(await refusal('answerCallbackQuery', { callback_query_id: query })).toContain('query is too old');
    expect(await refusal('answerCallbackQuery', { callback_query_id: 'forged' })).toContain(
      'query is too old',
    );
    expect(() => server.taps(11, 1, 'no such button')).toThrow('has no button');
  });

  it('are checked name by name', async () => {
    const commands = [{ command: 'Tìm', description: 'Tìm tin' }];
    expect(await refusal('setMyCommands', { commands })).toBe('400 Bad Request: BOT_COMMAND_INVALID');
    const results = Array.from({ length: 51 }, () => ({}));
    expect(await refusal('answerInlineQuery', { inline_query_id: 'q', results })).toContain(
      'query is too old',
    );
  });
});

describe('faults', () => {
  it.each([
    ['drop-before', 0],
    ['drop-after', 1],
  ] as const)('%s cuts the connection', async (kind, stored) => {
    server.faults.next('sendMessage', { kind });
    await expect(send('a')).rejects.toThrow('fetch failed');
    expect(server.sent(11)).toHaveLength(stored);
    expect(server.journal.at(-1)?.outcome).toBe('cut');
  });

  it('come by chance as often as a seed says, and end with clear', async () => {
    let at = 0;
    server.faults.chance('*', { kind: 'json-500' }, 0.5, () => [0.4, 0.6][at++ % 2] ?? 0);
    expect([(await send('a')).status, (await send('b')).status]).toEqual([500, 200]);
    server.faults.clear();
    expect((await send('c')).status).toBe(200);
  });

  it('are scripted for any method, also with a flood', async () => {
    server.faults.next('getMe', { kind: 'flood', seconds: 5 });
    expect(await call('getMe')).toMatchObject({ status: 429, body: { parameters: { retry_after: 5 } } });
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SendOutcome } from '../../../src/news/delivery.ts';
import { type Message, message } from '../../../src/news/message.ts';
import type { Incoming } from '../../../src/ports/channel.ts';
import { startBadNetwork } from '../../harness/bad-network.ts';
import { telegramBench } from './bench.ts';

let bench: Awaited<ReturnType<typeof telegramBench>>;

beforeEach(async () => {
  bench = await telegramBench();
  bench.server.user(11);
  bench.server.user(12);
});

afterEach(async () => {
  await bench.channel.stop();
  if (bench.logged().includes(bench.server.token)) throw new Error('the token was logged');
  await bench.server.close();
});

const choice: Message = {
  ...message('Chọn chủ đề'),
  buttons: [[{ label: 'Thép', action: 'chude +thep' }]],
};

async function send(to: number, what: Message | string, threadId?: number): Promise<SendOutcome> {
  const [part] = bench.channel.render(typeof what === 'string' ? message(what) : what);
  if (part === undefined) throw new Error('nothing rendered');
  const thread = threadId === undefined ? {} : { threadId };
  return await bench.channel.send({ chat: `telegram:${to}`, ...thread }, part);
}

/** Starts, lets `act` do something, and returns the first thing heard after `answer` was given. */
async function hear(act: () => unknown, answer?: (incoming: Incoming) => Promise<void>): Promise<Incoming> {
  const heard: Incoming[] = [];
  await bench.channel.start(async (incoming) => {
    await answer?.(incoming);
    heard.push(incoming);
  });
  act();
  await vi.waitFor(() => expect(heard).toHaveLength(1), 5_000);
  const [first] = heard;
  if (first === undefined) throw new Error('nothing heard');
  return first;
}

describe('sending', () => {
  it('gives links without previews, and buttons', async () => {
    await send(11, choice);
    const [call] = bench.server.journal.filter(({ method }) => method === 'sendmessage');
    expect(call?.parameters).toMatchObject({
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    });
    expect(bench.server.sent(11)[0]?.reply_markup).toEqual({
      inline_keyboard: [[{ text: 'Thép', callback_data: 'chude +thep' }]],
    });
  });

  it('sends the words alone when the markup is refused, once', async () => {
    const broken = { text: '<b>Giá thép &amp; than</i>', format: 'telegram-html' } as const;
    expect(await bench.channel.send({ chat: 'telegram:11' }, broken)).toMatchObject({ kind: 'sent' });
    expect(bench.server.sent(11).map(({ text }) => text)).toEqual(['Giá thép & than']);
  });

  it('tells blocked, deactivated, never started and unknown readers apart', async () => {
    bench.server.user(21, { blocked: true });
    bench.server.user(22, { deactivated: true });
    bench.server.user(23, { started: false });
    expect(await send(21, 'a')).toEqual({ kind: 'gone', reason: 'blocked' });
    expect(await send(22, 'a')).toEqual({ kind: 'gone', reason: 'deactivated' });
    expect(await send(23, 'a')).toEqual({ kind: 'gone', reason: 'blocked' });
    expect(await send(24, 'a')).toEqual({ kind: 'gone', reason: 'not-found' });
  });

  it('tells what became of groups and channels', async () => {
    bench.server.chat(-1, 'group', { bot: 'kicked' });
    bench.server.chat(-2, 'supergroup', { bot: 'left' });
    bench.server.chat(-3, 'supergroup', { canSend: false });
    bench.server.chat(-4, 'channel', { canPost: false });
    bench.server.chat(-5, 'group', { deleted: true });
    expect(await send(-1, 'a')).toEqual({ kind: 'gone', reason: 'kicked' });
    expect(await send(-2, 'a')).toEqual({ kind: 'gone', reason: 'kicked' });
    expect(await send(-3, 'a')).toEqual({ kind: 'gone', reason: 'no-rights' });
    expect(await send(-4, 'a')).toEqual({ kind: 'gone', reason: 'no-rights' });
    expect(await send(-5, 'a')).toEqual({ kind: 'gone', reason: 'deactivated' });
  });

  it('addresses forum topics, the General one without its id, and knows closed ones', async () => {
    const topics = new Map([
      [7, 'open'],
      [8, 'closed'],
      [9, 'deleted'],
    ] as const);
    bench.server.chat(-100_1, 'supergroup', { forum: true, topics });
    expect(await send(-100_1, 'vào mục', 7)).toMatchObject({ kind: 'sent' });
    expect(await send(-100_1, 'vào mục chung', 1)).toMatchObject({ kind: 'sent' });
    expect(await send(-100_1, 'a', 8)).toEqual({ kind: 'gone', reason: 'topic-closed' });
    expect(await send(-100_1, 'a', 9)).toEqual({ kind: 'gone', reason: 'topic-closed' });
    expect(bench.server.sent(-100_1).map(({ threadId }) => threadId)).toEqual([7, undefined]);
  });

  it('names the new home of a group that became a supergroup', async () => {
    bench.server.chat(-6, 'group');
    bench.server.migrates(-6, -100_600);
    expect(await send(-6, 'a')).toEqual({ kind: 'moved', to: 'telegram:-100600' });
    expect(await send(-100_600, 'a')).toMatchObject({ kind: 'sent' });
  });

  it('meets the pace of one chat, and takes the second waiting chat as a pause of everything', async () => {
    const burst: SendOutcome[] = [];
    for (let at = 0; at < 4; at += 1) burst.push(await send(11, `số ${at}`));
    expect(burst.map(({ kind }) => kind)).toEqual(['sent', 'sent', 'sent', 'later']);
    expect(burst[3]).toMatchObject({ retryAfterMs: 1_000, scope: 'chat' });
    bench.server.faults.next('sendMessage', { kind: 'flood', seconds: 30 });
    expect(await send(12, 'a')).toMatchObject({ kind: 'later', retryAfterMs: 30_000, scope: 'platform' });
  });

  it.each([
    ['a gateway page before it was stored', { kind: 'html-502' }, 0],
    ['a gateway page after it was stored', { kind: 'html-502-after' }, 1],
    ['an internal error', { kind: 'json-500' }, 0],
    ['a cut before it was stored', { kind: 'drop-before' }, 0],
  ] as const)('does not guess after %s', async (_, fault, stored) => {
    bench.server.faults.next('sendMessage', fault);
    expect(await send(11, 'a')).toMatchObject({ kind: 'unknown' });
    expect(bench.server.sent(11)).toHaveLength(stored);
  });

  it('sends nothing of a text beyond the limits', async () => {
    const part = { text: 'ệ'.repeat(4_097), format: 'telegram-html' } as const;
    expect(await bench.channel.send({ chat: 'telegram:11' }, part)).toEqual({
      kind: 'refused',
      reason: '400 Bad Request: message is too long',
    });
  });
});

describe('a network that lets no connection come about', () => {
  it.each([
    ['swallows', 'CONNECT_TIMEOUT'],
    ['resets', 'CONNECT_ECONNRESET'],
  ] as const)('and %s is known not to have taken a message', async (how, reason) => {
    const network = await startBadNetwork(how);
    const blocked = await telegramBench({
      apiRoot: network.origin,
      limits: { connectMs: 100, callMs: 5_000 },
    });
    const part = { text: 'a', format: 'plain' } as const;
    expect(await blocked.channel.send({ chat: 'telegram:11' }, part)).toEqual({
      kind: 'later',
      scope: 'platform',
      reason,
    });
    await blocked.server.close();
    await network.close();
  });
});

describe('a tap', () => {
  async function card(): Promise<number> {
    const outcome = await send(11, choice);
    return outcome.kind === 'sent' ? Number(outcome.messageId) : 0;
  }

  it('is acknowledged with a notice, and its card replaced', async () => {
    const id = await card();
    const incoming = await hear(
      () => bench.server.taps(11, id, 'chude +thep'),
      async (tap) => {
        await tap.pressed?.acknowledge('Đã chọn thép');
        await tap.reply(message('Đã chọn: Thép'), { edit: true });
      },
    );
    expect(incoming).toMatchObject({ text: 'chude +thep', sender: 'telegram:11' });
    await vi.waitFor(() =>
      expect(bench.server.notices).toEqual([{ queryId: 'query1', text: 'Đã chọn thép' }]),
    );
    expect(bench.server.sent(11).map(({ text }) => text)).toEqual(['Đã chọn: Thép']);
  });

  it('is acknowledged although the handler forgot it or failed', async () => {
    const id = await card();
    await bench.channel.start(() => Promise.reject(new Error('fault')));
    bench.server.taps(11, id, 'chude +thep');
    await vi.waitFor(() => expect(bench.server.notices).toHaveLength(1), 5_000);
  });

  it('that changes nothing is fine', async () => {
    const id = await card();
    const outcomes: SendOutcome[] = [];
    await hear(
      () => bench.server.taps(11, id, 'chude +thep'),
      async (tap) => void outcomes.push(await tap.reply(choice, { edit: true })),
    );
    expect(outcomes).toEqual([{ kind: 'sent', messageId: String(id) }]);
    expect(bench.server.sent(11)).toHaveLength(1);
  });

  it('on a card that is gone is answered by a new message', async () => {
    const id = await card();
    await hear(
      () => {
        bench.server.taps(11, id, 'chude +thep');
        bench.server.world.chats.get(11)?.messages.delete(id);
      },
      async (tap) => void (await tap.reply(message('Đã chọn'), { edit: true })),
    );
    expect(bench.server.sent(11).map(({ text }) => text)).toEqual(['Đã chọn']);
  });

  it('by a stranger on a card of a group proves no right', async () => {
    bench.server.chat(-7, 'supergroup', { members: new Map([[12, 'administrator']]) });
    await send(-7, choice);
    const rights: boolean[] = [];
    await bench.channel.start(async (tap) => void rights.push(await tap.isChatAdmin()));
    bench.server.taps(11, 1, 'chude +thep', -7);
    bench.server.taps(12, 1, 'chude +thep', -7);
    await vi.waitFor(() => expect(rights).toEqual([false, true]), 5_000);
  });

  it('too old to be acknowledged disturbs nobody', async () => {
    const id = await card();
    bench.server.faults.next('answerCallbackQuery', {
      kind: 'refuse',
      code: 400,
      text: 'query is too old and response timeout expired or query ID is invalid',
    });
    const incoming = await hear(() => bench.server.taps(11, id, 'chude +thep'));
    await expect(incoming.pressed?.acknowledge()).resolves.toBeUndefined();
  });
});

describe('groups', () => {
  it('hear commands, mentions and replies, and are answered in their topic', async () => {
    bench.server.chat(-100_8, 'supergroup', { forum: true, topics: new Map([[7, 'open']]) });
    const incoming = await hear(
      () => {
        bench.server.says('chuyện riêng', { from: 11, chat: -100_8, threadId: 7 });
        bench.server.says('/diemtin@bot_khac', { from: 11, chat: -100_8, threadId: 7 });
        bench.server.says('/diemtin@diemtin_thu_bot', { from: 11, chat: -100_8, threadId: 7 });
      },
      async (each) => void (await each.reply(message('Điểm tin'))),
    );
    expect(incoming).toMatchObject({ text: '/diemtin', kind: 'group', threadId: 7 });
    expect(bench.server.sent(-100_8)).toMatchObject([{ text: 'Điểm tin', threadId: 7 }]);
  });

  it('may be set up by an anonymous administrator, who is nobody', async () => {
    bench.server.chat(-9, 'supergroup');
    const incoming = await hear(() =>
      bench.server.says('/gio 07:00', { chat: -9, from: 11, anonymous: true }),
    );
    expect(incoming).not.toHaveProperty('sender');
    expect(await incoming.isChatAdmin()).toBe(true);
  });

  it('grant nothing when Telegram cannot say who administers them', async () => {
    bench.server.chat(-9, 'supergroup', { members: new Map([[11, 'creator']]) });
    const incoming = await hear(() => bench.server.says('/gio 07:00', { chat: -9, from: 11 }));
    bench.server.faults.next('getChatMember', { kind: 'html-502' });
    expect(await incoming.isChatAdmin()).toBe(false);
    expect(await incoming.isChatAdmin()).toBe(true);
  });

  it('tell that we were put out and taken in', async () => {
    bench.server.chat(-9, 'supergroup');
    const heard: (string | undefined)[] = [];
    await bench.channel.start(async ({ membership }) => void heard.push(membership));
    bench.server.removesBot(-9, 11);
    bench.server.addsBot(-9, 11);
    bench.server.blocks(12);
    bench.server.unblocks(12);
    await vi.waitFor(() => expect(heard).toHaveLength(4), 5_000);
    expect(heard.filter((each) => each === 'gone')).toHaveLength(2);
    expect(heard.filter((each) => each === 'back')).toHaveLength(2);
  });
});

describe('a reader who waits for an answer', () => {
  it('gets it after a short pause that Telegram asked for', async () => {
    bench.server.faults.next('sendMessage', { kind: 'flood', seconds: 1 });
    const outcomes: SendOutcome[] = [];
    await hear(
      () => bench.server.says('/trogiup', { from: 11 }),
      async (incoming) => void outcomes.push(await incoming.reply(message('Trợ giúp'))),
    );
    expect(outcomes).toMatchObject([{ kind: 'sent' }]);
  });

  it('is told nothing twice when the pause is long', async () => {
    bench.server.faults.next('sendMessage', { kind: 'flood', seconds: 60 });
    const outcomes: SendOutcome[] = [];
    await hear(
      () => bench.server.says('/trogiup', { from: 11 }),
      async (incoming) => void outcomes.push(await incoming.reply(message('Trợ giúp'))),
    );
    expect(outcomes).toMatchObject([{ kind: 'later', retryAfterMs: 60_000 }]);
    expect(bench.server.sent(11)).toEqual([]);
  });
});

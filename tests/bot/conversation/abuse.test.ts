import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { commands } from '../../../src/bot/commands.ts';
import { renderPlain } from '../../../src/digest/plain.ts';
import { renderTelegram } from '../../../src/digest/telegram.ts';
import { telegramBench } from '../telegram/bench.ts';
import { feed, source } from './newsroom.ts';
import { ADMIN, openHouse, openStage } from './stage.ts';

const adminCommands = commands.filter(({ who }) => who === 'admin');
const url = 'https://bao-moi.example/rss';

/** What an attacker would like to see change. */
async function stateOf({ house, sources }: Pick<ReturnType<typeof openHouse>, 'house' | 'sources'>) {
  return JSON.stringify([
    (await sources.list()).map((each) => each.source),
    await house.addedAdmins?.list(),
    await house.editors.all(),
    await house.broadcasts.current(),
    await house.chats.get('telegram:-200'),
  ]);
}

describe('a stranger on admin commands', () => {
  let stage: ReturnType<typeof openStage>;
  let removed: readonly string[];
  beforeEach(async () => {
    const addresses = new Map([[url, feed('bao-moi', { source: source('bao-moi', { url }) })]]);
    stage = openStage({ addresses });
    await stage.addSource(source('cu'));
    await stage.says('/gio 07:00', { chat: 'telegram:-200', kind: 'channel' });
    removed = (stage.house.takedowns as unknown as { readonly removed: readonly string[] }).removed;
  });
  afterEach(() => stage.close());

  const stranger = { chat: 'telegram:666', sender: 'telegram:666' } as const;
  const speakers = [
    ['in private', stranger],
    ['in a group', { chat: 'telegram:-300', kind: 'group', sender: 'telegram:666' }],
    ['as an anonymous admin of a group', { chat: 'telegram:-300', kind: 'group' }],
    ['in a channel', { chat: 'telegram:-400', kind: 'channel' }],
    ['as the admin, but in a group', { chat: 'telegram:-300', kind: 'group', sender: ADMIN }],
    ['with the admin’s number on the other platform', { chat: 'zalo:1', sender: 'zalo:1' }],
  ] as const;

  it.each(speakers)('changes nothing %s, typed or tapped, and each try is one audit line', async (_, who) => {
    const before = await stateOf(stage);
    const args = ['', `${url} ten=x`, 'cu', '+telegram:666', 'telegram:-200 +telegram:666', 'ok:abc-abc'];
    let tries = 0;
    for (const { name, aliases, spoken } of adminCommands)
      for (const arg of args) {
        for (const typed of [`/${name} ${arg}`, `/${aliases[0]} ${arg}`, `/${spoken[0]} ${arg}`]) {
          await stage.says(typed, who);
          await stage.forges(typed.slice(1), who);
          tries += 2;
        }
      }
    expect(await stateOf(stage)).toBe(before);
    expect(removed).toEqual([]);
    const trail = (await stage.audit.last(10_000)).filter(({ outcome }) => outcome === 'refused');
    expect(trail).toHaveLength(tries);
    expect((await stage.audit.last(10_000)).filter(({ outcome }) => outcome === 'done')).toEqual([]);
  });

  it('cannot use a confirmation that an admin was asked for', async () => {
    for (const question of ['/xoanguon cu', `/themnguon ${url}`, '/goxuong https://bao-mau.example/go-bo']) {
      const { all } = await stage.says(question, { chat: ADMIN, sender: ADMIN });
      const action = all[0]?.buttons.find((each) => each.action.includes(' ok:'))?.action ?? '';
      expect(action).toContain(' ok:');
      const before = await stateOf(stage);
      await stage.forges(action, stranger);
      await stage.forges(action, { chat: ADMIN, sender: 'telegram:666' });
      expect(await stateOf(stage)).toBe(before);
    }
    expect(removed).toEqual([]);
  });

  it.each([
    '／nguon',
    '/nguоn',
    '/n\u200Bguon',
    '\u202E/nougn',
    '/NGUON',
    ' /nguon',
    '/nguon@nguon',
    '/quantri\n+telegram:666',
    '/quantri\u0000+telegram:666',
    '/quantri +telegram:666\u202E',
  ])('gets nowhere with a look-alike: %j', async (typed) => {
    const before = await stateOf(stage);
    const { text } = await stage.says(typed, stranger);
    expect(text).not.toContain('Nguồn cu');
    expect(await stateOf(stage)).toBe(before);
    expect(text).not.toMatch(/[\u200B\u202E]|\p{Cc}(?<!\n)/u);
  });
});

describe('every answer', () => {
  it('is escaped and within the limits of both platforms, whatever is thrown at any command', async () => {
    const stage = openStage();
    const nasty = [
      '<b>đậm</b> & <a href="tg://user?id=1">x</a>',
      '&<>"'.repeat(2_500),
      'a'.repeat(10_000),
      '𝕏🇻🇳👨‍👩‍👧'.repeat(900),
      '\u202Eabc\u2066\u200F\u200B\u0007\uFEFF',
      'e\u0301\u0302\u0303\u0304\u0305'.repeat(500),
      '</b></i><script>alert(1)</script>',
      '{{constructor}} ${1+1} __proto__',
    ];
    for (const { name } of commands)
      for (const text of nasty)
        for (const chat of [ADMIN, 'telegram:42'] as const) {
          const { all } = await stage.says(`/${name} ${text}`, { chat, sender: chat });
          for (const { message } of all) {
            for (const part of renderTelegram(message)) {
              expect(part.text).not.toMatch(/<(?!\/?[bi]>|a href="https?:|\/a>)/u);
              expect(part.text).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/u);
              expect(part.text).not.toContain('href="tg:');
            }
            for (const part of renderPlain(message)) expect(part.text.length).toBeLessThanOrEqual(2_000);
            expect(JSON.stringify(message)).not.toMatch(/[\u202E\u2066\u200B\u200F\uFEFF]/u);
          }
        }
    expect(stage.logged).toEqual([]);
    await stage.close();
  }, 60_000);
});

describe('on Telegram itself', () => {
  let house: ReturnType<typeof openHouse>;
  let bench: Awaited<ReturnType<typeof telegramBench>>;
  beforeEach(async () => {
    house = openHouse();
    const calm = { burst: 1_000, groupPerMinute: 1_000, globalPerSecond: 1_000 };
    bench = await telegramBench({}, { limits: calm });
    bench.server.user(1);
    bench.server.user(666);
    bench.server.chat(-300, 'supergroup');
    await house.sources.put(source('cu'));
    await bench.channel.start(house.conversation.receive, house.conversation.lookUp);
  });
  afterEach(async () => {
    await bench.channel.stop();
    await bench.server.close();
    await house.close();
  });

  /** Answered after everything said before it. */
  async function settled(user: number): Promise<readonly string[]> {
    bench.server.says('/camon', { from: user });
    await vi.waitFor(
      () => expect(bench.server.sent(user).at(-1)?.text).toContain('Rất vui được phục vụ'),
      5_000,
    );
    return bench.server.sent(user).map(({ text }) => text);
  }

  it('forwards and edits of an admin’s commands are nothing', async () => {
    bench.server.says('/quantri +telegram:666', { from: 1, forwarded: true });
    bench.server.says('xin chào', { from: 1 });
    await settled(1);
    bench.server.edits(1, 2, '/quantri +telegram:666', 1);
    await settled(1);
    expect(await house.house.addedAdmins?.list()).toEqual([]);
  });

  it('a forged tap under somebody else’s message is refused', async () => {
    bench.server.says('/xoanguon cu', { from: 1 });
    await vi.waitFor(() => expect(bench.server.sent(1)).toHaveLength(1), 5_000);
    const [card] = bench.server.sent(1);
    const data = /"callback_data":"(xoanguon ok[^"]*)"/u.exec(JSON.stringify(card?.reply_markup))?.[1] ?? '';
    bench.server.forgesTap(666, data, 666, card?.message_id ?? 0);
    bench.server.forgesTap(666, 'xoanguon cu', 666, 99);
    bench.server.forgesTap(666, 'x'.repeat(5_000), 666, 99);
    bench.server.forgesTap(666, '', 666, 99);
    await settled(666);
    expect(await house.sources.list()).toHaveLength(1);
  });

  it('commands for another bot in a group are not ours', async () => {
    bench.server.says('/caidat@bot_khac', { from: 666, chat: -300 });
    bench.server.says('/dung@bot_khac_nua', { from: 666, chat: -300 });
    bench.server.says(`/trogiup@${bench.server.username}`, { from: 666, chat: -300 });
    await vi.waitFor(() => expect(bench.server.sent(-300)).toHaveLength(1), 5_000);
    expect(bench.server.sent(-300)[0]?.text).toContain('Bạn có thể làm gì');
  });

  it('long, broken and deceptive texts are answered with something Telegram takes', async () => {
    for (const text of ['a'.repeat(10_000), '\u202E/nguon', '<b>&', '\uD800 x', '/'.repeat(4_000), '\u0000'])
      bench.server.says(text, { from: 666 });
    await settled(666);
    const refused = house.logged.filter(([event]) => event === 'answer-not-sent');
    expect(refused).toEqual([]);
    expect(house.logged.filter(([event]) => event === 'conversation-failed')).toEqual([]);
  });

  it('a question from within another chat is answered whatever it is', async () => {
    const texts = ['', 'thép', '<b>'.repeat(80), '\u202E', '"', '-', 'tu:9999-99-99', '__proto__'];
    const ids = texts.map((text) => bench.server.asks(666, text));
    await vi.waitFor(() => expect(bench.server.inlineAnswers).toHaveLength(ids.length), 5_000);
    expect(bench.server.inlineAnswers.map(({ queryId }) => queryId)).toEqual(ids);
  });
});

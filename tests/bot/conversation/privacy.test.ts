import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../../src/log.ts';
import type { ChatKey } from '../../../src/news/chat.ts';
import { createKeys } from '../../../src/store/keys.ts';
import { paceInRedis } from '../../../src/store/pace.ts';
import { paceLimits, paceWindow } from '../../../src/delivery/pace.ts';
import { openStage } from './stage.ts';

/** Ids that nothing else in the store can look like. */
const READER: ChatKey = 'telegram:7391846205';
const LINKED: ChatKey = 'zalo:fe12ab34cd56';
const GROUP: ChatKey = 'telegram:-1008273645';
const IDS = /7391846205|fe12ab34cd56|1008273645/u;

let stage: ReturnType<typeof openStage>;
let lines: string;

beforeEach(() => {
  lines = '';
  const log = createLog('debug', ['bi-mat-cua-bot'], { write: (line) => void (lines += line) });
  stage = openStage({ house: { log } });
});
afterEach(() => stage.close());

/** Every name and every value in the store that belongs to this test. */
async function everything(): Promise<string> {
  const { redis, keys } = stage.connection;
  const found: string[] = [];
  for (const key of await keys()) {
    found.push(key);
    switch (await redis.type(key)) {
      case 'string':
        found.push((await redis.get(key)) ?? '');
        break;
      case 'hash':
        found.push(JSON.stringify(await redis.hgetall(key)));
        break;
      case 'set':
        found.push(...(await redis.smembers(key)));
        break;
      case 'zset':
        found.push(...(await redis.zrange(key, 0, -1)));
        break;
      case 'list':
        found.push(...(await redis.lrange(key, 0, -1)));
        break;
      case 'stream':
        found.push(JSON.stringify(await redis.xrange(key, '-', '+')));
        break;
    }
  }
  return found.join('\n');
}

/** A reader who has used whatever leaves a trace. */
async function liveALittle(chat: ChatKey): Promise<void> {
  const who = { chat, sender: chat };
  const others = { chat: 'telegram:5' as const };
  await stage.says('/gio 07:00', others);
  for (const text of [
    '/gio 07:00',
    '/chude +thep',
    '/diaphuong lang son',
    '/theodoi thuế chống bán phá giá',
    'xuat khau lang son',
    '/nguon',
    '/kenh telegram:-1 dung',
    '/lienket abcd2345',
    '/lienket',
    '/diemtin',
  ])
    await stage.says(text, who);
  await stage.conversation.lookUp({ asker: chat, text: 'thép', offset: 0 });
  const parts = [{ text: 'Điểm tin', format: 'plain' as const }];
  const delivery = { parts, storyIds: ['a'], now: stage.now() };
  for (const slot of ['2026-11-22T07:00', '2026-11-23T07:00', '2026-11-24T07:00'])
    await stage.deliveries.open({ ...delivery, chat, slot });
  await stage.deliveries.open({ ...delivery, chat: 'telegram:5', slot: '2026-11-24T07:00' });
  const [taken, doubtful] = await stage.deliveries.take('telegram', 'tay', stage.now(), 60_000, 2);
  if (taken) await stage.deliveries.settle(taken, { state: 'sent' }, stage.now());
  if (doubtful)
    await stage.deliveries.settle(doubtful, { state: 'unknown', reason: 'interrupted' }, stage.now());
  const rules = { ...paceLimits.telegram, ...paceWindow(paceLimits.telegram) };
  const { redis, prefix } = stage.connection;
  const pace = paceInRedis(redis, createKeys(prefix), 'telegram', rules, async () => undefined);
  const turn = await pace.turn(chat, 'digest');
  if (turn.granted) await turn.depart();
  await pace.holdChat(chat, 5_000);
}

describe('forgetting', () => {
  it('leaves no key, no value and no log line with the id', async () => {
    await liveALittle(READER);
    expect(await everything()).toMatch(IDS);
    const who = { chat: READER, sender: READER };
    await stage.says('/xoadulieu', who);
    expect((await stage.taps('Xóa dữ liệu', who)).text).toContain('Đã xóa toàn bộ dữ liệu');
    expect(await everything()).not.toMatch(IDS);
    expect(lines).not.toMatch(IDS);
    const waiting = await stage.deliveries.take('telegram', 'tay', stage.now(), 60_000, 9);
    expect(JSON.stringify(waiting)).not.toMatch(IDS);
  });

  it('forgets the linked chat as well', async () => {
    const zalo = { chat: LINKED, sender: LINKED };
    await stage.says('/gio 07:00', { chat: READER });
    const { text } = await stage.says('/lienket', { chat: READER });
    await stage.says(`lienket ${/lienket (\S+)/u.exec(text)?.[1]}`, zalo);
    await stage.says('/chude +thep', zalo);
    await stage.says('/xoadulieu', { chat: READER });
    await stage.taps('Xóa dữ liệu', { chat: READER });
    expect(await everything()).not.toMatch(IDS);
  });

  it('works for groups, and for somebody we never knew', async () => {
    const group = { chat: GROUP, kind: 'group', sender: 'telegram:5' } as const;
    await stage.says('/gio 07:00', group);
    await stage.says('/xoadulieu', group);
    await stage.taps('Xóa dữ liệu', group);
    expect(await everything()).not.toMatch(IDS);
    await stage.says('/xoadulieu', { chat: READER });
    await stage.taps('Xóa dữ liệu', { chat: READER });
    expect(await everything()).not.toMatch(IDS);
  });

  it('is done the same for a chat gone for ninety days', async () => {
    await liveALittle(READER);
    await stage.house.links.part(READER);
    await stage.book.forget(READER);
    const left = await everything();
    // What was refused to him stays in the trail of the admins; that ends by itself.
    expect(left.replaceAll(/\[\["\d+-\d+".*$/gmu, '')).not.toMatch(IDS);
  });
});

describe('what is stored', () => {
  it('is the chat’s id and settings: no name, no message, no question', async () => {
    await liveALittle(READER);
    const stored = await everything();
    expect(stored).not.toContain('xuat khau lang son');
    expect(stored).not.toContain('xuất khẩu lạng sơn');
  });

  it('is logged without ids and texts, also when the store fails', async () => {
    await liveALittle(READER);
    await stage.connection.redis.quit();
    await stage.says('nội dung riêng tư', { chat: READER });
    expect(lines).toContain('conversation-failed');
    expect(lines).not.toMatch(IDS);
    expect(lines).not.toContain('nội dung riêng tư');
    await stage.connection.redis.connect();
  });
});

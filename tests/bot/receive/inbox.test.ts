import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createInbox } from '../../../src/bot/receive/inbox.ts';
import { createRawLog } from '../../harness/raw-log.ts';

function bench(seen?: (key: string) => Promise<boolean>, limitMs = 1_000) {
  const { log, text } = createRawLog();
  return { inbox: createInbox({ platform: 'zalo', log, seen, limitMs }), logged: text };
}

describe('the inbox', () => {
  it('keeps the order of a chat, and lets chats run side by side', async () => {
    const { inbox } = bench();
    const trace: string[] = [];
    const put = (chat: string, id: string, turns: number) =>
      inbox.put({
        id,
        chat,
        async handle() {
          for (let at = 0; at < turns; at += 1) await turn();
          trace.push(id);
        },
      });
    void put('a', 'a1', 5);
    void put('a', 'a2', 0);
    void put('b', 'b1', 1);
    await inbox.idle();
    expect(trace).toEqual(['b1', 'a1', 'a2']);
    expect(inbox.size()).toBe(0);
  });

  it('handles a letter once, whether it comes again while in hand or afterwards', async () => {
    const { inbox } = bench();
    let count = 0;
    const letter = {
      id: '1',
      chat: 'a',
      async handle() {
        count += 1;
        await turn();
      },
    };
    await Promise.all([inbox.put(letter), inbox.put(letter)]);
    await inbox.put(letter);
    expect(count).toBe(1);
  });

  it('asks about a letter only when its turn has come', async () => {
    const asked: string[] = [];
    const { inbox } = bench(async (key) => {
      asked.push(key);
      return false;
    });
    let release: () => void = () => undefined;
    const first = new Promise<void>((resolve) => {
      release = resolve;
    });
    void inbox.put({ id: '1', chat: 'a', handle: () => first });
    void inbox.put({ id: '2', chat: 'a', handle: async () => undefined });
    await turn();
    expect(asked).toEqual(['zalo:1']);
    release();
    await inbox.idle();
    expect(asked).toEqual(['zalo:1', 'zalo:2']);
  });

  it('drops what one chat pours out, and nothing of the others', async () => {
    const { inbox } = bench();
    const handled: string[] = [];
    const put = (chat: string, id: string) =>
      inbox.put({
        id,
        chat,
        async handle() {
          await turn();
          handled.push(chat);
        },
      });
    for (let at = 0; at < 1_000; at += 1) void put('a', `a${at}`);
    void put('b', 'b');
    await inbox.idle();
    expect(handled.filter((chat) => chat === 'a')).toHaveLength(30);
    expect(handled).toContain('b');
    await put('a', 'later');
    expect(handled.at(-1)).toBe('a');
  });

  it('never rejects', async () => {
    const { inbox, logged } = bench(() => Promise.reject(new Error('Redis is down')));
    await inbox.put({ id: '1', chat: 'a', handle: () => Promise.reject(new Error('fault')) });
    await inbox.put({
      id: '2',
      chat: 'a',
      handle() {
        throw new Error('at once');
      },
    });
    expect(logged()).toMatch(/Redis is down[^]*fault[^]*at once/);
  });
});

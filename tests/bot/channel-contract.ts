import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatKey } from '../../src/news/chat.ts';
import { message, type Part } from '../../src/news/message.ts';
import type { Channel, Incoming } from '../../src/ports/channel.ts';

/** A channel connected to its test server, and what can be done to that server. */
export interface ChannelBench {
  readonly channel: Channel;
  readonly token: string;
  /** Two private chats whose readers have started the bot. */
  readonly chats: readonly [ChatKey, ChatKey];
  says(chat: ChatKey, text: string): void;
  /** Delivers what was said last once more under the same identity. */
  repeatLast(): void;
  /** Texts of accepted messages, in order. */
  sent(chat: ChatKey): readonly string[];
  vanish(): Promise<void>;
  reappear(): Promise<void>;
  /** The next send meets this. */
  spoilSend(how: 'cut after storing' | 'page instead of an answer' | 'cut answer' | 'flood'): void;
  revoke(): void;
  /** Everything logged, nothing redacted. */
  logged(): string;
  close(): Promise<void>;
}

/** What every channel to a platform promises. */
export function channelContract(name: string, open: () => Promise<ChannelBench>): void {
  describe(`${name} keeps the contract of a channel`, () => {
    let bench: ChannelBench;
    let heard: string[];

    beforeEach(async () => {
      bench = await open();
      heard = [];
    });

    afterEach(async () => {
      await bench.channel.stop();
      const { token } = bench;
      expect(bench.logged()).not.toContain(token);
      expect(bench.logged()).not.toContain(token.split(':')[1] ?? token);
      await bench.close();
    });

    async function note(incoming: Incoming): Promise<void> {
      heard.push(`${incoming.chat} ${incoming.text}`);
    }

    function part(text: string): Part {
      const [first] = bench.channel.render(message(text));
      if (first === undefined) throw new Error('nothing rendered');
      return first;
    }

    async function send(text: string) {
      return await bench.channel.send({ chat: bench.chats[0] }, part(text));
    }

    it('sends a part once and says so', async () => {
      const outcome = await send('Giá thép R&D <tăng>');
      expect(outcome.kind).toBe('sent');
      expect(bench.sent(bench.chats[0])).toEqual(['Giá thép R&D <tăng>']);
    });

    it('sends before start and after stop', async () => {
      expect(await send('một')).toMatchObject({ kind: 'sent' });
      await bench.channel.start(note);
      await bench.channel.stop();
      expect(await send('hai')).toMatchObject({ kind: 'sent' });
    });

    it('does not know when the connection is cut after the message was stored', async () => {
      bench.spoilSend('cut after storing');
      expect(await send('một')).toMatchObject({ kind: 'unknown' });
      expect(bench.sent(bench.chats[0])).toEqual(['một']);
    });

    it.each(['page instead of an answer', 'cut answer'] as const)('does not know after a %s', async (how) => {
      bench.spoilSend(how);
      const outcome = await send('một');
      expect(outcome).toMatchObject({ kind: 'unknown' });
      expect(JSON.stringify(outcome)).not.toContain(bench.token.split(':')[1]);
    });

    it('is asked to send later by a flood limit, and does not repeat by itself', async () => {
      bench.spoilSend('flood');
      expect(await send('một')).toMatchObject({ kind: 'later' });
      expect(bench.sent(bench.chats[0])).toEqual([]);
    });

    it('is certain that nothing was sent when nobody listens', async () => {
      await bench.vanish();
      const outcome = await send('một');
      expect(outcome).toMatchObject({ kind: 'later', scope: 'platform' });
      expect(JSON.stringify(outcome)).not.toContain(bench.token.split(':')[1]);
    });

    it('tells a dead token from everything else, sending and receiving', async () => {
      bench.revoke();
      expect(await send('một')).toMatchObject({ kind: 'unauthorized' });
      await bench.channel.start(note);
      expect(bench.channel.health().state).toBe('unauthorized');
    });

    it('hands over what is written, in order within a chat, each once', async () => {
      await bench.channel.start(async (incoming) => {
        if (incoming.text === 'số 0') await new Promise((resolve) => setTimeout(resolve, 50));
        await note(incoming);
      });
      const expected = Array.from({ length: 20 }, (_, at) => `${bench.chats[0]} số ${at}`);
      expected.forEach((_, at) => bench.says(bench.chats[0], `số ${at}`));
      await vi.waitFor(() => expect(heard.length).toBeGreaterThanOrEqual(20), 10_000);
      expect(heard).toEqual(expected);
      expect(bench.channel.health().state).toBe('up');
    });

    it('drops what is delivered again', async () => {
      await bench.channel.start(note);
      bench.says(bench.chats[0], 'một');
      await vi.waitFor(() => expect(heard).toHaveLength(1), 5_000);
      bench.repeatLast();
      bench.says(bench.chats[0], 'hai');
      await vi.waitFor(() => expect(heard.length).toBeGreaterThanOrEqual(2), 5_000);
      expect(heard).toEqual([`${bench.chats[0]} một`, `${bench.chats[0]} hai`]);
    });

    it('does not let a slow chat hold up another', async () => {
      const slow = deferred();
      await bench.channel.start(async (incoming) => {
        if (incoming.text === 'chậm') await slow.promise;
        await note(incoming);
      });
      bench.says(bench.chats[0], 'chậm');
      await vi.waitFor(() => bench.says(bench.chats[1], 'nhanh'));
      await vi.waitFor(() => expect(heard).toEqual([`${bench.chats[1]} nhanh`]), 5_000);
      slow.resolve();
      await vi.waitFor(() => expect(heard).toContain(`${bench.chats[0]} chậm`), 5_000);
    });

    it('survives a handler that throws', async () => {
      await bench.channel.start(async (incoming) => {
        if (incoming.text === 'hỏng') throw new Error('a fault of the conversation');
        await note(incoming);
      });
      bench.says(bench.chats[0], 'hỏng');
      bench.says(bench.chats[0], 'lành');
      await vi.waitFor(() => expect(heard).toEqual([`${bench.chats[0]} lành`]), 5_000);
      expect(bench.logged()).toContain('a fault of the conversation');
    });

    it('answers where it was asked', async () => {
      await bench.channel.start(async (incoming) => {
        await incoming.reply(message(`Đã nhận: ${incoming.text}`));
      });
      bench.says(bench.chats[1], 'xin chào');
      await vi.waitFor(() => expect(bench.sent(bench.chats[1])).toEqual(['Đã nhận: xin chào']), 5_000);
    });

    it('lets the reader of a private chat change its settings', async () => {
      const asked: [string | undefined, boolean][] = [];
      await bench.channel.start(async (incoming) => {
        asked.push([incoming.sender, await incoming.isChatAdmin()]);
      });
      bench.says(bench.chats[0], 'xin chào');
      await vi.waitFor(() => expect(asked).toEqual([[bench.chats[0], true]]), 5_000);
    });

    it('starts while the platform is down, and receives once it is there', async () => {
      await bench.vanish();
      await bench.channel.start(note);
      expect(bench.channel.health().state).toBe('retrying');
      await bench.reappear();
      bench.says(bench.chats[0], 'sau sự cố');
      await vi.waitFor(() => expect(heard).toEqual([`${bench.chats[0]} sau sự cố`]), 10_000);
    });

    it('recovers from an outage without losing what was written meanwhile', async () => {
      await bench.channel.start(note);
      bench.says(bench.chats[0], 'trước');
      await vi.waitFor(() => expect(heard).toHaveLength(1), 5_000);
      await bench.vanish();
      bench.says(bench.chats[0], 'trong');
      await vi.waitFor(() => expect(bench.channel.health().state).toBe('retrying'), 5_000);
      await bench.reappear();
      await vi.waitFor(() => expect(heard).toContain(`${bench.chats[0]} trong`), 10_000);
      expect(bench.channel.health().state).toBe('up');
    });

    it('stops twice, waits for what is in hand, and hears nothing afterwards', async () => {
      const started = deferred();
      await bench.channel.start(async (incoming) => {
        started.resolve();
        await new Promise((resolve) => setTimeout(resolve, 50));
        await note(incoming);
      });
      bench.says(bench.chats[0], 'đang xử lý');
      await started.promise;
      await Promise.all([bench.channel.stop(), bench.channel.stop()]);
      expect(heard).toEqual([`${bench.chats[0]} đang xử lý`]);
      expect(bench.channel.health().state).toBe('stopped');
      bench.says(bench.chats[0], 'quá muộn');
      await bench.channel.stop();
      expect(heard).toHaveLength(1);
    });

    it('stops without having been started', async () => {
      await bench.channel.stop();
      expect(bench.channel.health().state).toBe('stopped');
    });
  });
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

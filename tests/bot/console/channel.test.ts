import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { createConsoleChannel } from '../../../src/bot/console/channel.ts';
import { renderAnsi } from '../../../src/digest/ansi.ts';
import { type Message, message } from '../../../src/news/message.ts';
import type { Incoming } from '../../../src/ports/channel.ts';

function bench(colour = false) {
  const input = new PassThrough();
  const output = new PassThrough();
  let printed = '';
  output.on('data', (piece: Buffer) => {
    printed += piece.toString();
  });
  const ended = vi.fn<() => void>();
  const channel = createConsoleChannel({
    input,
    output,
    colour,
    render: (each) => renderAnsi(each, { colour, width: 80 }),
    ended,
  });
  return { input, channel, ended, printed: () => printed };
}

const choice: Message = {
  ...message('Chọn chủ đề'),
  buttons: [
    [
      { label: 'Thép', action: 'chude +thep' },
      { label: 'Gạo', action: 'chude +gao' },
    ],
  ],
};

describe('the console', () => {
  it('hands over each typed line as the words of its one reader, who may change everything', async () => {
    const { input, channel } = bench();
    const heard: Incoming[] = [];
    await channel.start(async (incoming) => void heard.push(incoming));
    input.write('  xuất khẩu gạo  \n\n');
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    expect(heard[0]).toMatchObject({
      chat: 'console:1',
      sender: 'console:1',
      kind: 'private',
      text: 'xuất khẩu gạo',
    });
    expect(await heard[0]?.isChatAdmin()).toBe(true);
    await channel.stop();
  });

  it('answers a pipe line by line, in order, and ends when it ends', async () => {
    const { input, channel, ended, printed } = bench();
    await channel.start(async (incoming) => {
      await new Promise((resolve) => setImmediate(resolve));
      await incoming.reply(message(`Đã nhận ${incoming.text}`));
    });
    input.end('một\nhai\nba');
    await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce());
    expect(printed()).toBe('Đã nhận một\n\nĐã nhận hai\n\nĐã nhận ba\n\n');
    expect(channel.health().state).toBe('stopped');
  });

  it('numbers buttons, and takes a number as a press', async () => {
    const { input, channel, printed } = bench();
    const heard: Incoming[] = [];
    await channel.start(async (incoming) => {
      heard.push(incoming);
      await incoming.pressed?.acknowledge('Đã chọn');
      if (incoming.text === '/chude') await incoming.reply(choice);
    });
    input.write('2\n/chude\n2\n7\n');
    await vi.waitFor(() => expect(heard.map(({ text }) => text)).toEqual(['2', '/chude', 'chude +gao', '7']));
    expect(heard.map(({ pressed }) => pressed !== undefined)).toEqual([false, false, true, false]);
    await channel.stop();
    expect(printed()).toBe('Chọn chủ đề\n  1. Thép\n  2. Gạo\n\nĐã chọn\n');
  });

  it('leaves a number to the conversation once something without buttons was printed', async () => {
    const { input, channel } = bench();
    const heard: string[] = [];
    await channel.start(async (incoming) => {
      heard.push(incoming.text);
      if (incoming.text === '/chude') await incoming.reply(choice);
    });
    input.write('/chude\n');
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    await channel.send({ chat: 'console:1' }, { text: 'Điểm tin', format: 'ansi' });
    input.write('1\n');
    await vi.waitFor(() => expect(heard[1]).toBe('1'));
    await channel.stop();
  });

  it.each(['exit', 'thoát'])('ends at "%s" without handing it over', async (word) => {
    const { input, channel, ended } = bench();
    const heard: Incoming[] = [];
    await channel.start(async (incoming) => void heard.push(incoming));
    input.write(`${word}\nnữa\n`);
    await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce());
    expect(heard).toEqual([]);
  });

  it('survives a handler that throws', async () => {
    const { input, channel, printed } = bench();
    await channel.start(async (incoming) => {
      if (incoming.text === 'hỏng') throw new Error('fault');
      await incoming.reply(message('lành'));
    });
    input.write('hỏng\nlành\n');
    await vi.waitFor(() => expect(printed()).toContain('lành'));
    await channel.stop();
  });

  it('prompts in a terminal', async () => {
    const { channel, printed } = bench(true);
    await channel.start(async () => undefined);
    await channel.send({ chat: 'console:1' }, { text: 'Điểm tin', format: 'ansi' });
    await channel.stop();
    await channel.stop();
    expect(printed()).toContain('Điểm tin');
    expect(printed().match(/› /gu)?.length).toBeGreaterThanOrEqual(2);
  });
});

import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { ChatKey } from '../../news/chat.ts';
import type { SendOutcome } from '../../news/delivery.ts';
import type { Button, Message, Part } from '../../news/message.ts';
import { withFileAsText } from '../file-as-text.ts';
import type { Channel, ChannelHealth, Incoming } from '../../ports/channel.ts';

export interface ConsoleChannelOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** Whether `output` understands colours. */
  readonly colour: boolean;
  /** Whether somebody sits there to be prompted; as `colour` when absent. */
  readonly terminal?: boolean | undefined;
  readonly render: (message: Message) => readonly Part[];
  /** Called when the reader ends the talk: `exit`, Ctrl-D, or the end of a pipe once every line is answered. */
  readonly ended?: (() => void) | undefined;
}

/** The one chat of the console; its sender has the same id and is whoever sits there. */
export const CONSOLE_CHAT: ChatKey = 'console:1';

const PROMPT = '› ';

/** The terminal as a channel: each line is a message, a number presses the button of that number. */
export function createConsoleChannel(options: ConsoleChannelOptions): Channel {
  const { input, output, render } = options;
  const terminal = options.terminal ?? options.colour;
  let lines: Interface | undefined;
  let state: ChannelHealth['state'] = 'stopped';
  let turn: Promise<void> = Promise.resolve();
  let buttons: readonly Button[] = [];
  let sentCount = 0;

  async function print(part: Part): Promise<SendOutcome> {
    buttons = (part.buttons ?? []).flat();
    const choices = buttons.map(({ label }, index) => `  ${index + 1}. ${label}`);
    const text = [part.text, ...choices].join('\n');
    // Clears the prompt that waits on this line, so that a digest does not begin behind it.
    const clear = terminal && state === 'up' ? '\r\u001B[K' : '';
    await written(`${clear}${text}\n\n`);
    sentCount += 1;
    return { kind: 'sent', messageId: String(sentCount) };
  }

  function written(text: string): Promise<void> {
    return new Promise((resolve) => {
      output.write(text, () => resolve());
    });
  }

  async function reply(message: Message): Promise<SendOutcome> {
    let outcome: SendOutcome = { kind: 'refused', reason: 'empty message' };
    for (const part of render(withFileAsText(message, Number.POSITIVE_INFINITY))) outcome = await print(part);
    return outcome;
  }

  function incomingOf(line: string): Incoming {
    const button = /^\d{1,3}$/.test(line) ? buttons[Number(line) - 1] : undefined;
    return {
      chat: CONSOLE_CHAT,
      kind: 'private',
      sender: CONSOLE_CHAT,
      text: button?.action ?? line,
      ...(button === undefined ? {} : { pressed: { acknowledge } }),
      isChatAdmin: async () => true,
      reply,
    };
  }

  async function acknowledge(notice?: string): Promise<void> {
    if (notice !== undefined) await written(`${notice}\n`);
  }

  function prompt(): void {
    if (terminal && state === 'up') lines?.prompt();
  }

  return {
    platform: 'console',
    render,
    async start(receive) {
      if (lines !== undefined) return;
      state = 'up';
      const open = createInterface({ input, output: terminal ? output : undefined, prompt: PROMPT });
      lines = open;
      open.on('line', (typed) => {
        const line = typed.trim();
        if (/^(?:exit|quit|thoát)$/iu.test(line)) return open.close();
        turn = turn
          .then(async () => (line === '' || state !== 'up' ? undefined : await receive(incomingOf(line))))
          .catch((error: unknown) => written(`${error instanceof Error ? error.message : 'error'}\n`))
          .then(prompt);
      });
      // In raw mode Ctrl-C is no signal any more: unheard it would only stop the reading.
      open.on('SIGINT', () => open.close());
      open.once('close', () => {
        void turn.then(() => {
          state = 'stopped';
          options.ended?.();
        });
      });
      prompt();
    },
    async stop() {
      lines?.close();
      await turn;
      state = 'stopped';
    },
    async send(_to, part) {
      const outcome = await print(part);
      prompt();
      return outcome;
    },
    health: () => ({ state }),
  };
}

// The test Telegram in a process of its own: what it counted survives whatever happens to the program.
import { startTelegramServer } from '../harness/telegram-server.ts';

export interface TelegramOrder {
  readonly chats: number;
  readonly perSecond: number;
  readonly latencyMs: number;
}

/** Copies of a digest that each chat has, by position, and how many requests were refused as too many. */
export interface TelegramTally {
  readonly copies: readonly number[];
  readonly refused: number;
}

async function serve({ chats, perSecond, latencyMs }: TelegramOrder): Promise<void> {
  const telegram = await startTelegramServer({ limits: { globalPerSecond: perSecond } });
  for (let id = 1; id <= chats; id += 1) telegram.user(id).started = true;
  if (latencyMs > 0) telegram.faults.chance('sendMessage', { kind: 'slow', ms: latencyMs }, 1, () => 0);

  function tally(): TelegramTally {
    const copies = Array.from({ length: chats }, () => 0);
    for (const message of telegram.sent()) copies[message.chatId - 1] = (copies[message.chatId - 1] ?? 0) + 1;
    const refused = telegram.journal.filter(({ outcome }) => outcome === 429).length;
    return { copies, refused };
  }

  process.on('message', (what) => {
    if (what === 'tally') process.send?.({ tally: tally() });
    if (what === 'sent') process.send?.({ sent: telegram.sent().length });
  });
  process.send?.({ apiRoot: telegram.apiRoot, token: telegram.token });
}

process.once('message', (order) => void serve(order as TelegramOrder));
process.on('disconnect', () => process.exit(0));

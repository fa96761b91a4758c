// The strict test Telegram for the delivery benchmark, in a process of its own; told the number of chats, then asked for its tally.
import { startTelegramServer } from '../tests/harness/telegram-server.ts';

interface Order {
  readonly count: number;
  readonly latencyMs: number;
  readonly floods: boolean;
}

async function serve({ count, latencyMs, floods }: Order): Promise<void> {
  const moments: number[] = [];
  const telegram = await startTelegramServer();
  for (let id = 1; id <= count; id += 1) telegram.user(id).started = true;
  if (floods) {
    let asked = 0;
    telegram.faults.chance('sendMessage', { kind: 'flood', seconds: 1 }, 0.5, () =>
      ++asked % 50 === 0 ? 0 : 1,
    );
  }
  if (latencyMs > 0) telegram.faults.chance('sendMessage', { kind: 'slow', ms: latencyMs }, 1, () => 0);

  // The server has no clock of its own for what it accepted: looked at often enough.
  let seen = 0;
  setInterval(() => {
    const { length } = telegram.journal.filter(
      ({ method, outcome }) => method === 'sendmessage' && outcome === 200,
    );
    if (length > seen) moments.push(performance.now());
    seen = length;
  }, 20);

  process.on('message', (what) => {
    if (what !== 'tally') return;
    const copies = telegram.sent().length;
    const reached = new Set(telegram.sent().map(({ chatId }) => chatId)).size;
    process.send?.({
      accepted: copies,
      refused: telegram.journal.filter(({ outcome }) => outcome === 429).length,
      seconds: Math.round(((moments.at(-1) ?? 0) - (moments[0] ?? 0)) / 10) / 100,
      copies: copies - reached,
      missing: count - reached,
    });
  });
  process.send?.({ apiRoot: telegram.apiRoot, token: telegram.token });
}

process.once('message', (order) => void serve(order as Order));
process.on('disconnect', () => process.exit(0));

import { createTelegramChannel, type TelegramChannelOptions } from '../../../src/bot/telegram/channel.ts';
import { renderTelegram } from '../../../src/digest/telegram.ts';
import { createLog } from '../../../src/log.ts';
import { startTelegramServer, type TelegramServerOptions } from '../../harness/telegram-server.ts';

/** A channel on a test server, with short waits and a log that hides nothing. */
export async function telegramBench(
  over: Partial<TelegramChannelOptions> = {},
  serverOptions: TelegramServerOptions = {},
) {
  const server = await startTelegramServer(serverOptions);
  const lines: string[] = [];
  const channel = createTelegramChannel({
    token: server.token,
    apiRoot: server.apiRoot,
    render: renderTelegram,
    log: createLog('debug', [], { write: (line) => void lines.push(line) }),
    clock: { now: Date.now },
    ...over,
    limits: {
      pollSeconds: 1,
      callMs: 3_000,
      retry: { minMs: 20, maxMs: 100 },
      ...over.limits,
    },
  });
  return { server, channel, logged: () => lines.join('') };
}

import { createTelegramChannel, type TelegramChannelOptions } from '../../../src/bot/telegram/channel.ts';
import { renderTelegram } from '../../../src/digest/telegram.ts';
import { createRawLog } from '../../harness/raw-log.ts';
import { startTelegramServer, type TelegramServerOptions } from '../../harness/telegram-server.ts';
import { shortWaits } from '../short-waits.ts';

/** A channel on a test server, with short waits and a log that hides nothing. */
export async function telegramBench(
  over: Partial<TelegramChannelOptions> = {},
  serverOptions: TelegramServerOptions = {},
) {
  const server = await startTelegramServer(serverOptions);
  const { log, text } = createRawLog();
  const channel = createTelegramChannel({
    token: server.token,
    apiRoot: server.apiRoot,
    render: renderTelegram,
    log,
    clock: { now: Date.now },
    ...over,
    limits: { ...shortWaits, ...over.limits },
  });
  return { server, channel, logged: text };
}

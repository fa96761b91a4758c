import { createZaloChannel, type ZaloChannelOptions } from '../../../src/bot/zalo/channel.ts';
import { renderPlain } from '../../../src/digest/plain.ts';
import { createRawLog } from '../../harness/raw-log.ts';
import { startZaloServer, type ZaloServerOptions } from '../../harness/zalo-server.ts';
import { shortWaits } from '../short-waits.ts';

/** A channel on a test server, with short waits and a log that hides nothing. */
export async function zaloBench(
  over: Partial<ZaloChannelOptions> = {},
  serverOptions: ZaloServerOptions = {},
) {
  const server = await startZaloServer(serverOptions);
  const { log, text } = createRawLog();
  const channel = createZaloChannel({
    token: server.token,
    apiRoot: server.apiRoot,
    render: renderPlain,
    log,
    clock: { now: Date.now },
    ...over,
    limits: { ...shortWaits, ...over.limits },
  });
  return { server, channel, logged: text };
}

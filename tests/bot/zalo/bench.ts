import { createZaloChannel, type ZaloChannelOptions } from '../../../src/bot/zalo/channel.ts';
import { renderPlain } from '../../../src/digest/plain.ts';
import { createLog } from '../../../src/log.ts';
import { startZaloServer, type ZaloServerOptions } from '../../harness/zalo-server.ts';

/** A channel on a test server, with short waits and a log that hides nothing. */
export async function zaloBench(
  over: Partial<ZaloChannelOptions> = {},
  serverOptions: ZaloServerOptions = {},
) {
  const server = await startZaloServer(serverOptions);
  const lines: string[] = [];
  const channel = createZaloChannel({
    token: server.token,
    apiRoot: server.apiRoot,
    render: renderPlain,
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

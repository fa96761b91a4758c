import { type AddressInfo, createServer, type Socket } from 'node:net';

/** An https origin with which no connection ever comes about: the greeting is swallowed, or the connection is reset at once. */
export async function startBadNetwork(
  how: 'swallows' | 'resets',
): Promise<{ readonly origin: string; readonly close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    if (how === 'resets') socket.resetAndDestroy();
    else socket.resume();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `https://127.0.0.1:${port}`,
    async close() {
      sockets.forEach((socket) => socket.destroy());
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

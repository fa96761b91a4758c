import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

/** Where the Redis of this machine is. */
export function redisServerPath(): string {
  const places = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'].concat(
    '/opt/homebrew/bin',
  );
  for (const name of ['redis-server', 'valkey-server'])
    for (const place of places) if (place && existsSync(join(place, name))) return join(place, name);
  throw new Error('No redis-server or valkey-server on this machine: run `npm run setup`.');
}

/** A loopback port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No loopback port to be had.');
  return address.port;
}

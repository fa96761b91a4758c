import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { existsSync } from 'node:fs';
import { Redis } from 'ioredis';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    redisUrl: string;
  }
}

/** Vitest global set-up: one real Redis for the whole run, on a loopback port of its own, keeping nothing. */
export default async function startTestRedis(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(join(tmpdir(), 'diemtin-test-'));
  const port = await freePort();
  const child = spawn(
    redisServerPath(),
    ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory]
      .concat(['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'])
      .concat(['--loglevel', 'warning']),
    { stdio: 'ignore' },
  );
  function endChild(): void {
    child.kill('SIGKILL');
  }
  process.once('exit', endChild);
  const url = `redis://127.0.0.1:${port}`;
  await untilAnswering(url);
  project.provide('redisUrl', url);
  return async () => {
    process.removeListener('exit', endChild);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    rmSync(directory, { recursive: true, force: true });
  };
}

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

async function untilAnswering(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => 20, maxRetriesPerRequest: 250 });
  redis.on('error', () => undefined);
  await redis.ping();
  redis.disconnect();
}

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import type { TestProject } from 'vitest/node';
import { freePort, redisServerPath } from './redis-server.ts';

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

async function untilAnswering(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => 20, maxRetriesPerRequest: 250 });
  redis.on('error', () => undefined);
  await redis.ping();
  redis.disconnect();
}

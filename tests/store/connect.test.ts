import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import type { Log } from '../../src/ports/log.ts';
import { checkRedis, isPublicHost } from '../../src/store/check-redis.ts';
import { connectRedis } from '../../src/store/connect.ts';
import { createKeys } from '../../src/store/keys.ts';
import { sourceBook } from '../../src/store/sources.ts';
import { freePort, redisServerPath } from '../harness/redis-server.ts';
import { aSource } from './samples.ts';

const PASSWORD = 'mat-khau-rat-dai-7391';
const cleanups: (() => unknown)[] = [];
let logged: unknown[] = [];

afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
  logged = [];
});

function remember(event: string, fields?: unknown): void {
  logged.push(event, fields);
}
const log: Log = { debug: remember, info: remember, warn: remember, error: remember };

async function startServer(...settings: string[]): Promise<{ child: ChildProcess; port: number }> {
  const directory = mkdtempSync(join(tmpdir(), 'diemtin-connect-'));
  const port = await freePort();
  const child = spawn(
    redisServerPath(),
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', directory, ...settings],
    { stdio: 'ignore' },
  );
  cleanups.push(() => rmSync(directory, { recursive: true, force: true }));
  cleanups.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  });
  return { child, port };
}

function connect(address: string): Redis {
  const redis = connectRedis(address, log);
  cleanups.push(() => redis.disconnect());
  return redis;
}

async function untilAnswering(redis: Redis): Promise<void> {
  for (;;) {
    const answer = await redis.ping().catch(() => new Promise((resolve) => setTimeout(resolve, 20)));
    if (answer === 'PONG') return;
  }
}

describe('a connection to Redis', () => {
  it('fails commands while the server is frozen or down, and works again by itself', async () => {
    const { child, port } = await startServer();
    const redis = connect(`redis://127.0.0.1:${port}/0`);
    await untilAnswering(redis);
    child.kill('SIGSTOP');
    await expect(redis.get('x')).rejects.toThrow('timed out');
    child.kill('SIGCONT');
    await untilAnswering(redis);

    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    const answers = await Promise.allSettled(Array.from({ length: 500 }, () => redis.get('x')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['rejected']));
    expect(logged).toContain('redis-unreachable');

    const again = spawn(redisServerPath(), ['--port', String(port), '--save', ''], { stdio: 'ignore' });
    cleanups.push(() => again.kill('SIGKILL'));
    await untilAnswering(redis);
    expect(logged).toContain('redis-back');
  });

  it('runs scripts on a server that has forgotten them', async () => {
    const { port } = await startServer();
    const redis = connect(`redis://127.0.0.1:${port}`);
    const book = sourceBook(redis, createKeys('t'));
    await untilAnswering(redis);
    await book.put(aSource('a'));
    await redis.script('FLUSH');
    await book.put(aSource('b'));
    expect((await book.list()).map(({ source }) => source.id)).toEqual(['a', 'b']);
  });

  it('never shows a password, neither in errors nor in logs', async () => {
    const { port } = await startServer('--requirepass', 'another');
    const redis = connect(`redis://:${PASSWORD}@127.0.0.1:${port}`);
    const error: unknown = await redis.get('x').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(inspect(error, { depth: 9 })).not.toContain(PASSWORD);
    expect(inspect(logged, { depth: 9 })).not.toContain(PASSWORD);
    for (const bad of [`http://:${PASSWORD}@x`, `redis://:${PASSWORD}@x/y`, PASSWORD])
      expect(() => connectRedis(bad, log)).toThrow(expect.not.stringContaining(PASSWORD));
  });

  it('warns of a Redis that may lose or throw away what we store', async () => {
    const { port } = await startServer('--maxmemory-policy', 'allkeys-lru');
    const redis = connect(`redis://127.0.0.1:${port}`);
    await untilAnswering(redis);
    expect(await checkRedis(redis)).toEqual([
      { code: 'no-aof', snapshots: false },
      { code: 'evicting', policy: 'allkeys-lru' },
    ]);
  });

  it.each([
    ['127.0.0.1', false],
    ['10.1.2.3', false],
    ['172.20.0.2', false],
    ['::1', false],
    ['fd00::1', false],
    ['redis', false],
    ['redis.internal', false],
    ['8.8.8.8', true],
    ['172.32.0.1', true],
    ['2001:db8::1', true],
    ['redis.example.com', true],
  ])('takes %s for public: %s', (host, isPublic) => {
    expect(isPublicHost(host)).toBe(isPublic);
  });
});

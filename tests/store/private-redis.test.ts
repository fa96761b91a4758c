import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import type { Log } from '../../src/ports/log.ts';
import { checkRedis } from '../../src/store/check-redis.ts';
import { connectRedis } from '../../src/store/connect.ts';
import { redisServerPath } from '../harness/redis-server.ts';
import { socketPath, startPrivateRedis, type PrivateRedis } from '../../src/store/private-redis.ts';

const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'diemtin-home-'));
  cleanups.push(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

async function start(directory: string): Promise<PrivateRedis> {
  const server = await startPrivateRedis({ directory, log: silent });
  cleanups.push(() => server.stop());
  return server;
}

function connect(path: string): Redis {
  const redis = connectRedis(path, silent);
  cleanups.push(() => redis.disconnect());
  return redis;
}

async function pidOf(redis: Redis): Promise<number> {
  const pid = Number(/process_id:(\d+)/.exec(await redis.info('server'))?.[1]);
  expect(pid).toBeGreaterThan(1);
  return pid;
}

describe('the private Redis', () => {
  it('keeps its data over a stop and a start, listens on no port, and needs no warning', async () => {
    const home = newHome();
    const first = await start(home);
    const redis = connect(first.path);
    await redis.set('greeting', 'xin chào');
    expect(await redis.config('GET', 'port')).toEqual(['port', '0']);
    expect(await checkRedis(redis)).toEqual([]);
    await first.stop();
    await first.stop();

    const second = await start(home);
    expect(await connect(second.path).get('greeting')).toBe('xin chào');
  });

  it('starts again by itself when it is killed, with all that reached the disk', async () => {
    const server = await start(newHome());
    const redis = connect(server.path);
    await redis.set('kept', '1');
    // Writes are on the disk within a second; WAITAOF came later than the oldest version we support.
    await untilAofIsWritten(redis);
    const pid = await pidOf(redis);
    process.kill(pid, 'SIGKILL');
    const after = await eventually(async () => {
      const now = await pidOf(redis);
      return now === pid ? undefined : now;
    });
    expect(after).not.toBe(pid);
    expect(await redis.get('kept')).toBe('1');
  });

  it('ends the server that a killed parent left behind, and reads its data', async () => {
    const home = newHome();
    const parent = await startElsewhere(home);
    const orphan = connect(socketPath(home));
    await orphan.set('from', 'the first life');
    const pid = await pidOf(orphan);
    const gone = new Promise((resolve) => parent.once('exit', resolve));
    parent.kill('SIGKILL');
    await gone;
    expect(await orphan.ping()).toBe('PONG');

    const server = await start(home);
    expect(server.attached).toBe(false);
    const redis = connect(server.path);
    expect(await redis.get('from')).toBe('the first life');
    expect(await pidOf(redis)).not.toBe(pid);
  });

  it('is shared when two start on one directory at once, and stays until its owner stops', async () => {
    const home = newHome();
    const both = await Promise.all([start(home), start(home)]);
    expect(both.filter((each) => each.attached)).toHaveLength(1);
    const redis = connect(both[0].path);
    await both.find((each) => each.attached)?.stop();
    expect(await redis.ping()).toBe('PONG');
  });

  it('is taken over by a process that only used it, when its owner is killed', async () => {
    const home = newHome();
    const owner = await startElsewhere(home);
    const server = await start(home);
    expect(server.attached).toBe(true);
    const redis = connect(server.path);
    await redis.set('kept', '1');
    const pid = await pidOf(redis);
    owner.kill('SIGKILL');
    await eventually(async () => ((await pidOf(redis)) === pid ? undefined : true));
    expect(await redis.get('kept')).toBe('1');
  });

  it('refuses a socket on which somebody else listens, and leaves that server alone', async () => {
    const home = newHome();
    const other = newHome();
    const path = socketPath(home);
    const stranger = spawn(
      redisServerPath(),
      ['--port', '0', '--unixsocket', path, '--dir', other, '--save', '', '--loglevel', 'warning'],
      { stdio: 'ignore' },
    );
    cleanups.push(() => stranger.kill('SIGKILL'));
    const redis = connect(path);
    await eventually(async () => await redis.ping());
    await expect(startPrivateRedis({ directory: home, log: silent })).rejects.toThrow('not ours');
    expect(await redis.ping()).toBe('PONG');
  });

  it('finds a short socket path for a deep directory', () => {
    const deep = join(tmpdir(), 'a'.repeat(60), 'b'.repeat(60));
    expect(Buffer.byteLength(socketPath(deep))).toBeLessThan(100);
    expect(socketPath(deep)).not.toBe(socketPath(`${deep}c`));
  });
});

/** A process of its own that starts the server and stays. */
async function startElsewhere(home: string): Promise<ChildProcess> {
  const parent = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'start-and-stay.ts'), home],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  cleanups.push(() => parent.kill('SIGKILL'));
  await new Promise((resolve) => parent.stdout.once('data', resolve));
  return parent;
}

async function untilAofIsWritten(redis: Redis): Promise<void> {
  await eventually(async () => {
    const info = await redis.info('persistence');
    return /aof_buffer_length:0/.test(info) && /aof_pending_bio_fsync:0/.test(info) ? true : undefined;
  });
}

async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look().catch(() => undefined);
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

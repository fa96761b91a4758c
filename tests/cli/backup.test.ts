import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { foldForSearch } from '../../src/text/fold.ts';
import { tokens } from '../../src/text/tokens.ts';
import { freePort, redisServerPath } from '../harness/redis-server.ts';
import { aChat, anArticle, aSlot, aSource } from '../store/samples.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
const folder = mkdtempSync(join(tmpdir(), 'diemtin-backup-'));
const file = join(folder, 'sao-luu.jsonl.gz');
const ARTICLES = 1_500;

let server: ReturnType<typeof spawn>;
let url: string;
let redis: Redis;

beforeAll(async () => {
  const port = await freePort();
  server = spawn(
    redisServerPath(),
    ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'],
    { stdio: 'ignore' },
  );
  url = `redis://127.0.0.1:${port}`;
  redis = new Redis(url, { retryStrategy: () => 20 });
  redis.on('error', () => undefined);
  const store = openStore(redis, { words: tokens, fold: foldForSearch }, 'thu', 'diemtin');
  await store.migrate();
  await store.sources.put(aSource('bao-mau'));
  await store.chats.put(aChat('telegram:42'), aSlot('telegram:42'));
  const at = Date.now() - 60_000;
  for (let number = 0; number < ARTICLES; number += 1) {
    const article = anArticle(`bài ${number}`, {
      arrivedAt: at,
      publishedAt: at,
      title: `Tin số ${number} về thép`,
    });
    await store.articles.save(article);
    await store.articles.understood(article.id, { topics: [], places: [], figures: [], summary: [] });
  }
}, 60_000);

afterAll(() => {
  redis.disconnect();
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function run(program: 'backup' | 'restore', ...args: string[]) {
  const environment = { ...process.env, REDIS_URL: url };
  const done = spawnSync(process.execPath, [tsx, join(root, `src/cli/${program}.ts`), ...args], {
    cwd: folder,
    env: environment,
    encoding: 'utf8',
  });
  return { code: done.status, said: done.stdout + done.stderr };
}

/** Starts a restore and kills it with no chance to tidy up once some of it is written. */
async function killInTheMiddle(): Promise<void> {
  const child = spawn(process.execPath, [tsx, join(root, 'src/cli/restore.ts'), file, '--replace'], {
    cwd: folder,
    env: { ...process.env, REDIS_URL: url },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  while ((await redis.exists('diemtin:{store}:restoring')) === 0 || (await redis.dbsize()) < 300);
  child.kill('SIGKILL');
  await ended;
}

describe('backup and restore', () => {
  it('bring everything back, also after a kill in the middle', async () => {
    const backup = run('backup', file);
    expect(backup).toMatchObject({ code: 0 });
    expect(backup.said).toContain('Đã sao lưu');
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(existsSync(`${file}.part`)).toBe(false);

    expect(run('restore', file)).toMatchObject({
      code: 1,
      said: expect.stringContaining('Redis đang có dữ liệu'),
    });
    await redis.flushall();
    await killInTheMiddle();
    const store = openStore(redis, { words: tokens, fold: foldForSearch }, 'thu', 'diemtin');
    expect(await store.articles.count()).toBeLessThanOrEqual(ARTICLES);
    expect(await store.migrate()).toEqual({ kind: 'wait', why: 'restoring' });

    const restore = run('restore', file);
    expect(restore).toMatchObject({ code: 0 });
    expect(restore.said).toContain(`${ARTICLES} bài trong chỉ mục tìm kiếm`);
    expect(await store.migrate()).toEqual({ kind: 'ready', ran: [] });
    expect(await store.articles.count()).toBe(ARTICLES);
    expect(await store.chats.get('telegram:42')).toMatchObject({ hours: ['07:00'] });
    const found = await store.search.search({ text: 'thép số 1234', now: Date.now(), offset: 0, limit: 3 });
    expect(found.ids[0]).toBe('bài 1234');
  }, 60_000);

  it('refuse what is no whole backup, and write nothing', async () => {
    const before = await redis.dbsize();
    const cut = join(folder, 'cut.gz');
    const whole = readFileSync(file);
    writeFileSync(cut, whole.subarray(0, whole.length / 2));
    expect(run('restore', cut, '--replace')).toMatchObject({
      code: 1,
      said: expect.stringContaining('Chưa ghi gì cả'),
    });
    writeFileSync(cut, 'xin chào');
    expect(run('restore', cut, '--replace')).toMatchObject({ code: 1 });
    expect(run('restore', join(folder, 'missing.gz'))).toMatchObject({ code: 2 });
    expect(run('backup')).toMatchObject({ code: 2 });
    expect(await redis.dbsize()).toBe(before);
  }, 60_000);
});

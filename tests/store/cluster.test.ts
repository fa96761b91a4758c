import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster, type Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paceLimits, paceWindow } from '../../src/delivery/pace.ts';
import type { ChatKey } from '../../src/news/chat.ts';
import { openStore } from '../../src/store/store.ts';
import { foldForSearch } from '../../src/text/fold.ts';
import { tokens } from '../../src/text/tokens.ts';
import { freePort, redisServerPath } from '../harness/redis-server.ts';
import { aChat, aSlot, aSource, aStory, anArticle, MORNING } from './samples.ts';

const hasCli = spawnSync('redis-cli', ['--version']).status === 0;

const nodes: ChildProcess[] = [];
let directory: string;
let redis: Cluster;
let store: ReturnType<typeof openStore>;

async function startNode(port: number): Promise<void> {
  const home = join(directory, String(port));
  mkdirSync(home);
  const settings = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    home,
    '--save',
    '',
    '--appendonly',
    'no',
  ];
  const cluster = [
    '--cluster-enabled',
    'yes',
    '--cluster-config-file',
    'nodes.conf',
    '--cluster-node-timeout',
    '5000',
  ];
  nodes.push(
    spawn(redisServerPath(), [...settings, ...cluster, '--cluster-port', String(await freePort())], {
      stdio: 'ignore',
    }),
  );
  for (let tries = 0; tries < 200; tries += 1) {
    if (
      spawnSync('redis-cli', ['-p', String(port), 'ping'])
        .stdout.toString()
        .trim() === 'PONG'
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('a node does not start');
}

describe.skipIf(!hasCli)(`a Redis Cluster of three${hasCli ? '' : ' (skipped: no redis-cli here)'}`, () => {
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'diemtin-cluster-'));
    const ports = [await freePort(), await freePort(), await freePort()];
    for (const port of ports) await startNode(port);
    const places = ports.map((port) => `127.0.0.1:${port}`);
    const made = spawnSync('redis-cli', ['--cluster', 'create', ...places, '--cluster-yes']);
    if (made.status !== 0) throw new Error(made.stdout.toString());
    redis = new Cluster(
      ports.map((port) => ({ host: '127.0.0.1', port })),
      { clusterRetryStrategy: () => 100 },
    );
    // The same commands; only the types of the two clients differ.
    store = openStore(redis as unknown as Redis, { words: tokens, fold: foldForSearch }, 'test', 'cluster');
    await new Promise((resolve) => setTimeout(resolve, 1500));
  }, 60_000);

  afterAll(async () => {
    redis?.disconnect();
    await Promise.all(
      nodes.map(async (node) => {
        const gone = new Promise((resolve) => node.once('exit', resolve));
        node.kill('SIGKILL');
        await gone;
      }),
    );
    if (directory) rmSync(directory, { recursive: true, force: true });
  });

  it('holds chats and deliveries of all shards, spread over the nodes', async () => {
    const chats = Array.from({ length: 40 }, (_, at): ChatKey => `telegram:${at + 1}`);
    for (const key of chats) await store.chats.put(aChat(key), aSlot(key));
    const waiting = await store.chats.due(MORNING, 100);
    expect(waiting).toHaveLength(40);
    const digest = { parts: [{ text: 'Điểm tin', format: 'plain' as const }], storyIds: ['s1'] };
    const made = await store.ledger.publish(
      waiting.map(({ chat, slot }) => ({
        chat: chat.key,
        slot,
        digest,
        until: MORNING + 1e7,
        next: undefined,
      })),
      MORNING,
    );
    expect(made).toBe(40);
    expect(await store.chats.due(MORNING, 100)).toEqual([]);
    expect(await store.ledger.toldLists(chats)).toHaveLength(40);
    const taken = await store.ledger.take('telegram', 'w', MORNING, 10_000, 100);
    expect(taken).toHaveLength(40);
    for (const each of taken) {
      expect(await store.ledger.begin(each, MORNING, 10_000)).toBe(true);
      expect(await store.ledger.partSent(each, 1, MORNING, 10_000)).toBe(true);
      expect(await store.ledger.settle(each, { state: 'sent' }, MORNING)).toBe(true);
    }
    expect((await store.ledger.report('2026-11-23T07:00')).counts).toEqual({ sent: 40 });
    expect(await store.ledger.told('telegram:1')).toEqual(new Set(['s1']));
    await store.chats.move('telegram:1', 'telegram:-1001');
    expect(await store.chats.get('telegram:-1001')).toBeDefined();
    expect(await store.chats.forget('telegram:2')).toBe(true);
  });

  it('keeps the pace and the shifts', async () => {
    const rules = { ...paceLimits.telegram, ...paceWindow(paceLimits.telegram) };
    const pace = store.pace('telegram', rules, async () => undefined);
    expect(await pace.turn('telegram:1', 'digest')).toMatchObject({ granted: true });
    await pace.holdChat('telegram:1', 20_000);
    expect(await pace.turn('telegram:1', 'digest')).toMatchObject({ granted: false, whom: 'chat' });
    await pace.backOff('outage');
    await pace.worked();
    expect(await store.shifts.hold('understand', 10_000)).toBe('begun');
  });

  it('holds sources, articles, stories and the search', async () => {
    await store.sources.seed([aSource('bao-mau')]);
    expect(await store.sources.takeDue(MORNING, 5, 1000)).toHaveLength(1);
    expect(await store.articles.save(anArticle('a1'))).toBe('new');
    expect(await store.articles.save(anArticle('a1'))).toBe('known');
    expect(await store.articles.pile(5)).toHaveLength(1);
    const understanding = { topics: ['xuat-nhap-khau'], places: [], figures: [], summary: [] };
    await store.search.add({ ...anArticle('a1'), ...understanding });
    await store.stories.put([aStory('a1', ['a1'])], []);
    await store.articles.understood('a1', understanding);
    expect(await store.stories.between(MORNING - 1, MORNING + 1)).toHaveLength(1);
    const found = await store.search.search({ text: 'thủy sản', now: MORNING, offset: 0, limit: 5 });
    expect(found.ids).toEqual(['a1']);
  });
});

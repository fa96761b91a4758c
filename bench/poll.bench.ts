import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createApp } from '../src/app.ts';
import { createLog } from '../src/log.ts';
import type { Source } from '../src/news/source.ts';
import { openRedis } from '../src/redis.ts';
import { parseSettings } from '../src/settings.ts';
import type { BenchResult } from './run.ts';

/** Requests the fetcher has under way at once; see `host-gate.ts`. */
const atOnce = 8;

/**
 * `npm run bench -- poll [feeds]`: a round over 500 feeds on loopback (30 % unchanged, 5 % failing, 10 % answering after 5 s, gzip), then
 * one in which all are unchanged. Wall time against the bound that the slow ones set at our concurrency, CPU of the second round against
 * the first, growth of memory.
 */
export async function bench([count = '500']: readonly string[]): Promise<BenchResult> {
  // The built program runs without; every socket that idles out would pay for them.
  process.setSourceMapsEnabled(false);
  const feeds = Number(count);
  const home = await mkdtemp(join(tmpdir(), 'diemtin-bench-'));
  const log = createLog('silent', []);
  const publisher = fork(fileURLToPath(new URL('./feed-server.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  });
  const [port] = (await once(publisher, 'message')) as [number];
  const { redis, close } = await openRedis(undefined, home, log);
  const hosts = Array.from(
    { length: feeds },
    (_, feed) => `127.1.${Math.floor(feed / 250)}.${(feed % 250) + 1}:${port}`,
  );
  const sources = hosts.map((host, feed): Source => ({
    id: `bao-${feed}`,
    name: `Báo ${feed}`,
    publisher: `Báo ${feed}`,
    url: `http://${host}/${feed}.xml`,
    topics: [],
    lang: 'vi',
    enabled: true,
    hints: { teaserOnly: true },
  }));
  const parsed = parseSettings({ FETCH_ALLOW_HOSTS: hosts.join(','), HTTP_PORT: '0', POLL_SECONDS: '10' });
  if (!parsed.ok) throw new Error('wrong settings');
  let now = Date.now();
  const app = createApp({
    settings: parsed.settings,
    redis,
    clock: { now: () => now },
    log,
    sources,
    terminal: {
      input: Readable.from([]),
      output: new Writable(),
      colour: false,
      width: 80,
      ended: () => undefined,
    },
  });
  try {
    await app.store.sources.seed(sources);
    const rounds = [];
    for (const round of [0, 1, 2]) {
      publisher.send(round);
      await once(publisher, 'message');
      rounds.push(await measure(() => app.jobs.collect()));
      // Everything is due again; no rhythm or back-off is longer than a day.
      now += 86_400_000;
      await wait(100);
    }
    const [, first, second] = rounds;
    if (first === undefined || second === undefined) throw new Error('no rounds');
    const slowest = (feeds / 10) * 5000;
    const bound = slowest / atOnce;
    const result = {
      feeds,
      polled: first.result.polled,
      failed: first.result.failed,
      newArticles: first.result.articles,
      wallMs: first.wallMs,
      boundMs: bound,
      wallToBound: round2(first.wallMs / bound),
      cpuMs: first.cpuMs,
      unchangedCpuMs: second.cpuMs,
      unchangedCpuShare: round2(second.cpuMs / first.cpuMs),
      memoryGrowthMb: Math.round(Math.max(first.peakMb, second.peakMb) - first.startMb),
    };
    console.table(result);
    return result;
  } finally {
    await app.stop();
    await close();
    publisher.kill();
    await rm(home, { recursive: true, force: true });
  }
}

async function measure<T>(work: () => Promise<T>) {
  globalThis.gc?.();
  const startMb = process.memoryUsage.rss() / 2 ** 20;
  let peakMb = startMb;
  // Looking costs too: seldom enough not to show in what is measured.
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, process.memoryUsage.rss() / 2 ** 20);
  }, 250);
  const before = process.cpuUsage();
  const start = performance.now();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  clearInterval(watch);
  return {
    result,
    wallMs: Math.round(performance.now() - start),
    cpuMs: Math.round((user + system) / 1000),
    startMb,
    peakMb,
  };
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

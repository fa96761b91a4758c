import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { createApp } from '../src/app.ts';
import type { App } from '../src/app.ts';
import { serveFeedFolder } from '../src/cli/demo/feed-folder.ts';
import { sourcesOfFolder } from '../src/cli/demo/folder-sources.ts';
import { slotAfter } from '../src/digest/slots.ts';
import { createLog } from '../src/log.ts';
import { openRedis } from '../src/redis.ts';
import { parseSettings } from '../src/settings.ts';

/** `npm run pictures`: the pictures of the README, taken of the real pages in Chromium on the demo's news. */

const feeds = fileURLToPath(new URL('../demo/feeds', import.meta.url));
const target = fileURLToPath(new URL('../docs/pictures', import.meta.url));

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly scheme: 'light' | 'dark';
  readonly width: number;
  /** Cut off below, in CSS pixels. */
  readonly height: number;
}

async function main(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'diemtin-pictures-'));
  const folder = await serveFeedFolder(feeds);
  const { sources, newestAt = Date.now() } = await sourcesOfFolder(feeds, folder, Date.now());
  const parsed = parseSettings({
    FETCH_ALLOW_HOSTS: folder.host,
    HTTP_PORT: '0',
    PUBLISH_DELAY_MINUTES: '0',
  });
  if (!parsed.ok) throw new Error('wrong settings');
  const log = createLog('error', [], process.stderr);
  const { redis, close } = await openRedis(undefined, join(home, 'redis'), log);
  // The morning after the newest news, as readers meet it.
  const morning =
    slotAfter(
      { key: 'console:1', hours: ['07:00'], days: [1, 2, 3, 4, 5, 6, 7], timeZone: 'Asia/Ho_Chi_Minh' },
      newestAt,
    )?.at ?? newestAt;
  const app = createApp({
    settings: parsed.settings,
    redis,
    clock: { now: () => morning },
    log,
    sources,
    hostGapMs: 0,
    terminal: {
      input: Readable.from([]),
      output: new Writable({ write: (_, __, done) => done() }),
      colour: false,
      width: 80,
      ended: () => undefined,
    },
  });
  try {
    await app.store.sources.seed(sources);
    await app.jobs.collect();
    await app.jobs.understand();
    await app.start();
    const browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
    });
    try {
      await takeAll(app, browser);
    } finally {
      await browser.close();
    }
  } finally {
    await app.stop();
    await close();
    await folder.close();
    await rm(home, { recursive: true, force: true });
  }
}

async function takeAll(app: App, browser: Browser): Promise<void> {
  mkdirSync(target, { recursive: true });
  const address = `http://127.0.0.1:${app.httpPort()}`;
  const front = await (await fetch(`${address}/`)).text();
  const story = /href="(\/story\/[^"]+)"/u.exec(front)?.[1] ?? '/';
  const shots: readonly Shot[] = [
    { name: 'digest-light', path: '/', scheme: 'light', width: 430, height: 860 },
    { name: 'digest-dark', path: '/', scheme: 'dark', width: 430, height: 860 },
    { name: 'story', path: story, scheme: 'light', width: 430, height: 860 },
    { name: 'chart', path: `/solieu/${await longest(app)}`, scheme: 'light', width: 760, height: 720 },
  ];
  for (const shot of shots) {
    await take(browser, address, shot);
    process.stdout.write(`✓ docs/pictures/${shot.name}.png\n`);
  }
}

/** The series with most periods: a chart with history says most. */
async function longest(app: App): Promise<string> {
  const all = await app.store.series.get(await app.store.series.list());
  const periods = (series: (typeof all)[number]): number =>
    new Set(series.claims.map((claim) => claim.period)).size;
  return encodeURIComponent(all.toSorted((a, b) => periods(b) - periods(a))[0]?.id ?? 'iip');
}

async function take(
  browser: Browser,
  address: string,
  { name, path, scheme, width, height }: Shot,
): Promise<void> {
  const page = await browser.newPage({
    colorScheme: scheme,
    viewport: { width, height },
    deviceScaleFactor: 1.5,
    locale: 'vi-VN',
  });
  await page.goto(`${address}${path}`, { waitUntil: 'load' });
  await page.screenshot({ path: join(target, `${name}.png`) });
  await page.close();
}

await main();

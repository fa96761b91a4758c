import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createApp } from '../app.ts';
import type { App } from '../app.ts';
import { CONSOLE_CHAT } from '../bot/console/channel.ts';
import { localDate, slotAfter } from '../digest/slots.ts';
import { createLog } from '../log.ts';
import type { Chat } from '../news/chat.ts';
import type { Instant } from '../news/time.ts';
import type { Clock } from '../ports/clock.ts';
import { openRedis } from '../redis.ts';
import { parseSettings } from '../settings.ts';
import type { Settings } from '../settings.ts';
import { serveFeedFolder } from './demo/feed-folder.ts';
import type { FeedFolder } from './demo/feed-folder.ts';
import { sourcesOfFolder } from './demo/folder-sources.ts';

/** `npm run demo`: the real thing on a folder of feeds, with a clock that stands at the morning after the newest item. */

const ownFeeds = fileURLToPath(new URL('../../demo/feeds', import.meta.url));

const minute = 60_000;

/** What the demo asks by itself when nobody is there to type. */
const sampleQuestion = 'xuat khau lang son';

async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) {
    process.stderr.write('Cách dùng: npm run demo -- [--once] [--feeds THƯ-MỤC]\n');
    return 2;
  }
  const home = await mkdtemp(join(tmpdir(), 'diemtin-demo-'));
  let folder: FeedFolder | undefined;
  try {
    folder = await serveFeedFolder(options.feeds).catch(() => undefined);
    if (folder === undefined || folder.files.length === 0) {
      process.stderr.write(`Không có tệp nguồn tin nào (.xml, .rss, .atom, .json) trong ${options.feeds}\n`);
      return 1;
    }
    return await run(folder, options, home);
  } finally {
    await folder?.close();
    await rm(home, { recursive: true, force: true });
  }
}

interface Options {
  readonly once: boolean;
  readonly feeds: string;
}

function readOptions(): Options | undefined {
  try {
    const { values } = parseArgs({
      options: { once: { type: 'boolean', default: false }, feeds: { type: 'string' } },
    });
    const caller = process.env['INIT_CWD'] ?? process.cwd();
    return {
      once: values.once,
      feeds: values.feeds === undefined ? ownFeeds : resolve(caller, values.feeds),
    };
  } catch {
    return undefined;
  }
}

async function run(folder: FeedFolder, options: Options, home: string): Promise<number> {
  const settings = demoSettings(folder);
  const { sources, newestAt } = await sourcesOfFolder(options.feeds, folder, Date.now());
  const chat = sampleReader(settings, newestAt ?? Date.now());
  const slot = slotAfter(chat, chat.activeSince);
  if (slot === undefined) throw new Error('a reader with an hour has a slot');
  const clock = settableClock(slot.at - minute);
  const log = createLog('error', [], process.stderr);
  const { redis, close } = await openRedis(undefined, join(home, 'redis'), log);
  let end: () => void = () => undefined;
  const ended = new Promise<void>((over) => {
    end = over;
  });
  const colour = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
  const terminal = {
    input: options.once ? Readable.from([`${sampleQuestion}\n`]) : process.stdin,
    output: process.stdout,
    colour,
    width: Math.min(process.stdout.columns ?? 80, 100),
    ended: end,
  };
  const app = createApp({ settings, redis, clock, log, sources, terminal, hostGapMs: 0 });
  try {
    await app.store.sources.seed(sources);
    await gather(app, sources.length);
    await app.store.chats.put(chat, slot);
    clock.set(slot.at);
    say(`Đồng hồ bản thử đứng ở ${clockFace(slot.at, settings)}: tới giờ gửi điểm tin.\n`);
    await app.jobs.publish();
    while ((await app.jobs.deliver()) > 0);
    say(options.once ? `Một câu hỏi mẫu, gõ không dấu:  › ${sampleQuestion}\n` : hints);
    await app.start();
    await ended;
    return 0;
  } finally {
    await app.stop();
    await close();
  }
}

const hints = `Gõ điều bạn muốn biết, có dấu hay không đều được: "xuat khau lang son", "giá xăng", "IIP".
Lệnh: /trogiup /diemtin /chude /diaphuong /gio /caidat /nguon · thoát: exit
`;

/** Reads every source and understands what came, saying how far it is. */
async function gather(app: App, count: number): Promise<void> {
  say(`Đọc ${count} nguồn tin …`);
  const collected = await app.jobs.collect();
  say(
    `  ✓ ${collected.articles} bài mới${collected.failed > 0 ? `, ${collected.failed} nguồn không đọc được` : ''}`,
  );
  say('Hiểu từng bài, gộp các báo viết về cùng một việc …');
  await app.jobs.understand();
  const stories = await app.store.stories.between(0, Number.MAX_SAFE_INTEGER);
  const ours = stories.filter((story) => story.topics.length > 0);
  const told = ours.filter((story) => story.reports.length > 1).length;
  say(
    `  ✓ ${ours.length} việc về công thương (${told} việc có từ hai bài trở lên), ${stories.length - ours.length} tin ngoài lề để riêng\n`,
  );
}

function demoSettings(folder: FeedFolder): Settings {
  const parsed = parseSettings({
    FETCH_ALLOW_HOSTS: folder.host,
    ADMINS: CONSOLE_CHAT,
    HTTP_PORT: '0',
    POLL_SECONDS: '60',
  });
  if (!parsed.ok) throw new Error('the demo has wrong settings');
  return parsed.settings;
}

/** A reader who follows Lạng Sơn and takes every topic, subscribed when the newest item appeared. */
function sampleReader(settings: Settings, since: Instant): Chat {
  const today = localDate(since, settings.timeZone);
  return {
    key: CONSOLE_CHAT,
    kind: 'private',
    language: 'vi',
    timeZone: settings.timeZone,
    hours: [settings.defaultHour],
    days: [1, 2, 3, 4, 5, 6, 7],
    topics: [],
    places: ['lang-son'],
    emptyDay: 'say',
    state: 'active',
    createdOn: today,
    seenOn: today,
    activeSince: since,
  };
}

/** A clock that runs on from wherever it is set. */
function settableClock(at: Instant): Clock & { set(at: Instant): void } {
  let offset = at - Date.now();
  return {
    now: () => Date.now() + offset,
    set: (moment) => {
      offset = moment - Date.now();
    },
  };
}

function clockFace(at: Instant, { timeZone }: Settings): string {
  return new Intl.DateTimeFormat('vi-VN', { dateStyle: 'full', timeStyle: 'short', timeZone }).format(at);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main();

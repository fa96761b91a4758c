import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createApp } from '../../src/app.ts';
import type { App } from '../../src/app.ts';
import { serveFeedFolder } from '../../src/cli/demo/feed-folder.ts';
import { sourcesOfFolder } from '../../src/cli/demo/folder-sources.ts';
import { slotAfter } from '../../src/digest/slots.ts';
import { createLog } from '../../src/log.ts';
import type { Chat, ChatKey } from '../../src/news/chat.ts';
import type { Source } from '../../src/news/source.ts';
import type { Instant } from '../../src/news/time.ts';
import { parseSettings } from '../../src/settings.ts';
import { testRedis } from '../harness/redis.ts';
import { aChat } from '../store/samples.ts';
import type { TestRedis } from '../harness/redis.ts';

export const sampleFeeds = fileURLToPath(new URL('../../demo/feeds', import.meta.url));

/** A clock that stands until it is set. */
export function standingClock(at: Instant) {
  let now = at;
  return {
    now: () => now,
    set: (moment: string) => {
      now = Date.parse(moment);
    },
  };
}

export interface WholeHouse {
  readonly app: App;
  readonly redis: TestRedis;
  readonly clock: ReturnType<typeof standingClock>;
  logged(): string;
  /** Another process on the same Redis with the same settings. */
  another(): App;
  /** Puts a subscriber in the book, due at his next hour. */
  subscribe(key: ChatKey, over?: Partial<Chat>): Promise<void>;
  close(): Promise<void>;
}

/** The whole program on real parts: feeds on loopback, the run's Redis, and whatever platforms `variables` name. */
export async function openWholeHouse(
  startsAt: string,
  variables: Readonly<Record<string, string>>,
  { feeds = sampleFeeds, sources }: { feeds?: string; sources?: readonly Source[] } = {},
): Promise<WholeHouse> {
  const folder = await serveFeedFolder(feeds);
  const redis = testRedis();
  const clock = standingClock(Date.parse(startsAt));
  const lines: string[] = [];
  const parsed = parseSettings({
    FETCH_ALLOW_HOSTS: folder.host,
    HTTP_PORT: '0',
    POLL_SECONDS: '60',
    ...variables,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const log = createLog('debug', parsed.secrets, { write: (line) => void lines.push(line) });
  const declared = sources ?? (await sourcesOfFolder(feeds, folder, clock.now())).sources;
  const settings = parsed.settings;

  function open(): App {
    return createApp({
      settings,
      redis: redis.redis,
      clock,
      log,
      sources: declared,
      hostGapMs: 0,
      prefix: redis.prefix,
      terminal: {
        input: Readable.from([]),
        output: new Writable({ write: (_, __, done) => done() }),
        colour: false,
        width: 80,
        ended: () => undefined,
      },
    });
  }

  const app = open();
  await app.store.sources.seed(declared);
  return {
    app,
    redis,
    clock,
    another: open,
    logged: () => lines.join(''),
    async subscribe(key, over = {}) {
      const chat = aChat(key, { activeSince: clock.now(), ...over });
      await app.store.chats.put(chat, slotAfter(chat, clock.now()));
    },
    async close() {
      await app.stop();
      await folder.close();
      await redis.cleanup();
    },
  };
}

/** Runs the jobs, in order, until there is nothing left to do. */
export async function runJobs({ jobs }: App): Promise<void> {
  await jobs.collect();
  await jobs.understand();
  await jobs.publish();
  while ((await jobs.deliver()) > 0);
}

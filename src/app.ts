import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { createNewsDesk } from './jobs/desk.ts';
import { createKeywordShelf } from './jobs/keyword-shelf.ts';
import { createOwnWords } from './jobs/own-words.ts';
import { createSchedule } from './jobs/schedule.ts';
import { createVocabulary } from './jobs/vocabulary.ts';
import { chatCompletionsWriter } from './llm/chat-completions.ts';
import type { Source } from './news/source.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { Trouble } from './ports/operations.ts';
import type { Settings } from './settings.ts';
import { createReadingRoom } from './sources/reading-room.ts';
import { checkRedis } from './store/check-redis.ts';
import { openStore } from './store/store.ts';
import type { Store } from './store/store.ts';
import { foldForSearch } from './text/fold.ts';
import { tokens } from './text/tokens.ts';
import { createWebServer } from './web/server.ts';
import { createAdmins } from './wiring/admins.ts';
import type { TerminalStreams } from './wiring/channels.ts';
import { choresOf, createJobs, duties } from './wiring/jobs.ts';
import type { Jobs } from './wiring/jobs.ts';
import { openPosts } from './wiring/posts.ts';
import { activeSlotAfter, openTalk } from './wiring/talk.ts';
import { openWebsite } from './wiring/website.ts';

export interface AppNeeds {
  readonly settings: Settings;
  readonly redis: Redis;
  readonly clock: Clock;
  readonly log: Log;
  /** Sources that are there from the start. */
  readonly sources: readonly Source[];
  readonly terminal: TerminalStreams;
  /** Recent warnings and errors of this process, for the operator's page. */
  readonly troubles?: () => readonly Trouble[];
  /** Pause between two requests to one host; the polite one when absent. Only for hosts that are ours. */
  readonly hostGapMs?: number;
  /** Start of every key; another one is another bot. */
  readonly prefix?: string;
}

export interface App {
  /** Begins to receive, to poll and to deliver, as far as this process's role goes. */
  start(): Promise<void>;
  /** Stops all of it and waits for what is in hand. Stopping twice is fine. */
  stop(): Promise<void>;
  readonly jobs: Jobs;
  readonly store: Store;
  /** Port of the HTTP server once started. */
  httpPort(): number | undefined;
}

/** Wires the house together. Nothing is started, read or sent before `start`. */
export function createApp(needs: AppNeeds): App {
  const { settings, redis, clock, log } = needs;
  const token = randomUUID();
  const stopping = new AbortController();
  const duty = duties[settings.role];
  let httpPort: number | undefined;
  let warnings: readonly string[] = [];

  /** Waits; ends at once when the process is stopping. */
  async function sleep(ms: number): Promise<void> {
    if (ms > 0) await wait(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  }

  const store = openStore(redis, { words: tokens, fold: foldForSearch }, token, needs.prefix);
  const reading = createReadingRoom({
    allowHosts: settings.fetchAllowHosts,
    hostGapMs: needs.hostGapMs,
    contact: settings.publicUrl,
  });
  const vocabulary = createVocabulary();
  const keywords = createKeywordShelf(store.articles);
  const ownWords =
    settings.llm &&
    createOwnWords({
      ...store,
      writer: chatCompletionsWriter(settings.llm),
      clock,
      log,
      dailyCalls: settings.llm.dailyCalls,
      timeZone: settings.timeZone,
      signal: stopping.signal,
    });
  const desk = createNewsDesk({
    ...store,
    keywords,
    ownWords,
    vocabulary,
    probe: async (url, now) =>
      reading.probe(
        url,
        (await store.sources.list()).map((entry) => entry.source),
        now,
      ),
  });
  const posts = openPosts({
    settings,
    store,
    clock,
    log,
    terminal: needs.terminal,
    token,
    sleep,
    stopping: stopping.signal,
    sent: (platform, outcome) => website.metrics.sent(platform, outcome),
  });
  const admins = createAdmins(settings, store, posts.tell);
  const website = openWebsite({
    settings,
    redis,
    store,
    desk,
    vocabulary,
    channels: duty.talk ? posts.channels : [],
    clock,
    log,
    troubles: needs.troubles ?? (() => []),
    warnings: () => warnings,
    httpPort: () => httpPort,
    admins,
  });
  const jobs = createJobs({
    settings,
    store,
    reading,
    posts,
    admins,
    website,
    keywords,
    ownWords,
    clock,
    log,
  });
  const talk = openTalk({ settings, redis, store, desk, vocabulary, posts, website, clock, log });
  const schedule = createSchedule(choresOf(settings.role, jobs), log);
  const isPublic = settings.publicUrl !== undefined || posts.routes.length > 0;
  const server = createWebServer(
    settings.httpPort,
    isPublic ? '0.0.0.0' : '127.0.0.1',
    [...posts.routes, ...website.routes],
    (error) => log.error('http', { error }),
  );

  /** The first work on the data; nothing of it harms when it is done twice. */
  async function prepareData(): Promise<void> {
    await bringUpToDate(store, log);
    warnings = (await checkRedis(redis)).map((warning) => warning.code);
    await store.sources.seed(needs.sources);
    // A slot that has just passed and was not sent is still wanted.
    const lateMs = settings.lateLimitMinutes * 60_000;
    await store.links.finish(
      (chat) => activeSlotAfter(chat, Math.max(chat.activeSince, clock.now() - lateMs)),
      clock.now(),
    );
  }

  async function untilDataIsReady(): Promise<void> {
    for (let told = false; !stopping.signal.aborted; told = true) {
      try {
        return await prepareData();
      } catch (error) {
        if (!told) log.error('waiting for redis', { error });
        await sleep(1000);
      }
    }
  }

  return {
    jobs,
    store,
    httpPort: () => httpPort,
    async start() {
      httpPort = await server.start().catch((error: unknown) => {
        // The port is a convenience; the digests of tomorrow do not depend on it.
        log.error('http port not available', { port: settings.httpPort, error });
        return undefined;
      });
      if (settings.fetchAllowHosts.length > 0)
        log.warn('private hosts allowed', { hosts: settings.fetchAllowHosts });
      await untilDataIsReady();
      for (const warning of warnings) log.warn('redis is unwise', { warning });
      if (duty.talk) await talk.start();
      schedule.start();
      if (duty.deliver) posts.startDelivering();
      log.info('started', { role: settings.role, channels: posts.channels.map(({ platform }) => platform) });
    },
    async stop() {
      stopping.abort();
      // Side by side: what is being sent must be written down before the time for stopping is over.
      await Promise.all([
        posts.stopDelivering(),
        schedule.stop().then(() => jobs.leave().catch(() => undefined)),
        talk.stop(),
      ]);
      await server.stop();
      await website.close();
      await reading.close();
    },
  };
}

/** Old data is brought to the version of this program; data that is not whole, or newer than we understand, is left alone. */
async function bringUpToDate(store: Store, log: Log): Promise<void> {
  const state = await store.migrate();
  if (state.kind === 'newer')
    throw new Error(
      `the data is of version ${state.version}, newer than this program understands: update it`,
    );
  if (state.kind === 'wait') throw new Error(`the data is not ready: ${state.why}`);
  if (state.ran.length > 0) log.info('data brought up to date', { steps: state.ran });
}

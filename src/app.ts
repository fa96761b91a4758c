import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { menuOf } from './bot/commands.ts';
import { createConversation } from './bot/conversation.ts';
import type { HealthFact } from './bot/house.ts';
import { announcementEnded, onlyTextHint, suspendedNotice } from './bot/notices.ts';
import { openChannels } from './channels.ts';
import type { TerminalStreams } from './channels.ts';
import { paceLimits, paceWindow } from './delivery/pace.ts';
import type { PaceLimits } from './delivery/pace.ts';
import { composeDigest } from './digest/compose.ts';
import { slotAfter } from './digest/slots.ts';
import { announce } from './jobs/announce.ts';
import { createAlerts } from './jobs/alerts.ts';
import { collectDue } from './jobs/collect.ts';
import type { CollectReport } from './jobs/collect.ts';
import { createDeliverer } from './jobs/deliver.ts';
import { createNewsDesk } from './jobs/desk.ts';
import { forgetGone } from './jobs/forget-gone.ts';
import { createKeywordShelf } from './jobs/keyword-shelf.ts';
import { createOwnWords } from './jobs/own-words.ts';
import { publishDue } from './jobs/publish.ts';
import { withPacedReplies } from './jobs/paced-replies.ts';
import { createPump } from './jobs/pump.ts';
import { createSchedule } from './jobs/schedule.ts';
import { createSourceLists } from './jobs/source-lists.ts';
import { createTakedowns } from './jobs/takedowns.ts';
import { createUnderstandInTurn } from './jobs/understand-in-turn.ts';
import { createVocabulary } from './jobs/vocabulary.ts';
import { chatCompletionsWriter } from './llm/chat-completions.ts';
import { parseChatKey } from './news/chat.ts';
import type { Chat, ChatKey, Platform } from './news/chat.ts';
import type { Slot } from './news/digest.ts';
import type { Message, Part } from './news/message.ts';
import type { Source } from './news/source.ts';
import type { Instant } from './news/time.ts';
import type { Channel, Incoming } from './ports/channel.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { Trouble } from './ports/operations.ts';
import type { Pace } from './ports/pace.ts';
import type { Role, Settings } from './settings.ts';
import { createReadingRoom } from './sources/reading-room.ts';
import { checkRedis } from './store/check-redis.ts';
import { openStore } from './store/store.ts';
import type { Store } from './store/store.ts';
import { foldForSearch } from './text/fold.ts';
import { tokens } from './text/tokens.ts';
import { createWebServer } from './web/server.ts';
import { openWebsite } from './website.ts';

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

/** The four jobs, each a round of whatever is due now. Safe to call at any time. */
export interface Jobs {
  collect(): Promise<CollectReport>;
  /** Returns how many articles were understood. */
  understand(): Promise<number>;
  /** Returns how many slots were dealt with. */
  publish(): Promise<number>;
  /** Returns how many deliveries were taken. */
  deliver(): Promise<number>;
  /** Takes an announcement a step further; returns how many chats were reached. */
  announce(): Promise<number>;
  /** Looks for trouble and tells the admins; returns how many they were told. */
  watch(): Promise<number>;
  /** Daily: returns how many chats were forgotten. */
  forgetGone(): Promise<number>;
}

/** Which chores a process of a role does. */
const duties: Readonly<
  Record<Role, { readonly talk: boolean; readonly collect: boolean; readonly deliver: boolean }>
> = {
  all: { talk: true, collect: true, deliver: true },
  bot: { talk: true, collect: false, deliver: false },
  collect: { talk: false, collect: true, deliver: false },
  deliver: { talk: false, collect: false, deliver: true },
};

/** Wires the house together. Nothing is started, read or sent before `start`. */
export function createApp(needs: AppNeeds): App {
  const { settings, redis, clock, log } = needs;
  const token = randomUUID();
  const stopping = new AbortController();
  const store = openStore(redis, { words: tokens, fold: foldForSearch }, token, needs.prefix);
  const reading = createReadingRoom({
    allowHosts: settings.fetchAllowHosts,
    hostGapMs: needs.hostGapMs,
    contact: settings.publicUrl,
  });
  const duty = duties[settings.role];

  /** Waits; ends at once when the process is stopping. */
  async function sleep(ms: number): Promise<void> {
    if (ms > 0) await wait(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  }

  /** Repeats the first work of a start until Redis is there; nothing of it harms when it is done twice. */
  async function untilRedisAnswers(work: () => Promise<void>): Promise<void> {
    for (let told = false; !stopping.signal.aborted; told = true) {
      try {
        return await work();
      } catch (error) {
        if (!told) log.error('waiting for redis', { error });
        await sleep(1000);
      }
    }
  }

  const channels = openChannels({
    settings,
    log,
    clock,
    onlyTextHint,
    terminal: needs.terminal,
    seen: store.seen,
    commands: { vi: menuOf('vi'), en: menuOf('en') },
  });
  const channelOf = new Map(channels.map(({ channel }) => [channel.platform, channel]));

  const paceOf = new Map(
    channels.map(({ channel: { platform } }) => {
      const limits = limitsOf(platform, settings);
      return [platform, store.pace(platform, { ...limits, ...paceWindow(limits) }, sleep)] as const;
    }),
  );

  function paceFor({ platform }: Channel): Pace {
    const pace = paceOf.get(platform);
    if (pace === undefined) throw new Error(`no pace for ${platform}`);
    return pace;
  }

  async function tell(chat: ChatKey, message: Message): Promise<void> {
    const { platform } = parseChatKey(chat);
    const channel = channelOf.get(platform);
    for (const part of channel?.render(message) ?? []) {
      const turn = await paceOf.get(platform)?.turn(chat, 'reply');
      if (turn?.granted) await turn.depart();
      await channel?.send({ chat }, part);
    }
  }

  const renderOn = (platform: Platform, message: Message): readonly Part[] | undefined =>
    channelOf.get(platform)?.render(message);
  const keywords = createKeywordShelf(store.articles);
  const ownWords =
    settings.llm === undefined
      ? undefined
      : createOwnWords({
          ...store,
          writer: chatCompletionsWriter(settings.llm),
          clock,
          log,
          dailyCalls: settings.llm.dailyCalls,
          timeZone: settings.timeZone,
          signal: stopping.signal,
        });
  const vocabulary = createVocabulary();
  const alerts = createAlerts({
    ...store,
    render: renderOn,
    clock,
    log,
    publishDelayMinutes: settings.publishDelayMinutes,
  });
  const understanding = createUnderstandInTurn({ ...store, alerts, clock, log });
  const jobs: Jobs = {
    collect: () =>
      collectDue({
        ...store,
        ...reading,
        clock,
        log,
        pollSeconds: settings.pollSeconds,
        chance: Math.random,
        tellSuspended: async (source, health) => {
          const notice = suspendedNotice(source, health.suspended);
          await Promise.all(settings.admins.map((admin) => tell(admin as ChatKey, notice)));
        },
      }),
    understand: understanding.run,
    publish: () =>
      publishDue({
        ...store,
        clock,
        log,
        lateLimitMinutes: settings.lateLimitMinutes,
        publishDelayMinutes: settings.publishDelayMinutes,
        publicUrl: settings.publicUrl,
        pictureOf: (digest) => website.pictureOfDigest(digest),
        keywords,
        ownWords,
        render: renderOn,
      }),
    deliver: async () => {
      const taken = await Promise.all(deliverers.flatMap(({ lanes }) => lanes.map((lane) => lane())));
      return taken.reduce((sum, count) => sum + count, 0);
    },
    announce: () =>
      announce({
        ...store,
        render: renderOn,
        tellEnd: ({ tell: admin }, sent, failed) => tell(admin, announcementEnded(sent, failed)),
        clock,
        log,
      }),
    watch: () => website.watch(),
    forgetGone: () => forgetGone({ ...store, clock, log }),
  };

  const deliverers = channels.map(({ channel }) =>
    createDeliverer({
      ...store,
      channel: metered(channel),
      clock,
      log,
      sleep,
      stopping: stopping.signal,
      pace: paceFor(channel),
      // Zalo tells so little that a doubt there is never worth a second copy.
      policy: channel.platform === 'zalo' ? 'loss' : settings.deliveryPolicy,
      chance: Math.random,
      token: `${token}:${channel.platform}`,
    }),
  );
  const pumps = deliverers.flatMap(({ lanes }, at) =>
    lanes.map((lane) => createPump(`deliver ${channels[at]?.channel.platform}`, lane, sleep, log)),
  );

  const activeSlotAfter = (chat: Chat, after: Instant): Slot | undefined =>
    chat.state === 'active' ? slotAfter(chat, after) : undefined;
  /** A slot that has just passed and was not sent is still wanted. */
  const nextSlotOf = (chat: Chat): Slot | undefined =>
    activeSlotAfter(chat, Math.max(chat.activeSince, clock.now() - settings.lateLimitMinutes * 60_000));

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
  let httpPort: number | undefined;
  let warnings: readonly string[] = [];
  const website = openWebsite({
    settings,
    redis,
    store,
    desk,
    vocabulary,
    channels: duty.talk ? channels.map(({ channel }) => channel) : [],
    clock,
    log,
    troubles: needs.troubles ?? (() => []),
    warnings: () => warnings,
    httpPort: () => httpPort,
    tell,
  });

  /** Counts what becomes of everything a channel sends for us. */
  function metered(channel: Channel): Channel {
    const send: Channel['send'] = async (to, part) => {
      const outcome = await channel.send(to, part);
      website.metrics.sent(channel.platform, outcome.kind);
      return outcome;
    };
    return { ...channel, send };
  }

  const conversation = createConversation({
    ...store,
    addedAdmins: store.admins,
    desk,
    figures: website.figures,
    pictureOf: website.pictureOf,
    operatorLink: website.operatorLink,
    vocabulary,
    takedowns: createTakedowns({ ...store, log }),
    sourceLists: createSourceLists(),
    settings: { ...settings, lateLimitMs: settings.lateLimitMinutes * 60_000 },
    slotAfter: activeSlotAfter,
    renderDigest: (digest, chat) =>
      composeDigest(
        digest,
        parseChatKey(chat.key).platform,
        chat.kind === 'channel' ? undefined : {},
        settings.publicUrl,
      ),
    health: async () =>
      healthFacts(
        redis,
        channels.map(({ channel }) => channel),
      ),
    clock,
    log,
  });

  /** Measures how long an answer takes, waiting for the pace included. */
  function timed(receive: (incoming: Incoming) => Promise<void>): (incoming: Incoming) => Promise<void> {
    return async (incoming) => {
      const begun = performance.now();
      await receive(incoming);
      website.metrics.answered(parseChatKey(incoming.chat).platform, performance.now() - begun);
    };
  }

  const schedule = createSchedule(
    [
      ...(duty.collect
        ? [
            { name: 'collect', every: '*/10 * * * * *', run: jobs.collect },
            { name: 'understand', every: '*/2 * * * * *', run: jobs.understand },
          ]
        : []),
      // Twice a minute: a 07:00 digest is on its way by 07:00:00, and a missed tick costs half a minute.
      ...(duty.deliver
        ? [
            { name: 'publish', every: '*/30 * * * * *', run: jobs.publish },
            { name: 'announce', every: '*/2 * * * * *', run: jobs.announce },
            { name: 'watch', every: '30 */5 * * * *', run: jobs.watch },
            { name: 'forget gone chats', every: '20 40 3 * * *', run: jobs.forgetGone },
          ]
        : []),
    ],
    log,
  );

  const isPublic = settings.publicUrl !== undefined || channels.some(({ route }) => route !== undefined);
  const server = createWebServer(
    settings.httpPort,
    isPublic ? '0.0.0.0' : '127.0.0.1',
    [...channels.flatMap(({ route }) => (route === undefined ? [] : [route])), ...website.routes],
    (error) => log.error('http', { error }),
  );

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
      await untilRedisAnswers(async () => {
        await untilDataFits(store, log);
        warnings = (await checkRedis(redis)).map((warning) => warning.code);
        await store.sources.seed(needs.sources);
        await store.links.finish(nextSlotOf, clock.now());
      });
      for (const warning of warnings) log.warn('redis is unwise', { warning });
      if (duty.talk)
        for (const { channel } of channels)
          await channel.start(
            withPacedReplies(channel, paceFor(channel), timed(conversation.receive)),
            conversation.lookUp,
          );
      schedule.start();
      if (duty.deliver) for (const pump of pumps) pump.start();
      log.info('started', { role: settings.role, channels: [...channelOf.keys()] });
    },
    async stop() {
      stopping.abort();
      // Side by side: what is being sent must be written down before the time for stopping is over.
      await Promise.all([
        Promise.all(pumps.map((pump) => pump.stop())).then(() =>
          Promise.all(deliverers.map((deliverer) => deliverer.release())),
        ),
        schedule.stop().then(() => understanding.leave().catch(() => undefined)),
        ...channels.map(({ channel }) => channel.stop()),
      ]);
      await server.stop();
      await website.close();
      await reading.close();
    },
  };
}

/** The platform's limits; more than Telegram's free 30 a second is paid for. */
function limitsOf(platform: Platform, { telegram }: Settings): PaceLimits {
  const limits = paceLimits[platform];
  return platform === 'telegram' && telegram !== undefined
    ? { ...limits, perSecond: telegram.perSecond }
    : limits;
}

/** Old data is brought to the version of this program; data that is not whole, or newer than we understand, is left alone. */
async function untilDataFits(store: Store, log: Log): Promise<void> {
  const state = await store.migrate();
  if (state.kind === 'newer')
    throw new Error(
      `the data is of version ${state.version}, newer than this program understands: update it`,
    );
  if (state.kind === 'wait') throw new Error(`the data is not ready: ${state.why}`);
  if (state.ran.length > 0) log.info('data brought up to date', { steps: state.ran });
}

async function healthFacts(redis: Redis, channels: readonly Channel[]): Promise<readonly HealthFact[]> {
  const answered = await redis.ping().then(
    () => true,
    () => false,
  );
  return [
    { part: 'Redis', state: answered ? 'ok' : 'bad' },
    ...channels.map((channel): HealthFact => {
      const { state, detail } = channel.health();
      return {
        part: channel.platform,
        state: state === 'up' ? 'ok' : state === 'unauthorized' ? 'bad' : 'warn',
        ...(detail === undefined ? {} : { detail }),
      };
    }),
  ];
}

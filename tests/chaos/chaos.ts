import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { localDate, slotAfter } from '../../src/digest/slots.ts';
import type { Chat } from '../../src/news/chat.ts';
import { openStore } from '../../src/store/store.ts';
import { foldForSearch } from '../../src/text/fold.ts';
import { tokens } from '../../src/text/tokens.ts';
import { programVictim, redisVictim, telegramChild, until, type Victim } from './parts.ts';

export interface ChaosPlan {
  readonly seed: number;
  readonly chats: number;
  /** Processes that deliver. */
  readonly workers: number;
  readonly kills: number;
  readonly redisKills: number;
  /** Freezes one worker for so long in the middle; 0 for not at all. */
  readonly freezeMs: number;
  readonly perSecond: number;
  readonly latencyMs: number;
  readonly policy: 'duplicate' | 'loss';
}

export interface ChaosResult {
  readonly chats: number;
  readonly kills: number;
  readonly redisKills: number;
  readonly sent: number;
  readonly lost: number;
  readonly repeats: number;
  readonly mostCopies: number;
  /** Lost or doubtful chats that `/baocao` would not name. */
  readonly unlisted: number;
  readonly doubtful: number;
  readonly refused: number;
  readonly seconds: number;
  /** Slowest end after SIGTERM, in ms. */
  readonly endMs: number;
  readonly settled: boolean;
  readonly broken: readonly string[];
}

const zone = 'Asia/Ho_Chi_Minh';
const minute = 60_000;
/** Messages of one worker on their way: what one kill may repeat. */
const inFlight = 3;

/** One digest for every chat by the real program, while its processes and its Redis are killed; then counts what arrived. */
export async function runChaos(plan: ChaosPlan): Promise<ChaosResult> {
  const directory = mkdtempSync(join(tmpdir(), 'diemtin-chaos-'));
  const random = seeded(plan.seed);
  const server = await redisVictim(directory);
  const telegram = await telegramChild(plan);
  await server.start();
  const redis = new Redis(server.url, { maxRetriesPerRequest: 1, retryStrategy: () => 100 });
  redis.on('error', () => undefined);
  const store = openStore(redis, { words: tokens, fold: foldForSearch }, 'chaos');
  const workers = Array.from({ length: plan.workers }, (_, at) =>
    programVictim(
      {
        ROLE: 'deliver',
        REDIS_URL: server.url,
        TELEGRAM_BOT_TOKEN: telegram.token,
        TELEGRAM_API_ROOT: telegram.apiRoot,
        TELEGRAM_PER_SECOND: String(plan.perSecond),
        DELIVERY_POLICY: plan.policy,
      },
      join(directory, `worker-${at}.log`),
    ),
  );
  const started = performance.now();
  try {
    const slot = await subscribeAll(store, plan.chats);
    await Promise.all(workers.map((worker) => worker.start()));
    if (!(await until(60_000, async () => (await telegram.sent()) > 0)))
      throw new Error(`nothing is sent; see the logs in ${directory}`);
    await harm(plan, random, workers, server, telegram.sent);
    const settled = await until(
      60_000 + (plan.chats / plan.perSecond) * 2000,
      async () =>
        (await store.ledger.openCount()) === 0 && (await store.chats.due(Date.now(), 1)).length === 0,
    );
    const seconds = Math.round((performance.now() - started) / 1000);
    const ends = await Promise.all(workers.map((worker) => worker.end()));
    const { copies, refused } = await telegram.tally();
    const doubtful = new Set((await store.ledger.doubtful(10_000)).map(({ chat }) => chat));
    const lostChats = copies.flatMap((count, at) => (count === 0 ? [`telegram:${at + 1}` as const] : []));
    const result = {
      chats: plan.chats,
      kills: plan.kills,
      redisKills: plan.redisKills,
      sent: copies.filter((count) => count > 0).length,
      lost: lostChats.length,
      repeats: copies.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
      mostCopies: copies.reduce((most, count) => Math.max(most, count), 0),
      unlisted: lostChats.filter((chat) => !doubtful.has(chat)).length,
      doubtful: (await store.ledger.report(slot)).counts.unknown ?? 0,
      refused,
      seconds,
      endMs: Math.max(...ends.map(({ ms }) => ms)),
      settled,
    };
    return { ...result, broken: brokenPromises(plan, result) };
  } finally {
    redis.disconnect();
    await Promise.all(workers.map((worker) => worker.kill()));
    await telegram.close();
    await server.kill();
    if (process.env['CHAOS_KEEP'] === undefined) rmSync(directory, { recursive: true, force: true });
    else console.error(directory);
  }
}

/** What the result breaks of the promises, in words. */
function brokenPromises(plan: ChaosPlan, result: Omit<ChaosResult, 'broken'>): readonly string[] {
  const broken: string[] = [];
  if (!result.settled) broken.push('something is still open');
  if (result.endMs > 10_000) broken.push(`a process took ${result.endMs} ms to end`);
  if (result.mostCopies > 2) broken.push(`${result.mostCopies} copies of one message`);
  if (result.refused > 0) broken.push(`${result.refused} requests were too many`);
  if (plan.policy === 'duplicate') {
    if (result.lost > 0) broken.push(`${result.lost} lost`);
    const allowed = inFlight * plan.kills;
    if (result.repeats > allowed) broken.push(`${result.repeats} repeats, ${allowed} allowed`);
  } else {
    if (result.repeats > 0) broken.push(`${result.repeats} repeats`);
    if (result.unlisted > 0) broken.push(`${result.unlisted} lost and not listed`);
  }
  return broken;
}

/** Kills at seeded moments spread over the work, and starts again what was killed. */
async function harm(
  plan: ChaosPlan,
  random: () => number,
  workers: readonly Victim[],
  server: Victim,
  sent: () => Promise<number>,
): Promise<void> {
  const moments = [
    ...Array.from({ length: plan.kills }, () => ({ at: random(), what: 'worker' as const })),
    ...Array.from({ length: plan.redisKills }, () => ({ at: random(), what: 'redis' as const })),
    ...(plan.freezeMs > 0 ? [{ at: random() / 2, what: 'freeze' as const }] : []),
  ].toSorted((a, b) => a.at - b.at);
  const thaws: Promise<void>[] = [];
  for (const { at, what } of moments) {
    // Counted in messages, so that every harm meets work in hand.
    const goal = Math.floor(plan.chats * (0.02 + at * 0.9));
    await until(120_000, async () => (await sent()) >= goal, 20);
    const worker = workers[Math.floor(random() * workers.length)];
    if (worker === undefined) continue;
    if (what === 'redis') {
      await server.kill();
      await wait(random() * 1500);
      await server.start();
    } else if (what === 'worker') {
      await worker.kill();
      await worker.start();
    } else {
      worker.freeze();
      thaws.push(wait(plan.freezeMs).then(() => worker.thaw()));
    }
  }
  await Promise.all(thaws);
}

/** Everybody's hour is this very minute. Returns the slot's name. */
async function subscribeAll(store: ReturnType<typeof openStore>, count: number): Promise<string> {
  const at = Math.floor(Date.now() / minute) * minute;
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
  const today = localDate(at, zone);
  const chat = (id: number): Chat => ({
    key: `telegram:${id}`,
    kind: 'private',
    language: 'vi',
    timeZone: zone,
    hours: [time],
    days: [1, 2, 3, 4, 5, 6, 7],
    topics: [],
    places: [],
    emptyDay: 'say',
    state: 'active',
    createdOn: today,
    seenOn: today,
    activeSince: at - minute,
  });
  for (let from = 1; from <= count; from += 500) {
    const ids = Array.from({ length: Math.min(500, count - from + 1) }, (_, n) => from + n);
    await Promise.all(ids.map((id) => store.chats.put(chat(id), slotAfter(chat(id), at - 1))));
  }
  return `${today}T${time}`;
}

/** mulberry32: the same run for the same seed, as far as the machine allows. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { parseFollow } from '../src/digest/follows/query.ts';
import { createFollowMatcher } from '../src/digest/follows/matcher.ts';
import { createFollowBoard } from '../src/jobs/follow-board.ts';
import type { UnderstoodArticle } from '../src/news/article.ts';
import type { Chat, ChatKey } from '../src/news/chat.ts';
import type { Story } from '../src/news/story.ts';
import { startPrivateRedis } from '../src/store/private-redis.ts';
import { openStore } from '../src/store/store.ts';
import { foldForSearch } from '../src/text/fold.ts';
import { tokens } from '../src/text/tokens.ts';
import type { BenchResult } from './run.ts';
import { generateArticles } from './search.bench.ts';

const ARTICLES = 1_000;
const FOLLOWS_PER_CHAT = 4;
/** A follow tried one by one against an article, for the comparison; so many articles are enough for that. */
const COMPARED = 5;

/**
 * `npm run bench -- alerts [follows]`: how long it takes to know who is to be told of one article, with a tenth of the follows and with
 * all of them, all different, filed through the store on a private Redis with AOF and read from there. The same by trying every follow.
 */
export async function bench([count = '100000']: readonly string[]): Promise<BenchResult> {
  const total = Number(count);
  const directory = mkdtempSync(join(tmpdir(), 'diemtin-bench-'));
  const quiet = (): void => undefined;
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  const server = await startPrivateRedis({ directory, log });
  const redis = new Redis(server.path);
  try {
    const store = openStore(redis, { words: tokens, fold: foldForSearch }, 'bench');
    const articles = [...generateArticles(ARTICLES)].map((article) => ({
      ...article,
      topics: ['xuat-nhap-khau'],
    }));
    const queries = makeQueries(articles, total);
    const before = await usedMemory(redis);
    const put = await fileAll(store, queries);
    const bytes = ((await usedMemory(redis)) - before) / total;

    const board = createFollowBoard();
    const started = performance.now();
    const { steps, mark } = await store.follows.changes(undefined);
    for (const step of steps) board.take(step);
    const readAllMs = performance.now() - started;

    const tenth = createFollowBoard();
    for (const step of steps.slice(0, Math.floor(total / 10))) tenth.take(step);
    const all = measure(board, articles);
    const fewer = measure(tenth, articles);

    const idle: number[] = [];
    for (let at = 0; at < 50; at += 1) {
      const from = performance.now();
      await store.follows.changes(mark);
      idle.push(performance.now() - from);
    }
    const oneByOneMs = tryOneByOne(queries, articles.slice(0, COMPARED));
    return {
      follows: total,
      chats: Math.ceil(total / FOLLOWS_PER_CHAT),
      articles: ARTICLES,
      ...all,
      withTenthOfFollows: fewer,
      oneByOneMs: round(oneByOneMs),
      ratio: round(all.meanMs / oneByOneMs),
      readAllMs: round(readAllMs),
      nothingChangedP50Ms: quantile(idle, 0.5),
      putMedianMs: quantile(put, 0.5),
      bytesPerFollow: Math.round(bytes),
    };
  } finally {
    redis.disconnect();
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

function measure(board: ReturnType<typeof createFollowBoard>, articles: readonly UnderstoodArticle[]) {
  const times: number[] = [];
  let told = 0;
  for (const article of articles.slice(0, 300)) board.find(article, storyOf(article), undefined);
  const before = process.cpuUsage();
  for (const article of articles) {
    const from = performance.now();
    told += board.find(article, storyOf(article), undefined).length;
    times.push(performance.now() - from);
  }
  const { user, system } = process.cpuUsage(before);
  return {
    meanCpuMs: round((user + system) / 1000 / articles.length),
    meanMs: round(times.reduce((sum, each) => sum + each, 0) / times.length),
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    toldPerArticle: round(told / articles.length),
  };
}

/** What people follow: names of goods, places, companies and measures, so phrases that articles have, some with another word or without accents; no two the same. */
function makeQueries(articles: readonly UnderstoodArticle[], total: number): readonly string[] {
  const found = new Set<string>();
  const common = commonSyllables(articles);
  for (let pass = 0; found.size < total; pass += 1) {
    for (const [at, { text }] of articles.entries()) {
      const words = tokens(text);
      const start = (pass * 37 + at * 11) % Math.max(1, words.length - 8);
      const [a, b, c, d, e] = words.slice(start, start + 5);
      // Nobody follows words that stand in every tenth article.
      if ([b, c, d].every((word) => common.has(word ?? ''))) continue;
      const kinds = [
        `"${a} ${b} ${c}"`,
        `"${b} ${c}" ${d} ${e}`,
        `"${b} ${c} ${d}" -${a}`,
        foldForSearch(`"${c} ${d} ${e}"`),
      ];
      const parsed = parseFollow(kinds[(pass + at) % kinds.length] ?? '');
      if (parsed.kind === 'query') found.add(parsed.canonical);
      if (found.size >= total) break;
    }
  }
  return [...found];
}

function commonSyllables(articles: readonly UnderstoodArticle[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { text } of articles)
    for (const word of new Set(tokens(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > articles.length / 10).map(([word]) => word));
}

async function fileAll(store: ReturnType<typeof openStore>, queries: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < queries.length; at += FOLLOWS_PER_CHAT * 100) {
    const group = Array.from({ length: 100 }, (_, index) => {
      const from = at + index * FOLLOWS_PER_CHAT;
      return aChat(`telegram:${100_000_000 + from}`, queries.slice(from, from + FOLLOWS_PER_CHAT));
    }).filter((chat) => (chat.follows ?? []).length > 0);
    const from = performance.now();
    await Promise.all(group.map((chat) => store.chats.put(chat, undefined)));
    times.push((performance.now() - from) / group.length);
  }
  return times;
}

function tryOneByOne(queries: readonly string[], articles: readonly UnderstoodArticle[]): number {
  const each = queries.slice(0, 10_000).map((query) => {
    const matcher = createFollowMatcher();
    matcher.add(query);
    return matcher;
  });
  const from = performance.now();
  for (const { title, text } of articles) for (const matcher of each) matcher.match(title, text);
  return ((performance.now() - from) / articles.length) * (queries.length / each.length);
}

function aChat(key: ChatKey, queries: readonly string[]): Chat {
  return {
    key,
    kind: 'private',
    language: 'vi',
    timeZone: 'Asia/Ho_Chi_Minh',
    hours: [],
    days: [1, 2, 3, 4, 5],
    topics: [],
    places: [],
    emptyDay: 'say',
    state: 'setup',
    createdOn: '2026-11-20',
    seenOn: '2026-11-22',
    activeSince: 0,
    follows: queries.map((query) => ({ query, when: 'now' })),
  };
}

function storyOf({ id, title, publisher, publishedAt }: UnderstoodArticle): Story {
  return {
    id,
    title,
    reports: [{ articleId: id, publisher, title, publishedAt }],
    topics: [],
    places: [],
    figures: [],
    summary: [],
    firstAt: publishedAt,
    updatedAt: publishedAt,
  };
}

async function usedMemory(redis: Redis): Promise<number> {
  return Number(/used_memory:(\d+)/u.exec(await redis.info('memory'))?.[1] ?? 0);
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

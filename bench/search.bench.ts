import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Redis } from 'ioredis';
import MiniSearch from 'minisearch';
import type { UnderstoodArticle } from '../src/news/article.ts';
import { createKeys } from '../src/store/keys.ts';
import { startPrivateRedis } from '../src/store/private-redis.ts';
import { searchIndex } from '../src/store/search.ts';
import { foldForSearch } from '../src/text/fold.ts';
import { tokens } from '../src/text/tokens.ts';
import type { BenchResult } from './run.ts';

const NOW = Date.parse('2026-11-23T08:00+07:00');
const DAY = 86_400_000;
const QUERIES = 200;
/** Queries asked first, so that neither is measured cold. */
const WARMING = 30;

/**
 * Our index against MiniSearch on the same generated articles and queries, one after the other in one process.
 * Both fold accents, require all words, weigh titles and freshness. Argument: how many articles (100000).
 */
export async function bench(args: readonly string[]): Promise<BenchResult> {
  const count = Number(args[0] ?? 100_000);
  const articles = (): Generator<UnderstoodArticle> => generateArticles(count);
  const queries = queriesFrom(count);
  const ours = await measureOurs(articles(), queries, count);
  const theirs = measureMiniSearch(articles(), queries);
  return {
    articles: count,
    queries: queries.length,
    ours,
    miniSearch: theirs,
    p99Ratio: round(ours.p99Ms / theirs.p99Ms),
    memoryRatio: round(ours.megabytes / theirs.megabytes),
    addMedianMs: ours.addMedianMs,
  };
}

async function measureOurs(articles: Iterable<UnderstoodArticle>, queries: readonly string[], count: number) {
  const directory = mkdtempSync(join(tmpdir(), 'diemtin-bench-'));
  const quiet = (): void => undefined;
  const server = await startPrivateRedis({
    directory,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
  const redis = new Redis(server.path);
  try {
    const index = searchIndex(redis, createKeys(), { words: tokens, fold: foldForSearch });
    const before = await usedMemory(redis);
    const adds: number[] = [];
    const started = performance.now();
    for (const article of articles) {
      const from = performance.now();
      await index.add(article);
      adds.push(performance.now() - from);
      if (adds.length % 20_000 === 0) console.error(`  ours: ${adds.length} of ${count}`);
    }
    const addSeconds = (performance.now() - started) / 1000;
    const megabytes = ((await usedMemory(redis)) - before) / 1e6;
    const times: number[] = [];
    let found = 0;
    for (const text of queries.slice(0, WARMING))
      await index.search({ text, now: NOW, offset: 0, limit: 20 });
    for (const text of queries) {
      const from = performance.now();
      const { total } = await index.search({ text, now: NOW, offset: 0, limit: 20 });
      times.push(performance.now() - from);
      if (total > 0) found += 1;
    }
    return {
      p50Ms: quantile(times, 0.5),
      p99Ms: quantile(times, 0.99),
      megabytes: round(megabytes),
      addMedianMs: quantile(adds, 0.5),
      addP99Ms: quantile(adds, 0.99),
      addSeconds: round(addSeconds),
      found,
    };
  } finally {
    redis.disconnect();
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

function measureMiniSearch(articles: Iterable<UnderstoodArticle>, queries: readonly string[]) {
  const before = heapAfterCollection();
  const index = new MiniSearch<UnderstoodArticle>({
    fields: ['title', 'text'],
    storeFields: ['publishedAt'],
    tokenize: tokens,
    processTerm: foldForSearch,
  });
  const started = performance.now();
  for (const article of articles) index.add(article);
  const addSeconds = (performance.now() - started) / 1000;
  const megabytes = (heapAfterCollection() - before) / 1e6;
  const times: number[] = [];
  let found = 0;
  const search = (text: string): number =>
    index.search(text, {
      combineWith: 'AND',
      boost: { title: 2 },
      boostDocument: (_id, _term, stored) => 1 + 2 ** (-(NOW - Number(stored?.['publishedAt'])) / DAY / 7),
    }).length;
  for (const text of queries.slice(0, WARMING)) search(text);
  for (const text of queries) {
    const from = performance.now();
    const hits = search(text);
    times.push(performance.now() - from);
    if (hits > 0) found += 1;
  }
  return {
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    megabytes: round(megabytes),
    addSeconds: round(addSeconds),
    found,
  };
}

/** Articles with the statistics that matter here: some 3,000 syllables, 20,000 words of one or two, frequencies after Zipf, numbers. */
export function* generateArticles(count: number): Generator<UnderstoodArticle> {
  const chance = dice(2026);
  const words = lexicon();
  for (let at = 0; at < count; at += 1) {
    // Every article dwells on a few words of its own.
    const subject = Array.from({ length: 6 }, () => words[Math.floor(chance() * words.length)]!);
    const run = (length: number): string => {
      const parts: string[] = [];
      for (let place = 0; place < length; place += 1) {
        const kind = chance();
        if (kind < 0.12) parts.push(subject[Math.floor(chance() * subject.length)]!);
        else if (kind < 0.16) parts.push(String(Math.floor(chance() ** 3 * 5000)));
        else parts.push(words[zipf(chance(), words.length)]!);
      }
      return parts.join(' ');
    };
    const publishedAt = NOW - Math.floor(((count - at) / count) * 89 * DAY);
    yield {
      id: `a${at.toString(36).padStart(8, '0')}0123456789ab`,
      sourceId: `nguon-${at % 40}`,
      publisher: `Báo ${at % 20}`,
      title: run(8),
      text: Array.from({ length: 7 }, () => `${run(19)}.`).join('\n'),
      publishedAt,
      arrivedAt: publishedAt,
      topics: [],
      places: [],
      figures: [],
      summary: [],
    };
  }
}

/** Three terms each: two that stand together in some article, and one more of it. */
function queriesFrom(count: number): readonly string[] {
  const chance = dice(7);
  const queries: string[] = [];
  let at = 0;
  const step = Math.max(1, Math.floor(count / QUERIES));
  for (const article of generateArticles(count)) {
    if (at++ % step !== 0 || queries.length >= QUERIES) continue;
    const words = tokens(article.title);
    const start = Math.floor(chance() * (words.length - 2));
    const query = [words[start]!, words[start + 1]!, words[Math.floor(chance() * words.length)]!].join(' ');
    queries.push(queries.length % 2 === 0 ? query : foldForSearch(query));
  }
  return queries;
}

function lexicon(): readonly string[] {
  const chance = dice(11);
  const onsets = 'b c ch d đ g gh gi h k kh l m n ng nh ph qu r s t th tr v x'.split(' ');
  const rimes =
    'a ai ao an ang anh at ac ay âu ân âm ăn ăng e en eo ê ên ênh i iên iêu in inh o oi on ong ô ôi ôn ông ơ ơi ơn u ui ung uôn ư ưng ương ươi'.split(
      ' ',
    );
  const tones = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];
  const syllables = Array.from({ length: 3000 }, () => {
    const rime = rimes[Math.floor(chance() * rimes.length)]!;
    const tone = tones[Math.floor(chance() * tones.length)]!;
    const vowel = /[aăâeêioôơuư]/u.exec(rime)!.index;
    const toned = rime.slice(0, vowel + 1) + tone + rime.slice(vowel + 1);
    return `${onsets[Math.floor(chance() * onsets.length)]!}${toned}`.normalize('NFC');
  });
  return Array.from({ length: 20_000 }, (_, at) => {
    const first = syllables[zipf(chance(), syllables.length)]!;
    return at % 4 === 0 ? first : `${first} ${syllables[zipf(chance(), syllables.length)]!}`;
  });
}

/** A rank below `size`, after Zipf's law with exponent 1. */
function zipf(chance: number, size: number): number {
  return Math.min(size - 1, Math.floor(Math.exp(chance * Math.log(size + 1)) - 1));
}

/** Mulberry32. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

async function usedMemory(redis: Redis): Promise<number> {
  return Number(/used_memory_dataset:(\d+)/.exec(await redis.info('memory'))?.[1]) + (await overhead(redis));
}

/** Keys and their tables are part of what an index costs. */
async function overhead(redis: Redis): Promise<number> {
  const stats = (await redis.call('MEMORY', 'STATS')) as (string | unknown[])[];
  const at = stats.indexOf('db.0');
  return at < 0
    ? 0
    : (stats[at + 1] as unknown[]).reduce<number>((sum, each) => sum + (Number(each) || 0), 0);
}

function heapAfterCollection(): number {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

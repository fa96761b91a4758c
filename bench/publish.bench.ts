import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { renderTelegram } from '../src/digest/telegram.ts';
import { publishDue } from '../src/jobs/publish.ts';
import type { Chat } from '../src/news/chat.ts';
import type { Story } from '../src/news/story.ts';
import { startPrivateRedis } from '../src/store/private-redis.ts';
import { openStore } from '../src/store/store.ts';
import { foldForSearch } from '../src/text/fold.ts';
import { regions } from '../src/text/gazetteer.ts';
import { tokens } from '../src/text/tokens.ts';
import { topicTree } from '../src/stories/topics.ts';
import type { BenchResult } from './run.ts';

const morning = Date.parse('2026-11-23T07:00+07:00');
const hour = 3_600_000;
/** Stories of three days that the choice is made from; a day of our catalogue brings about a hundred. */
const storyCount = 300;

/**
 * `npm run bench -- publish [chats] [interests]`: one run of the publish job over chats that are all due at once, on a private Redis
 * with AOF: reading the due chats and what each was told, choosing, rendering, opening the ledger entries and moving every chat on to
 * its next slot. Wall time of the second day, when everybody has been told something. Memory from `used_memory` of Redis.
 */
export async function bench([
  chatsText = '100000',
  interestsText = '5000',
]: readonly string[]): Promise<BenchResult> {
  const [chats, interests] = [Number(chatsText), Number(interestsText)];
  const directory = mkdtempSync(join(tmpdir(), 'diemtin-bench-'));
  const quiet = (): void => undefined;
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  const server = await startPrivateRedis({ directory, log });
  const redis = new Redis(server.path);
  try {
    const store = openStore(redis, { words: tokens, fold: foldForSearch }, 'bench');
    await store.stories.put(makeStories(morning), []);
    const empty = await usedMemory(redis);
    for (let from = 0; from < chats; from += 1000) {
      const group = Array.from({ length: Math.min(1000, chats - from) }, (_, at) =>
        makeChat(from + at, interests),
      );
      await Promise.all(
        group.map((chat) =>
          store.chats.put(chat, { chat: chat.key, local: '2026-11-23T07:00', at: morning }),
        ),
      );
    }
    const withChats = await usedMemory(redis);
    let now = morning;
    const needs = {
      ...store,
      render: (_: unknown, message: Parameters<typeof renderTelegram>[0]) => renderTelegram(message),
      clock: { now: () => now },
      log,
      lateLimitMinutes: 180,
      publishDelayMinutes: 60,
    };
    const first = await timed(() => publishDue(needs));
    const withOpen = await usedMemory(redis);
    await settleAll(store, now);
    const settled = await usedMemory(redis);
    now += 24 * hour;
    await store.stories.put(makeStories(now), []);
    const cpuBefore = [process.cpuUsage(), await redisCpu(redis)] as const;
    const second = await timed(() => publishDue(needs));
    const { user, system } = process.cpuUsage(cpuBefore[0]);
    const redisSeconds = (await redisCpu(redis)) - cpuBefore[1];
    const bodies = await bodyBytes(redis);
    return {
      chats,
      interests,
      stories: storyCount,
      digestsPerSecond: Math.round(second.result / second.seconds),
      firstDayDigestsPerSecond: Math.round(first.result / first.seconds),
      cpuSeconds: {
        ours: Math.round((user + system) / 1e4) / 100,
        redis: Math.round(redisSeconds * 100) / 100,
      },
      bytesPerChat: Math.round((withChats - empty) / chats),
      bytesPerOpenEntry: Math.round((withOpen - withChats - bodies) / chats),
      bytesPerSettledEntry: Math.round((settled - withChats) / chats),
      messageMegabytes: Math.round(bodies / 1e5) / 10,
    };
  } finally {
    redis.disconnect();
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function settleAll(store: ReturnType<typeof openStore>, now: number): Promise<void> {
  for (;;) {
    const taken = await store.ledger.take('telegram', 'bench', now, 60_000, 1000);
    if (taken.length === 0) return;
    await Promise.all(taken.map((each) => store.ledger.settle(each, { state: 'sent' }, now)));
  }
}

async function timed(work: () => Promise<number>): Promise<{ result: number; seconds: number }> {
  const from = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - from) / 1000 };
}

/** Seconds of processor that Redis has used. */
async function redisCpu(redis: Redis): Promise<number> {
  const info = await redis.info('cpu');
  const of = (name: string): number => Number(new RegExp(`${name}:([\\d.]+)`, 'u').exec(info)?.[1]);
  return of('used_cpu_user') + of('used_cpu_sys');
}

async function usedMemory(redis: Redis): Promise<number> {
  return Number(/used_memory:(\d+)/u.exec(await redis.info('memory'))?.[1]);
}

/** What the messages themselves take: a matter of interests, not of chats. */
async function bodyBytes(redis: Redis): Promise<number> {
  let sum = 0;
  for (let shard = 0; shard < 8; shard += 1)
    for (const what of ['bodies', 'references'])
      sum += Number(await redis.memory('USAGE', `diemtin:{c${shard}}:${what}`, 'SAMPLES', 0));
  return sum;
}

/** Interest number n: one or two topics and, for half of them, a province; all different. */
function makeChat(number: number, interests: number): Chat {
  const topics = topicTree().flatMap(({ id, subtopics }) => [id, ...subtopics]);
  const places = regions().flatMap((region) => region.places);
  const interest = number % interests;
  const topic = topics[interest % topics.length] ?? '';
  const rest = Math.floor(interest / topics.length);
  const place = rest === 0 ? [] : [places[rest % places.length] ?? ''];
  const second = rest < places.length ? [] : [topics[(interest + rest) % topics.length] ?? ''];
  return {
    key: `telegram:${100_000_000 + number * 7}`,
    kind: 'private',
    language: 'vi',
    timeZone: 'Asia/Ho_Chi_Minh',
    hours: ['07:00'],
    days: [1, 2, 3, 4, 5, 6, 7],
    topics: [topic, ...second],
    places: place,
    emptyDay: 'say',
    state: 'active',
    createdOn: '2026-11-01',
    seenOn: '2026-11-20',
    activeSince: morning - 24 * hour,
  };
}

function makeStories(now: number): readonly Story[] {
  const topics = topicTree();
  const places = regions().flatMap((region) => region.places);
  return Array.from({ length: storyCount }, (_, at): Story => {
    const top = topics[at % topics.length];
    const publishedAt = now - (at * 72 * hour) / storyCount - 60_000;
    const articleId = `bai-${now}-${at}`;
    const title = `Sản lượng hàng số ${at} của tỉnh tăng nhẹ so với cùng kỳ năm trước`;
    return {
      id: articleId,
      title,
      reports: Array.from({ length: 1 + (at % 4) }, (__, paper) => ({
        articleId: paper === 0 ? articleId : `${articleId}-${paper}`,
        publisher: `Báo Mẫu ${paper + 1}`,
        title,
        link: `https://bao-mau-${paper}.example/kinh-te/ban-tin-so-${at}.html`,
        publishedAt: publishedAt + paper,
      })),
      topics: [top?.id ?? '', ...(top?.subtopics.slice(at % 3, (at % 3) + 1) ?? [])],
      places: at % 2 === 0 ? [places[at % places.length] ?? ''] : [],
      figures: [],
      summary: [
        {
          sentence: `Trong tháng, sản lượng hàng số ${at} tăng nhẹ nhờ đơn hàng xuất khẩu phục hồi ở nhiều thị trường lớn.`,
          articleId,
        },
        {
          sentence:
            'Các doanh nghiệp cho biết đơn hàng đã kín đến hết quý đầu năm sau và đang tuyển thêm lao động.',
          articleId,
        },
      ],
      firstAt: publishedAt,
      updatedAt: publishedAt,
    };
  });
}

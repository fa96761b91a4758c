import type { Redis } from 'ioredis';
import type { Story } from '../news/story.ts';
import type { Instant } from '../news/time.ts';
import type { StoryArchive } from '../ports/articles.ts';
import type { Keys } from './keys.ts';
import { pack, unpack } from './packed.ts';
import type { Retention } from './articles.ts';
import { loadScript, runScript } from './script.ts';

const FILE = loadScript('file-article');
const DAY_SECONDS = 86_400;

/** The stories of the archive, kept as long as its articles. */
export function storyArchive(redis: Redis, keys: Keys, { days = 90 }: Retention = {}): StoryArchive {
  const lifetime = days * DAY_SECONDS;

  async function get(ids: readonly string[]): Promise<readonly Story[]> {
    const packed = await Promise.all(ids.map((id) => redis.getBuffer(keys.story(id))));
    return packed.flatMap((each) => (each === null ? [] : [unpack<Story>(each)]));
  }

  /** What ends is removed last: cut anywhere, a story is told twice for a moment, never lost. */
  async function put(stories: readonly Story[], ended: readonly string[]): Promise<void> {
    await Promise.all(stories.map((story) => putOne(story)));
    const lasting = new Set(stories.map((story) => story.id));
    const over = ended.filter((id) => !lasting.has(id));
    if (over.length === 0) return;
    await redis.zrem(keys.stories, ...over);
    await Promise.all(over.map((id) => redis.del(keys.story(id))));
  }

  async function putOne(story: Story): Promise<void> {
    await redis.set(keys.story(story.id), pack(story), 'EX', lifetime);
    await redis.zadd(keys.stories, story.updatedAt, story.id);
    await Promise.all(
      story.reports.map(({ articleId }) =>
        runScript(redis, FILE, [keys.article(articleId)], ['s', story.id]),
      ),
    );
    await redis.zremrangebyscore(keys.stories, '-inf', `(${story.updatedAt - lifetime * 1000}`);
  }

  async function between(from: Instant, to: Instant): Promise<readonly Story[]> {
    return await get(await redis.zrevrangebyscore(keys.stories, `(${to}`, from));
  }

  async function ofArticle(articleId: string): Promise<string | undefined> {
    return (await redis.hget(keys.article(articleId), 's')) ?? undefined;
  }

  return { get, put, between, count: () => redis.zcard(keys.stories), ofArticle };
}

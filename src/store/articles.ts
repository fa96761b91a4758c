import type { Redis } from 'ioredis';
import type { Article, UnderstoodArticle, Understanding } from '../news/article.ts';
import type { Item } from '../news/item.ts';
import type { Source } from '../news/source.ts';
import type { ArticleArchive } from '../ports/articles.ts';
import { identitiesOf, linkIdentity } from './identity.ts';
import { shortHash, type Keys } from './keys.ts';
import { pack, parseJson, unpack } from './packed.ts';
import { loadScript, runScript } from './script.ts';

const CLAIM = loadScript('claim-article');
const FILE = loadScript('file-article');
const DAY_SECONDS = 86_400;

export interface Retention {
  /** Days an article, its story and its identities are kept; 90 when not given. */
  readonly days?: number;
}

/**
 * The archive of articles in Redis. Every method is a sequence of steps that may be cut anywhere and done again: the article is
 * written before it is claimed, and leaves the pile after everything else is written.
 */
export function articleArchive(redis: Redis, keys: Keys, { days = 90 }: Retention = {}): ArticleArchive {
  const lifetime = days * DAY_SECONDS;

  async function unseen(items: readonly Item[]): Promise<readonly Item[]> {
    const publishers = await publishersOf(items);
    const known = await Promise.all(
      items.map(async (item) => {
        const publisher = publishers.get(item.sourceId) ?? item.sourceId;
        const identities = identitiesOf(item, publisher, keys, lifetime);
        const owners = await redis.mget(identities.map(({ key }) => key));
        const owner = owners.find((each) => each !== null) ?? ((await isTakenDown(item.link)) || undefined);
        // A feed that still shows an old item keeps it known; else it would come back as new when its identity ends.
        if (owners[0]) await redis.expire(identities[0]!.key, lifetime);
        return owner !== undefined;
      }),
    );
    return items.filter((_, at) => !known[at]);
  }

  async function isTakenDown(link: string | undefined): Promise<boolean> {
    if (link === undefined) return false;
    return (await redis.sismember(keys.takedowns, shortHash(linkIdentity(link)))) === 1;
  }

  async function publishersOf(items: readonly Item[]): Promise<ReadonlyMap<string, string>> {
    const ids = [...new Set(items.map((item) => item.sourceId))];
    if (ids.length === 0) return new Map();
    const declared = await redis.hmget(keys.sources, ...ids);
    return new Map(
      ids.flatMap((id, at) => {
        const text = declared[at];
        return text ? [[id, parseJson<Source>(text).publisher] as const] : [];
      }),
    );
  }

  async function save(article: Article): Promise<'new' | 'known'> {
    const key = keys.article(article.id);
    const identities = identitiesOf(article, article.publisher, keys, lifetime);
    const owners = await redis.mget(identities.map((each) => each.key));
    if (owners.some((owner) => owner !== null) || (await isTakenDown(article.link))) return 'known';
    await redis.hsetnx(key, 'a', pack(article));
    await redis.expire(key, lifetime);
    const owner = await runScript(
      redis,
      CLAIM,
      [keys.arrivals, keys.pile, ...identities.map((each) => each.key)],
      [
        article.id,
        article.arrivedAt,
        lifetime,
        article.arrivedAt - lifetime * 1000,
        ...identities.map(({ seconds }) => seconds),
      ],
    );
    if (owner === '') return 'new';
    // Somebody was quicker, under another id: what we wrote belongs to nobody.
    if (owner !== article.id) await redis.del(key);
    return 'known';
  }

  async function pile(limit: number): Promise<readonly Article[]> {
    const ids = await redis.zrange(keys.pile, 0, limit - 1);
    const packed = await Promise.all(ids.map((id) => redis.hgetBuffer(keys.article(id), 'a')));
    const gone = ids.filter((_, at) => packed[at] === null);
    if (gone.length > 0) await redis.zrem(keys.pile, ...gone);
    return packed.flatMap((each) => (each === null ? [] : [unpack<Article>(each)]));
  }

  async function understood(articleId: string, understanding: Understanding): Promise<void> {
    const { topics, places, figures, summary } = understanding;
    const packed = pack({ topics, places, figures, summary });
    await runScript(redis, FILE, [keys.article(articleId)], ['u', packed]);
    await redis.zrem(keys.pile, articleId);
  }

  async function get(ids: readonly string[]): Promise<readonly UnderstoodArticle[]> {
    const found = await Promise.all(ids.map((id) => redis.hmgetBuffer(keys.article(id), 'a', 'u')));
    return found.flatMap(([article, understanding]) =>
      article && understanding
        ? [{ ...unpack<Article>(article), ...unpack<Understanding>(understanding) }]
        : [],
    );
  }

  async function atLink(link: string): Promise<string | undefined> {
    return (await redis.get(keys.seen('link', linkIdentity(link)))) ?? undefined;
  }

  /** Remembered first: cut after that, the article is still there, but does not come back once removed. */
  async function takeDown(link: string, articleId?: string): Promise<void> {
    await redis.sadd(keys.takedowns, shortHash(linkIdentity(link)));
    if (articleId === undefined) return;
    await redis.del(keys.article(articleId));
    await redis.zrem(keys.pile, articleId);
    await redis.zrem(keys.arrivals, articleId);
  }

  return {
    unseen,
    save,
    pile,
    understood,
    get,
    atLink,
    takeDown,
    count: () => redis.zcard(keys.arrivals),
  };
}

import type { Redis } from 'ioredis';
import { parseSeriesId } from '../news/series.ts';
import type { Claim, Series, SeriesClaim } from '../news/series.ts';
import type { SeriesBook } from '../ports/series.ts';
import { shortHash, type Keys } from './keys.ts';
import { parseJson } from './packed.ts';
import { loadScript, runScript } from './script.ts';

const RECORD = loadScript('record-claims');

/** Series are what is worth keeping longest: three years after the last figure. */
const LIFETIME_SECONDS = 3 * 365 * 86_400;

/** Claims of one series; a daily price told by four papers fills a year. */
const MOST_CLAIMS = 1500;

/** Series in Redis: a hash each, a field for one publisher's one number of one period. */
export function seriesBook(redis: Redis, keys: Keys): SeriesBook {
  async function record(claims: readonly SeriesClaim[]): Promise<void> {
    const bySeries = new Map<string, Claim[]>();
    for (const { series, claim } of claims) bySeries.set(series, [...(bySeries.get(series) ?? []), claim]);
    await Promise.all(Array.from(bySeries, ([id, each]) => recordOne(id, each)));
  }

  async function recordOne(id: string, claims: readonly Claim[]): Promise<void> {
    if (parseSeriesId(id) === undefined) throw new RangeError('Not a series id');
    const latest = Math.max(...claims.map((claim) => claim.publishedAt));
    await runScript(
      redis,
      RECORD,
      [keys.series(id), keys.seriesIndex],
      [
        id,
        latest,
        LIFETIME_SECONDS,
        MOST_CLAIMS,
        ...claims.flatMap((claim) => [fieldOf(claim), JSON.stringify(claim)]),
      ],
    );
  }

  async function get(ids: readonly string[]): Promise<readonly Series[]> {
    const known = ids.flatMap((id) => {
      const name = parseSeriesId(id);
      return name === undefined ? [] : [{ id, name }];
    });
    const found = await Promise.all(known.map(({ id }) => redis.hvals(keys.series(id))));
    return known.flatMap(({ id, name }, at) => {
      const claims = (found[at] ?? []).map((text) => parseJson<Claim>(text));
      if (claims.length === 0) return [];
      claims.sort(
        (a, b) =>
          compare(a.period, b.period) || a.publishedAt - b.publishedAt || compare(a.publisher, b.publisher),
      );
      return [{ id, name, claims }];
    });
  }

  async function remove(claims: readonly SeriesClaim[]): Promise<void> {
    for (const { series, claim } of claims) {
      const key = keys.series(series);
      const kept = await redis.hget(key, fieldOf(claim));
      // Another article of the same publisher may have said the same first.
      if (kept !== null && parseJson<Claim>(kept).articleId === claim.articleId)
        await redis.hdel(key, fieldOf(claim));
      if ((await redis.exists(key)) === 0) await redis.zrem(keys.seriesIndex, series);
    }
  }

  return { record, remove, get, list: () => redis.zrevrange(keys.seriesIndex, 0, -1) };
}

function fieldOf({ period, publisher, value }: Claim): string {
  return `${period}|${shortHash(`${publisher}|${value}`)}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

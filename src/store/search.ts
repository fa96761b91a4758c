import type { Redis } from 'ioredis';
import type { UnderstoodArticle } from '../news/article.ts';
import type { SearchIndex, SearchQuery, SearchResult } from '../ports/search.ts';
import { shortHash, type Keys } from './keys.ts';
import type { Retention } from './articles.ts';
import { loadScript, runScript } from './script.ts';
import { indexMirror } from './search-mirror.ts';
import { readPostings } from './search-postings.ts';
import { foldedName, parseQuery, vietnamDay } from './search-query.ts';
import { rank } from './search-rank.ts';
import { termReader, type Term, type TextReader } from './search-terms.ts';

const ADD = loadScript('index-article');
const FOLD = loadScript('fold-posting');
const DAY_SECONDS = 86_400;

/** A head longer than this is moved behind its main value. */
const LONGEST_HEAD = 512;
/** Numbers of articles whose ids lie in one hash. */
export const BLOCK = 64;

/**
 * The search index in Redis: for every folded word, title word and pair of neighbours the numbers of its articles, as gaps in
 * packed strings. A query fetches the postings of its terms in one round trip and is decided here, so that Redis is busy for
 * microseconds and the count is exact; a second trip turns the best numbers into ids. Several processes may add and search.
 */
export function searchIndex(
  redis: Redis,
  keys: Keys,
  reader: TextReader,
  { days = 90 }: Retention = {},
): SearchIndex {
  const lifetime = days * DAY_SECONDS;
  const mirror = indexMirror(redis, keys.search);
  const terms = termReader(reader);
  let expected = 1;
  let expiredOn = 0;

  async function add(article: UnderstoodArticle): Promise<void> {
    const found = terms.termsOf(article.title, article.text);
    let flags = '';
    for (const { kind, variant } of found) flags += kind === 'pair' ? '/' : String(variant);
    const heads = found.map(({ kind, name }) => keys.search.head(kind, name));
    const id = shortHash(article.id);
    const source = `${foldedName(article.sourceId, reader)},${foldedName(article.publisher, reader)}`;
    const arrival = vietnamDay(article.arrivedAt);
    const fingerprint = shortHash(`${article.title}\n${article.text}`).slice(0, 6);
    for (;;) {
      const answer = (await runScript(
        redis,
        ADD,
        [
          keys.search.numbers(id),
          keys.search.state,
          keys.search.meta,
          keys.search.documents(Math.floor(expected / BLOCK)),
          keys.search.sources,
          keys.search.firsts,
          ...heads,
        ],
        [
          id.slice(0, 11),
          fingerprint,
          expected,
          expected % BLOCK,
          article.id,
          vietnamDay(article.publishedAt),
          source,
          arrival,
          flags,
          lifetime,
          LONGEST_HEAD,
        ],
      )) as readonly number[];
      const [outcome, number = 0, ...grown] = answer;
      if (outcome === 0) return;
      // Another process has added meanwhile.
      expected = number;
      if (outcome === 1) continue;
      expected += 1;
      await Promise.all(grown.map((at) => fold(found[at]!)));
      if (arrival > expiredOn) await expire(arrival);
      return;
    }
  }

  async function fold({ kind, name }: Term): Promise<void> {
    await runScript(
      redis,
      FOLD,
      [keys.search.head(kind, name), keys.search.main(kind, name)],
      [mirror.floor(), kind === 'pair' ? 1 : 8, LONGEST_HEAD],
    );
  }

  /** Once a day, forgets the articles whose time is over. Their gaps leave the postings when these are next folded. */
  async function expire(today: number): Promise<void> {
    expiredOn = today;
    const firsts = await redis.hgetall(keys.search.firsts);
    const over = Object.keys(firsts).filter((day) => Number(day) <= today - days);
    const lasting = Object.entries(firsts).filter(([day]) => Number(day) > today - days);
    if (over.length === 0 || lasting.length === 0) return;
    const floor = Math.min(...lasting.map(([, number]) => Number(number)));
    const from = Math.min(...over.map((day) => Number(firsts[day])));
    await redis.hset(keys.search.state, 'floor', floor);
    for (let block = Math.floor(from / BLOCK); block < Math.floor(floor / BLOCK); block += 1) {
      const ids = Object.values(await redis.hgetall(keys.search.documents(block))).map(shortHash);
      await Promise.all(ids.map((id) => redis.hdel(keys.search.numbers(id), id.slice(0, 11))));
      await redis.del(keys.search.documents(block));
    }
    await redis.hdel(keys.search.firsts, ...over);
  }

  async function search({ text, now, offset, limit }: SearchQuery): Promise<SearchResult> {
    const query = parseQuery(text, now, reader);
    const [postings, articles] = await Promise.all([
      readPostings(redis, keys.search, query),
      mirror.refresh(),
    ]);
    const { numbers, total } = rank(query, postings, articles, vietnamDay(now), offset, limit);
    const ids = await Promise.all(
      numbers.map((number) =>
        redis.hget(keys.search.documents(Math.floor(number / BLOCK)), String(number % BLOCK)),
      ),
    );
    return { ids: ids.filter((id) => id !== null), total };
  }

  return { add, search };
}

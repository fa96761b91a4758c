import type { Redis } from 'ioredis';
import type { UnderstoodArticle } from '../news/article.ts';
import type { SearchIndex, SearchQuery, SearchResult } from '../ports/search.ts';
import { shortHash, type Keys } from './keys.ts';
import type { Retention } from './articles.ts';
import { loadScript, runScript } from './script.ts';
import { indexMirror } from './search-mirror.ts';
import { readPending, writeTerms } from './search-pending.ts';
import { readPostings } from './search-postings.ts';
import { foldedName, parseQuery, vietnamDay } from './search-query.ts';
import { rank } from './search-rank.ts';
import { termReader, type Term, type TextReader } from './search-terms.ts';

const ADD = loadScript('index-article');
const DROP = loadScript('drop-article');
const MERGE = loadScript('merge-postings');
const END_MERGE = loadScript('end-merge');
const FOLD = loadScript('fold-posting');
const DAY_SECONDS = 86_400;

/** A head longer than this is moved behind its main value. */
const LONGEST_HEAD = 512;
/** So many articles wait before they are merged: a term that several have is then written once. */
const MOST_PENDING = 256;
/** Terms merged in one call: Redis is busy with it for a millisecond or two. */
const TERMS_A_CALL = 400;
/** Numbers of articles whose ids lie in one hash. */
const BLOCK = 64;

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
  let merging: Promise<void> | undefined;

  async function add(article: UnderstoodArticle): Promise<void> {
    const found = writeTerms(terms.termsOf(article.title, article.text));
    const id = shortHash(article.id);
    const source = `${foldedName(article.sourceId, reader)},${foldedName(article.publisher, reader)}`;
    const arrival = vietnamDay(article.arrivedAt);
    const fingerprint = shortHash(`${article.title}\n${article.text}`).slice(0, 6);
    for (;;) {
      const answer = await runScript(
        redis,
        ADD,
        [
          keys.search.numbers(id),
          keys.search.state,
          keys.search.meta,
          keys.search.documents(Math.floor(expected / BLOCK)),
          keys.search.sources,
          keys.search.firsts,
          keys.search.pending,
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
          found,
        ],
      );
      const [outcome, number = 0, pending = 0] = answer as readonly number[];
      if (outcome === 0) return;
      // With 1 another process has added meanwhile.
      expected = outcome === 1 ? number : number + 1;
      if (outcome === 1) continue;
      if (pending >= MOST_PENDING) await (merging ??= merge().finally(() => (merging = undefined)));
      if (arrival > expiredOn) await expire(arrival);
      return;
    }
  }

  async function remove(articleId: string): Promise<void> {
    const id = shortHash(articleId);
    const known = await redis.hget(keys.search.numbers(id), id.slice(0, 11));
    if (known === null) return;
    const number = Number(known.split(':')[0]);
    await runScript(
      redis,
      DROP,
      [
        keys.search.numbers(id),
        keys.search.state,
        keys.search.meta,
        keys.search.documents(Math.floor(number / BLOCK)),
      ],
      [id.slice(0, 11), known, number, number % BLOCK],
    );
  }

  /** Writes the pending articles into the postings, all that have a term at once. May be cut anywhere and done again, also by two. */
  async function merge(): Promise<void> {
    const articles = (await redis.lrange(keys.search.pending, 0, MOST_PENDING - 1)).map(readPending);
    const last = articles.at(-1)?.number;
    if (last === undefined) return;
    const numbers = new Map<string, number[]>();
    for (const { number, terms: own } of articles)
      for (const [term, variant] of own) {
        const entries = numbers.get(term);
        if (entries) entries.push(number, variant);
        else numbers.set(term, [number, variant]);
      }
    const all = [...numbers];
    for (let at = 0; at < all.length; at += TERMS_A_CALL) await mergeTerms(all.slice(at, at + TERMS_A_CALL));
    await runScript(redis, END_MERGE, [keys.search.state, keys.search.pending], [last]);
  }

  async function mergeTerms(
    some: readonly (readonly [term: string, entries: readonly number[]])[],
  ): Promise<void> {
    const named = some.map(([term, entries]) => ({ ...readTerm(term), entries }));
    const grown = await runScript(
      redis,
      MERGE,
      named.map(({ kind, name }) => keys.search.head(kind, name)),
      [lifetime, LONGEST_HEAD, ...named.map(({ kind, entries }) => packEntries(entries, kind !== 'pair'))],
    );
    await Promise.all((grown as readonly number[]).map((at) => fold(named[at]!)));
  }

  async function fold({ kind, name }: Pick<Term, 'kind' | 'name'>): Promise<void> {
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
    const refreshed = mirror.refresh();
    const [postings, articles] = await Promise.all([
      readPostings(redis, keys.search, query, refreshed),
      refreshed,
    ]);
    const { numbers, total } = rank(query, postings, articles, vietnamDay(now), offset, limit);
    const ids = await Promise.all(
      numbers.map((number) =>
        redis.hget(keys.search.documents(Math.floor(number / BLOCK)), String(number % BLOCK)),
      ),
    );
    return { ids: ids.filter((id) => id !== null), total };
  }

  return { add, remove, search };
}

function readTerm(text: string): Pick<Term, 'kind' | 'name'> {
  const at = text.indexOf(' ');
  return { kind: text.slice(0, at) as Term['kind'], name: text.slice(at + 1) };
}

/** Four bytes of number and a flag for each: the digit of the variant, or `/` where there are no variants. */
function packEntries(entries: readonly number[], hasVariants: boolean): Buffer {
  const packed = Buffer.allocUnsafe((entries.length / 2) * 5);
  for (let at = 0; at < entries.length; at += 2) {
    const place = packed.writeUInt32BE(entries[at]!, (at / 2) * 5);
    packed[place] = hasVariants ? 48 + entries[at + 1]! : 47;
  }
  return packed;
}

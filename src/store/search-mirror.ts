import type { Redis } from 'ioredis';
import type { SearchKeys } from './keys.ts';
import { loadScript, runScript } from './script.ts';
import { readPending, type PendingArticle } from './search-pending.ts';

const READ = loadScript('read-index');

/** What a process keeps of the index between queries: 4 bytes an article. Redis stays the truth; only what is new is fetched. */
export interface IndexedArticles {
  /** First number that still counts. */
  readonly floor: number;
  /** One more than the last number. */
  readonly end: number;
  /** Postings are complete up to this number; what comes after is `pending`. */
  readonly merged: number;
  readonly pending: readonly PendingArticle[];
  /** Day of publication, 0 for a number without an article. */
  day(number: number): number;
  /** Numbers of sources whose id or publisher begins like one of these. */
  sourcesLike(beginnings: readonly string[]): ReadonlySet<number>;
  source(number: number): number;
}

export interface IndexMirror {
  refresh(): Promise<IndexedArticles>;
  /** The floor as last seen. */
  floor(): number;
}

export function indexMirror(redis: Redis, keys: SearchKeys): IndexMirror {
  let meta: Buffer = Buffer.alloc(0);
  let replaced = '0';
  let floor = 1;
  let sources = new Map<string, number>();
  let pending: readonly PendingArticle[] = [];

  async function refresh(): Promise<IndexedArticles> {
    const from = meta.length;
    const [state, tail] = await Promise.all([
      runScript(redis, READ, [keys.state, keys.pending, keys.sources], [pending.at(-1)?.number ?? 0]),
      redis.getrangeBuffer(keys.meta, from, -1),
    ]);
    const [floorText, mergedText, replacedText, declared, records] = state as [
      string,
      string,
      string,
      number,
      string[],
    ];
    if (replacedText !== replaced) {
      // An old number lost its article: what we have of it is no longer true.
      meta = await redis.getrangeBuffer(keys.meta, 0, -1);
      replaced = replacedText;
    } else {
      // Another query of this process may have fetched some of it meanwhile.
      const fresh = tail.subarray(meta.length - from);
      if (fresh.length > 0) meta = Buffer.concat([meta, fresh]);
    }
    if (declared !== sources.size)
      sources = new Map(
        Object.entries(await redis.hgetall(keys.sources)).map(([name, number]) => [name, Number(number)]),
      );
    floor = Number(floorText);
    const merged = Number(mergedText);
    const known = pending.at(-1)?.number ?? 0;
    pending = [
      ...pending.filter(({ number }) => number > merged),
      ...records.map(readPending).filter(({ number }) => number > known),
    ];
    return view(floor, meta.length / 4, merged);
  }

  function view(first: number, end: number, merged: number): IndexedArticles {
    const [bytes, names] = [meta, sources];
    return {
      merged,
      pending,
      floor: first,
      end,
      day: (number) => (bytes[4 * number]! << 8) | bytes[4 * number + 1]!,
      source: (number) => (bytes[4 * number + 2]! << 8) | bytes[4 * number + 3]!,
      sourcesLike(beginnings) {
        const found = new Set<number>();
        for (const [name, number] of names)
          if (name.split(',').some((part) => beginnings.some((each) => each !== '' && part.startsWith(each))))
            found.add(number);
        return found;
      },
    };
  }

  return { refresh, floor: () => floor };
}

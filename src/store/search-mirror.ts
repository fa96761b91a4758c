import type { Redis } from 'ioredis';
import type { SearchKeys } from './keys.ts';

/** What a process keeps of the index between queries: 4 bytes an article. Redis stays the truth; only what is new is fetched. */
export interface IndexedArticles {
  /** First number that still counts. */
  readonly floor: number;
  /** One more than the last number. */
  readonly end: number;
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
  let replaced = '';
  let floor = 1;
  let sources = new Map<string, number>();

  async function refresh(): Promise<IndexedArticles> {
    const [[next, floorText, replacedText], tail, declared] = await Promise.all([
      redis.hmget(keys.state, 'next', 'floor', 'replaced'),
      redis.getrangeBuffer(keys.meta, meta.length, -1),
      redis.hlen(keys.sources),
    ]);
    if ((replacedText ?? '') !== replaced) {
      // An old number lost its article: what we have of it is no longer true.
      meta = await redis.getrangeBuffer(keys.meta, 0, -1);
      replaced = replacedText ?? '';
    } else if (tail.length > 0) meta = Buffer.concat([meta, tail]);
    if (declared !== sources.size)
      sources = new Map(
        Object.entries(await redis.hgetall(keys.sources)).map(([name, number]) => [name, Number(number)]),
      );
    floor = Number(floorText ?? 1);
    return view(floor, Math.min(Number(next ?? 1), meta.length / 4));
  }

  function view(first: number, end: number): IndexedArticles {
    const [bytes, names] = [meta, sources];
    return {
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

import type { Redis } from 'ioredis';
import type { ChatKey } from '../news/chat.ts';
import type { FollowIndex, FollowStep } from '../ports/follows.ts';
import type { Keys, ShardKeys } from './keys.ts';

/** Changes read at a time; whoever is further behind reads the whole part. */
const MOST_CHANGES = 5_000;
/** Members read at a time. */
const PAGE = 10_000;

interface Part {
  readonly number: number;
  readonly anew: boolean;
  readonly steps: readonly FollowStep[];
}

/**
 * The index of follows in Redis: a sorted set of everything followed and a log of changes with consecutive numbers, in each shard,
 * written in the same step as the chat. A gap in the numbers means that the log was cut: then the set is read.
 */
export function followIndex(redis: Redis, keys: Keys): FollowIndex {
  async function partOf(shard: ShardKeys, known: number | undefined): Promise<Part> {
    if (known !== undefined) {
      const steps = await stepsAfter(shard, known);
      if (steps !== undefined) return { number: known + steps.length, anew: false, steps };
    }
    // The number first: what changes while the set is read is met again afterwards, and nothing is harmed by that.
    const number = Number((await redis.hget(shard.tallies, 'follows')) ?? 0);
    const steps: FollowStep[] = [];
    for (let from = 0; ; from += PAGE) {
      const members = await redis.zrange(shard.followed, from, from + PAGE - 1);
      for (const member of members) steps.push(stepOf(shard.shard, '+', member));
      if (members.length < PAGE) return { number, anew: true, steps };
    }
  }

  /** Undefined when the log does not reach back that far. */
  async function stepsAfter(shard: ShardKeys, known: number): Promise<readonly FollowStep[] | undefined> {
    const [number, entries] = await Promise.all([
      redis.hget(shard.tallies, 'follows'),
      redis.xrange(shard.followChanges, `(${known}-0`, '+', 'COUNT', MOST_CHANGES),
    ]);
    const missing = Number(number ?? 0) - known;
    if (missing === 0 && entries.length === 0) return [];
    const first = Number(entries[0]?.[0].split('-')[0] ?? 0);
    if (first !== known + 1 || entries.length >= MOST_CHANGES) return undefined;
    return entries.map(([, [, sign, , member]]) =>
      stepOf(shard.shard, sign === '-' ? '-' : '+', member ?? ''),
    );
  }

  return {
    async changes(mark) {
      const parts = await Promise.all(keys.shards().map((shard, at) => partOf(shard, mark?.[at])));
      return {
        mark: parts.map(({ number }) => number),
        anew: parts.flatMap(({ anew }, at) => (anew ? [at] : [])),
        steps: parts.flatMap(({ steps }) => steps),
      };
    },
  };
}

/** Neither ids nor canonical queries have a bar in them. */
function stepOf(shard: number, sign: '+' | '-', member: string): FollowStep {
  const at = member.indexOf('|');
  return { sign, shard, followed: member.slice(0, at), chat: member.slice(at + 1) as ChatKey };
}

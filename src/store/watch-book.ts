import type { Redis } from 'ioredis';
import type { Sighting, WatchBook } from '../ports/watch.ts';
import { shortHash, type Keys } from './keys.ts';
import { parseJson } from './packed.ts';

const DAY_SECONDS = 86_400;

/** A week at one every five minutes. */
const MOST_SIGHTINGS = 7 * 24 * 12;
const EVERY_MS = 5 * 60_000;

/** The log book of the watch: a list of a week, and marks of what was told. */
export function watchBook(redis: Redis, keys: Keys): WatchBook {
  return {
    async note(sighting) {
      // Of several processes one writes a line.
      const span = Math.floor(sighting.at / EVERY_MS);
      if (!(await mark(`span ${span}`, (2 * EVERY_MS) / 1000))) return;
      await redis.lpush(keys.sightings, JSON.stringify(sighting));
      await redis.ltrim(keys.sightings, 0, MOST_SIGHTINGS - 1);
    },
    async since(at) {
      const lines = await redis.lrange(keys.sightings, 0, -1);
      return lines
        .map((line) => parseJson<Sighting>(line))
        .filter((sighting) => sighting.at >= at)
        .toReversed();
    },
    firstToTell: (cause) => mark(`cause ${cause}`, DAY_SECONDS),
  };

  async function mark(name: string, seconds: number): Promise<boolean> {
    return (await redis.set(keys.watched(shortHash(name)), '1', 'EX', seconds, 'NX')) === 'OK';
  }
}

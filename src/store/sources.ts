import { setTimeout as wait } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Source, SourceHealth } from '../news/source.ts';
import type { Instant } from '../news/time.ts';
import type { SourceBook, SourceEntry } from '../ports/sources.ts';
import type { Keys } from './keys.ts';
import { parseJson } from './packed.ts';
import { loadScript, runScript } from './script.ts';

const PUT = loadScript('put-source');
const TAKE = loadScript('take-sources');
const REPORT = loadScript('report-source');
const REMOVE = loadScript('remove-source');

const GATHER_MS = 30;

/** What we know of a source that was never polled: it is due at once. */
const NEVER_POLLED: SourceHealth = { nextPollAt: 0, failures: 0 };

/** The book of sources in Redis. The declaration and what polling taught are apart: neither ever overwrites the other. */
export function sourceBook(redis: Redis, keys: Keys): SourceBook {
  async function list(): Promise<readonly SourceEntry[]> {
    const entries = await entriesOf(Object.keys(await redis.hgetall(keys.sources)));
    return entries.toSorted((a, b) => a.source.name.localeCompare(b.source.name, 'vi'));
  }

  async function entriesOf(ids: readonly string[]): Promise<readonly SourceEntry[]> {
    if (ids.length === 0) return [];
    const [sources, healths] = await Promise.all([
      redis.hmget(keys.sources, ...ids),
      redis.hmget(keys.health, ...ids),
    ]);
    return sources.flatMap((text, at) => {
      if (!text) return [];
      const health = healths[at];
      return [
        {
          source: parseJson<Source>(text),
          health: health ? parseJson<SourceHealth>(health) : NEVER_POLLED,
        },
      ];
    });
  }

  async function get(id: string): Promise<SourceEntry | undefined> {
    return (await entriesOf([id]))[0];
  }

  async function write(source: Source, how: 'put' | 'seed'): Promise<void> {
    await runScript(
      redis,
      PUT,
      [keys.sources, keys.health, keys.polls, keys.seeded],
      [validId(source.id), JSON.stringify(source), source.enabled ? '1' : '0', how],
    );
  }

  async function remove(id: string): Promise<boolean> {
    return (await runScript(redis, REMOVE, [keys.sources, keys.health, keys.polls], [id])) === 1;
  }

  async function setEnabled(id: string, enabled: boolean): Promise<boolean> {
    const entry = await get(id);
    if (entry === undefined) return false;
    await write({ ...entry.source, enabled }, 'put');
    return true;
  }

  async function takeDue(now: Instant, limit: number, leaseMs: number): Promise<readonly SourceEntry[]> {
    const ids = await runScript(redis, TAKE, [keys.polls], [now, now + leaseMs, limit]);
    return await entriesOf(ids as string[]);
  }

  let reports: (string | number)[] = [];
  let sending: Promise<unknown> | undefined;

  /** Reports of nearly the same moment go together: after unchanged polls, writing them one by one is most of the work. */
  async function report(id: string, health: SourceHealth): Promise<void> {
    reports.push(id, JSON.stringify(health), health.nextPollAt);
    sending ??= wait(GATHER_MS).then(() => {
      const gathered = reports;
      reports = [];
      sending = undefined;
      return runScript(redis, REPORT, [keys.sources, keys.health, keys.polls], gathered);
    });
    await sending;
  }

  return {
    list,
    get,
    put: (source) => write(source, 'put'),
    remove,
    setEnabled,
    takeDue,
    report,
    async seed(sources) {
      await Promise.all(sources.map((source) => write(source, 'seed')));
    },
  };
}

function validId(id: string): string {
  if (!/^[\w.-]{1,64}$/.test(id)) throw new RangeError('Not a source id');
  return id;
}

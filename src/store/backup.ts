import type { Redis } from 'ioredis';
import type { Instant } from '../news/time.ts';
import type { SearchIndex } from '../ports/search.ts';
import type { ArticleArchive } from '../ports/articles.ts';
import { readKey, writeKey, type BackupRecord } from './backup-record.ts';
import { createKeys } from './keys.ts';
import { parseJson } from './packed.ts';
import { migrate, SCHEMA_VERSION } from './schema.ts';

/** Version of the file's form; that of the data is in its head as `schema`. */
const FORMAT = 1;
const KEYS_A_STEP = 2_000;
const READ_AT_ONCE = 50;
const WRITTEN_AT_ONCE = 50;
const INDEXED_AT_ONCE = 100;

interface BackupHead {
  readonly diemtin: number;
  readonly schema: number;
  readonly madeAt: string;
}

interface BackupEnd {
  readonly end: true;
  readonly keys: number;
}

/** What is not kept: it ends by itself within a day, or is made anew from what is kept. */
const PASSING =
  /^(?:\{search\}|\{pace:|update:|\{links\}:code:|\{store\}:(?:migrating|restoring)|\{c\d+\}:(?:took|asked|rates|offer):)/;
/** Read last: a digest sent while the backup is made is then in its ledger, and is not sent again. */
const LEDGER =
  /^\{c\d+\}:(?:ledger:|open$|outbox:|leases:|bodies$|references$|told:|report:|slots$|settled$|doubtful$)/;

/**
 * The lines of a backup, each one JSON: a head, a line for every key, an end with their number. Made while the bot runs it is whole but
 * for the seconds it takes; before a move, stop the bot first.
 */
export async function* backupLines(redis: Redis, prefix: string, now: Instant): AsyncGenerator<string> {
  const keys = createKeys(prefix);
  const schema = Number((await redis.get(keys.schema)) ?? SCHEMA_VERSION);
  const head: BackupHead = { diemtin: FORMAT, schema, madeAt: new Date(now).toISOString() };
  yield JSON.stringify(head);
  let count = 0;
  for (const isLast of [false, true]) {
    for await (const names of namesUnder(redis, prefix)) {
      const kept = names.filter((name) => !PASSING.test(name) && LEDGER.test(name) === isLast);
      for (let at = 0; at < kept.length; at += READ_AT_ONCE) {
        const some = kept.slice(at, at + READ_AT_ONCE);
        const records = await Promise.all(some.map((name) => readKey(redis, `${prefix}:${name}`, name, now)));
        for (const record of records) {
          if (record === undefined) continue;
          count += 1;
          yield JSON.stringify(record);
        }
      }
    }
  }
  const end: BackupEnd = { end: true, keys: count };
  yield JSON.stringify(end);
}

export type BackupCheck =
  | { readonly kind: 'good'; readonly head: BackupHead; readonly keys: number }
  | { readonly kind: 'bad'; readonly why: 'not-a-backup' | 'newer' | 'incomplete' };

/** Reads a backup to its end before anything is written from it. */
export async function checkBackup(lines: AsyncIterable<string>): Promise<BackupCheck> {
  let head: BackupHead | undefined;
  let count = 0;
  for await (const line of lines) {
    const value = parsed(line);
    if (head === undefined) {
      if (typeof value?.['diemtin'] !== 'number') return { kind: 'bad', why: 'not-a-backup' };
      head = value as unknown as BackupHead;
      if (head.diemtin > FORMAT || head.schema > SCHEMA_VERSION) return { kind: 'bad', why: 'newer' };
    } else if (value?.['end'] === true) {
      return value['keys'] === count
        ? { kind: 'good', head, keys: count }
        : { kind: 'bad', why: 'incomplete' };
    } else if (typeof value?.['k'] === 'string') {
      count += 1;
    } else {
      return { kind: 'bad', why: 'incomplete' };
    }
  }
  return { kind: 'bad', why: head === undefined ? 'not-a-backup' : 'incomplete' };
}

export type RestoreStart = 'begun' | 'not-empty' | 'another-unfinished';

/** Makes room for a backup. A store with data is refused unless it may be replaced; the same backup, cut short before, goes on. */
export async function beginRestore(
  redis: Redis,
  prefix: string,
  madeAt: string,
  replace: boolean,
): Promise<RestoreStart> {
  const keys = createKeys(prefix);
  const unfinished = await redis.get(keys.restoring);
  if (unfinished === madeAt && !replace) return 'begun';
  if (unfinished !== null && unfinished !== madeAt && !replace) return 'another-unfinished';
  for await (const names of namesUnder(redis, prefix)) {
    if (names.length > 0 && !replace) return 'not-empty';
    break;
  }
  // Marked first: from here on no bot starts on what is half one thing and half another.
  await redis.set(keys.restoring, madeAt);
  await removeAll(redis, prefix, (name) => `${prefix}:${name}` !== keys.restoring);
  return 'begun';
}

/** Writes every key of a checked backup. Cut anywhere, it is simply done again. */
export async function restoreLines(
  redis: Redis,
  prefix: string,
  lines: AsyncIterable<string>,
  now: Instant,
  told: (count: number) => void = () => undefined,
): Promise<number> {
  let count = 0;
  let under: Promise<void>[] = [];
  for await (const line of lines) {
    const record = parseJson<BackupRecord | BackupHead | BackupEnd>(line);
    if (!('k' in record) || PASSING.test(record.k)) continue;
    under.push(writeKey(redis, `${prefix}:${record.k}`, record, now));
    count += 1;
    if (under.length < WRITTEN_AT_ONCE) continue;
    await Promise.all(under);
    under = [];
    told(count);
  }
  await Promise.all(under);
  return count;
}

/** Brings restored data to this program's version, builds the search index anew and opens the store to the bot. */
export async function endRestore(
  redis: Redis,
  prefix: string,
  { articles, search }: { readonly articles: ArticleArchive; readonly search: SearchIndex },
  told: (count: number) => void = () => undefined,
): Promise<number> {
  const keys = createKeys(prefix);
  const state = await migrate(redis, keys, undefined, { restoring: true });
  if (state.kind !== 'ready') throw new Error(`the restored data is not ready: ${JSON.stringify(state)}`);
  await removeAll(redis, prefix, (name) => name.startsWith('{search}'));
  const ids = await redis.zrange(keys.arrivals, 0, -1);
  let count = 0;
  for (let at = 0; at < ids.length; at += INDEXED_AT_ONCE) {
    for (const article of await articles.get(ids.slice(at, at + INDEXED_AT_ONCE))) {
      await search.add(article);
      count += 1;
    }
    told(count);
  }
  await redis.del(keys.restoring);
  return count;
}

async function removeAll(redis: Redis, prefix: string, which: (name: string) => boolean): Promise<void> {
  for await (const names of namesUnder(redis, prefix)) {
    const gone = names.filter(which).map((name) => `${prefix}:${name}`);
    await Promise.all(gone.map((key) => redis.unlink(key)));
  }
}

/** Names of all keys, without the prefix, some at a time; a name may come twice. */
async function* namesUnder(redis: Redis, prefix: string): AsyncGenerator<readonly string[]> {
  const pattern = `${prefix.replaceAll(/[[\]*?\\^]/g, String.raw`\$&`)}:*`;
  const seen = new Set<string>();
  let cursor = '0';
  do {
    const [next, found] = await redis.scan(cursor, 'MATCH', pattern, 'COUNT', KEYS_A_STEP);
    cursor = next;
    const fresh = found.map((key) => key.slice(prefix.length + 1)).filter((name) => !seen.has(name));
    for (const name of fresh) seen.add(name);
    if (fresh.length > 0) yield fresh;
  } while (cursor !== '0');
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

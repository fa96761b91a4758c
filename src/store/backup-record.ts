import type { ChainableCommander, Redis } from 'ioredis';
import type { Instant } from '../news/time.ts';
import { pack, unpack } from './packed.ts';

/** A value as JSON: text as it is, deflated JSON opened up so that it can be read anywhere, other bytes in base64. */
export type BackupValue = string | { readonly z: unknown } | { readonly b: string };

/** One key of a backup, its name without the prefix. `x`: when it ends, in milliseconds since 1970. */
export type BackupRecord = { readonly k: string; readonly x?: number } & (
  | { readonly t: 'string'; readonly v: BackupValue }
  | { readonly t: 'hash'; readonly v: readonly (readonly [string, BackupValue])[] }
  | { readonly t: 'set'; readonly v: readonly string[] }
  | { readonly t: 'zset'; readonly v: readonly (readonly [string, string])[] }
  | { readonly t: 'list'; readonly v: readonly BackupValue[] }
  | { readonly t: 'stream'; readonly v: readonly (readonly [string, readonly string[]])[] }
);

/** Values written in one command. */
const CHUNK = 500;

/** Reads a key; undefined when it is gone by now or of a kind that this program does not use. */
export async function readKey(
  redis: Redis,
  key: string,
  name: string,
  now: Instant,
): Promise<BackupRecord | undefined> {
  const [type, life] = await Promise.all([redis.type(key), redis.pttl(key)]);
  const head = life > 0 ? { k: name, x: now + life } : { k: name };
  switch (type) {
    case 'string': {
      const value = await redis.getBuffer(key);
      return value === null ? undefined : { ...head, t: 'string', v: encode(value) };
    }
    case 'hash': {
      const fields = Object.entries(await redis.hgetallBuffer(key));
      return { ...head, t: 'hash', v: fields.map(([field, value]) => [field, encode(value)] as const) };
    }
    case 'set':
      return { ...head, t: 'set', v: await redis.smembers(key) };
    case 'zset':
      return { ...head, t: 'zset', v: pairs(await redis.zrange(key, 0, -1, 'WITHSCORES')) };
    case 'list':
      return { ...head, t: 'list', v: (await redis.lrangeBuffer(key, 0, -1)).map(encode) };
    case 'stream':
      return { ...head, t: 'stream', v: await redis.xrange(key, '-', '+') };
    default:
      return undefined;
  }
}

/** Writes a key in one transaction, whatever was there before. What has ended meanwhile is left out. */
export async function writeKey(redis: Redis, key: string, record: BackupRecord, now: Instant): Promise<void> {
  if (record.x !== undefined && record.x <= now) return;
  const steps = redis.multi().del(key);
  fill(steps, key, record);
  if (record.x !== undefined) steps.pexpireat(key, record.x);
  const answers = await steps.exec();
  const failed = answers?.find(([error]) => error !== null)?.[0];
  if (failed) throw failed;
}

function fill(steps: ChainableCommander, key: string, record: BackupRecord): void {
  switch (record.t) {
    case 'string':
      steps.set(key, decode(record.v));
      return;
    case 'hash':
      for (const some of chunks(record.v))
        steps.hset(key, ...some.flatMap(([field, value]) => [field, decode(value)]));
      return;
    case 'set':
      for (const some of chunks(record.v)) steps.sadd(key, ...some);
      return;
    case 'zset':
      for (const some of chunks(record.v))
        steps.zadd(key, ...some.flatMap(([member, score]) => [score, member]));
      return;
    case 'list':
      for (const some of chunks(record.v)) steps.rpush(key, ...some.map(decode));
      return;
    case 'stream':
      for (const [id, fields] of record.v) steps.xadd(key, id, ...fields);
  }
}

function encode(value: Buffer): BackupValue {
  const text = value.toString();
  if (Buffer.from(text).equals(value)) return text;
  try {
    return { z: unpack(value) };
  } catch {
    return { b: value.toString('base64') };
  }
}

function decode(value: BackupValue): string | Buffer {
  if (typeof value === 'string') return value;
  return 'z' in value ? pack(value.z) : Buffer.from(value.b, 'base64');
}

function chunks<T>(values: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(values.length / CHUNK) }, (_, at) =>
    values.slice(at * CHUNK, (at + 1) * CHUNK),
  );
}

function pairs(flat: readonly string[]): readonly (readonly [string, string])[] {
  return Array.from({ length: flat.length / 2 }, (_, at) => [flat[2 * at]!, flat[2 * at + 1]!] as const);
}

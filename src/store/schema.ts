import type { Redis } from 'ioredis';
import type { Keys } from './keys.ts';

/** One step from a version to the next. Must be safe to repeat: it may be cut anywhere and is then begun anew. */
export interface Migration {
  /** The version it leads to. */
  readonly to: number;
  /** What it does, for the log. */
  readonly does: string;
  run(redis: Redis, keys: Keys): Promise<void>;
}

/** Every step there has been, ascending. The last one's version is what this program reads and writes. */
export const migrations: readonly Migration[] = [
  { to: 1, does: 'the first version', run: async () => undefined },
];

export const SCHEMA_VERSION = migrations.at(-1)?.to ?? 0;

/** How long one process may take over a step before another one tries. */
const LOCK_SECONDS = 600;

export type SchemaState =
  | { readonly kind: 'ready'; readonly ran: readonly string[] }
  /** Written by a newer program: reading it could spoil it. */
  | { readonly kind: 'newer'; readonly version: number }
  /** Another process is at it, or a restore was cut short. */
  | { readonly kind: 'wait'; readonly why: 'migrating' | 'restoring' };

/** Brings the data to the version of this program, one step after another. To be called before anything else is read. */
export async function migrate(
  redis: Redis,
  keys: Keys,
  steps: readonly Migration[] = migrations,
  { restoring = false }: { readonly restoring?: boolean } = {},
): Promise<SchemaState> {
  if (!restoring && (await redis.exists(keys.restoring)) === 1) return { kind: 'wait', why: 'restoring' };
  const stored = await redis.get(keys.schema);
  const latest = steps.at(-1)?.to ?? 0;
  const version = stored === null ? await versionWithoutMark(redis, keys) : Number(stored);
  if (version > latest) return { kind: 'newer', version };
  const open = steps.filter(({ to }) => to > version);
  if (open.length === 0) {
    if (stored === null) await redis.set(keys.schema, version);
    return { kind: 'ready', ran: [] };
  }
  if ((await redis.set(keys.migrating, '1', 'EX', LOCK_SECONDS, 'NX')) === null)
    return { kind: 'wait', why: 'migrating' };
  try {
    for (const step of open) {
      await step.run(redis, keys);
      await redis.set(keys.schema, step.to);
    }
    return { kind: 'ready', ran: open.map(({ does }) => does) };
  } finally {
    await redis.del(keys.migrating);
  }
}

export interface SchemaLook {
  /** Absent in an empty store. */
  readonly version: number | undefined;
  /** A restore was cut short. */
  readonly restoring: boolean;
}

/** How the data is, changing nothing. */
export async function lookAtSchema(redis: Redis, keys: Keys): Promise<SchemaLook> {
  const stored = await redis.get(keys.schema);
  const version = stored === null ? await versionWithoutMark(redis, keys) : Number(stored);
  return {
    version: version === 0 ? undefined : version,
    restoring: (await redis.exists(keys.restoring)) === 1,
  };
}

/** Data from before there was a version is the first version; an empty store has nothing to bring along. */
async function versionWithoutMark(redis: Redis, keys: Keys): Promise<number> {
  for (const key of [keys.sources, keys.arrivals, keys.seeded]) if ((await redis.exists(key)) === 1) return 1;
  return 0;
}

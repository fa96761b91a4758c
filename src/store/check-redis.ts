import type { Redis } from 'ioredis';
import { isIP } from 'node:net';

/** What is unwise about a Redis that somebody gave us. Words are made where they are shown. */
export type RedisWarning =
  /** Only snapshots or nothing are saved: a crash loses minutes. */
  | { readonly code: 'no-aof'; readonly snapshots: boolean }
  /** Redis may throw away what we promised to keep. */
  | { readonly code: 'evicting'; readonly policy: string }
  | { readonly code: 'no-password'; readonly host: string }
  | { readonly code: 'old-version'; readonly version: string; readonly needed: string };

const NEEDED = '6.2';

/** Looks at version, persistence, eviction and password of the Redis behind a connection. */
export async function checkRedis(redis: Redis): Promise<readonly RedisWarning[]> {
  const info = parseInfo(await redis.info());
  const warnings: RedisWarning[] = [];

  const version = info.get('redis_version') ?? '0';
  if (isOlder(version, NEEDED)) warnings.push({ code: 'old-version', version, needed: NEEDED });

  if (info.get('aof_enabled') !== '1') {
    const snapshots = await setting(redis, 'save');
    warnings.push({ code: 'no-aof', snapshots: snapshots !== undefined && snapshots !== '' });
  }

  const policy = info.get('maxmemory_policy') ?? (await setting(redis, 'maxmemory-policy')) ?? 'noeviction';
  if (policy !== 'noeviction') warnings.push({ code: 'evicting', policy });

  const { host, password, path } = redis.options;
  if (!path && !password && host && isPublicHost(host)) warnings.push({ code: 'no-password', host });
  return warnings;
}

/** Hosted services refuse CONFIG; then the setting is unknown. */
async function setting(redis: Redis, name: string): Promise<string | undefined> {
  try {
    const answer: unknown = await redis.config('GET', name);
    return Array.isArray(answer) && typeof answer[1] === 'string' ? answer[1] : undefined;
  } catch {
    return undefined;
  }
}

function parseInfo(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.split('\r\n')) {
    const at = line.indexOf(':');
    if (at > 0) fields.set(line.slice(0, at), line.slice(at + 1));
  }
  return fields;
}

function isOlder(version: string, needed: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = needed.split('.').map(Number);
  return major < neededMajor || (major === neededMajor && minor < neededMinor);
}

/** Public as far as the name tells: an address outside the private ranges, or a full domain name. */
export function isPublicHost(host: string): boolean {
  const name = host.toLowerCase().replaceAll(/^\[|\]$/g, '');
  switch (isIP(name)) {
    case 4:
      return !/^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(
        name,
      );
    case 6:
      return !/^(?:::1?$|f[cd]|fe[89ab])/.test(name);
    default:
      return name.includes('.') && !/\.(?:local|localhost|internal|lan|home|arpa)\.?$/.test(name);
  }
}

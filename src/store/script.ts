import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Redis } from 'ioredis';

/** A Lua script: one atomic step. Every key it touches is handed in. */
export interface Script {
  readonly source: string;
  readonly sha: string;
}

type Argument = string | number | Buffer;

/** Reads a script that lies in `lua/`, behind the functions of another one that it calls. */
export function loadScript(name: string, functions?: string): Script {
  const names = functions === undefined ? [name] : [functions, name];
  const source = names
    .map((each) => readFileSync(new URL(`lua/${each}.lua`, import.meta.url), 'utf8'))
    .join('');
  return { source, sha: createHash('sha1').update(source).digest('hex') };
}

/** Runs a script by its hash; a Redis that does not know it yet (restarted, failed over) is sent the text. */
export async function runScript(
  redis: Redis,
  script: Script,
  keys: readonly string[],
  args: readonly Argument[],
): Promise<unknown> {
  try {
    return await redis.evalsha(script.sha, keys.length, ...keys, ...args);
  } catch (error) {
    if (!isUnknownScript(error)) throw error;
    return await redis.eval(script.source, keys.length, ...keys, ...args);
  }
}

function isUnknownScript(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('NOSCRIPT');
}

import { createRequire } from 'node:module';
import type { Instant } from '../../news/time.ts';
import type { Fetcher } from './fetch.ts';

/** Whether a publisher lets us read a page, and how slowly. */
export interface RobotsGuard {
  /** Never throws. `pauseMs` is the publisher's `Crawl-delay` where it asks for one. */
  mayRead(url: string, now: Instant): Promise<RobotsAnswer>;
}

export type RobotsAnswer =
  | { readonly allowed: true; readonly pauseMs?: number }
  | { readonly allowed: false; readonly reason: 'robots' | 'robots-unreachable' };

interface Rules {
  isAllowed(url: string, agent: string): boolean | undefined;
  getCrawlDelay(agent: string): number | undefined;
}

// The package declares its types in a way that node resolution cannot call.
const parseRobots = createRequire(import.meta.url)('robots-parser') as (url: string, text: string) => Rules;

const agent = 'diemtin';
const hour = 3_600_000;
const limits = {
  /** RFC 9309: at least 500 KiB have to be read. */
  bytes: 512 * 1024,
  hosts: 500,
  freshMs: 24 * hour,
  retryMs: hour,
  /** How long the last known rules serve while the host does not answer. */
  staleMs: 30 * 24 * hour,
  longestPauseMs: 30_000,
} as const;

interface Entry {
  readonly rules: Rules | 'all' | 'unreachable';
  readonly until: Instant;
  /** The last rules that were read, for the time in which the host does not answer. */
  readonly last?: { readonly rules: Rules | 'all'; readonly at: Instant };
}

/**
 * Creates a guard that asks each host's robots.txt once a day, by RFC 9309: a host without one (4xx) allows everything,
 * one that cannot be reached (5xx, network, 429) allows nothing beyond what its last known rules allow. Remembers 500 hosts.
 */
export function createRobotsGuard(fetcher: Pick<Fetcher, 'fetch'>): RobotsGuard {
  const entries = new Map<string, Entry>();
  const asking = new Map<string, Promise<Entry>>();

  async function entryFor(origin: string, now: Instant): Promise<Entry> {
    const known = entries.get(origin);
    if (known !== undefined && known.until > now) return known;
    const running = asking.get(origin);
    if (running !== undefined) return running;
    const asked = ask(fetcher, origin, known, now).finally(() => asking.delete(origin));
    asking.set(origin, asked);
    const entry = await asked;
    entries.delete(origin);
    entries.set(origin, entry);
    if (entries.size > limits.hosts) {
      const oldest = entries.keys().next();
      if (oldest.done !== true) entries.delete(oldest.value);
    }
    return entry;
  }

  return {
    async mayRead(url, now) {
      const entry = await entryFor(new URL(url).origin, now);
      const stale =
        entry.last !== undefined && now - entry.last.at < limits.staleMs ? entry.last.rules : undefined;
      const rules = entry.rules === 'unreachable' ? stale : entry.rules;
      if (rules === undefined) return { allowed: false, reason: 'robots-unreachable' };
      if (rules === 'all') return { allowed: true };
      if (rules.isAllowed(url, agent) === false) return { allowed: false, reason: 'robots' };
      const delay = rules.getCrawlDelay(agent);
      return delay === undefined || !(delay > 0)
        ? { allowed: true }
        : { allowed: true, pauseMs: Math.min(delay * 1000, limits.longestPauseMs) };
    },
  };
}

async function ask(
  fetcher: Pick<Fetcher, 'fetch'>,
  origin: string,
  known: Entry | undefined,
  now: Instant,
): Promise<Entry> {
  const url = `${origin}/robots.txt`;
  const outcome = await fetcher.fetch(url, { maxBytes: limits.bytes, accept: 'text/plain, */*;q=0.5' });
  const fresh = (rules: Rules | 'all'): Entry => ({
    rules,
    until: now + limits.freshMs,
    last: { rules, at: now },
  });
  if (outcome.kind === 'ok') {
    const text = new TextDecoder().decode(outcome.bytes);
    // A page served for every address is no robots.txt.
    return fresh(/^\s*<(?:!doctype|html|\?xml)/i.test(text) ? 'all' : parseRobots(url, text));
  }
  const status = outcome.kind === 'failed' ? outcome.status : undefined;
  if (status !== undefined && status >= 300 && status < 500 && status !== 429) return fresh('all');
  return {
    rules: 'unreachable',
    until: now + limits.retryMs,
    ...(known?.last !== undefined && { last: known.last }),
  };
}

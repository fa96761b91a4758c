import { tooManyRequests } from './failure.ts';

export interface FloodLimits {
  /** Messages to one chat at once before the pace of one a second binds. */
  readonly burst: number;
  readonly groupPerMinute: number;
  readonly globalPerSecond: number;
}

export const REAL_LIMITS: FloodLimits = { burst: 3, groupPerMinute: 20, globalPerSecond: 30 };

export interface FloodControl {
  /** Counts a message to a chat; throws 429 with the seconds to wait, which grow when they are not waited for. */
  count(chatId: number): void;
}

interface Ban {
  until: number;
  strikes: number;
}

/** About one message a second to a chat, 20 a minute to a group, 30 a second overall. */
export function createFloodControl(now: () => number, limits: FloodLimits): FloodControl {
  const tokens = new Map<number, { left: number; at: number }>();
  const ofGroup = new Map<number, number[]>();
  let overall: number[] = [];
  const bans = new Map<number | 'all', Ban>();

  function refuse(whom: number | 'all', seconds: number): never {
    const ban = bans.get(whom) ?? { until: 0, strikes: 0 };
    bans.set(whom, ban);
    const wait = Math.min(seconds * 2 ** ban.strikes, 3_600);
    ban.strikes += 1;
    ban.until = now() + wait * 1000;
    throw tooManyRequests(wait);
  }

  function refuseWhileBanned(whom: number | 'all'): void {
    const ban = bans.get(whom);
    if (ban === undefined) return;
    const left = Math.ceil((ban.until - now()) / 1000);
    if (left > 0) refuse(whom, left);
    else bans.delete(whom);
  }

  function bucketOf(chatId: number): { left: number; at: number } {
    const bucket = tokens.get(chatId) ?? { left: limits.burst, at: now() };
    bucket.left = Math.min(limits.burst, bucket.left + (now() - bucket.at) / 1000);
    bucket.at = now();
    tokens.set(chatId, bucket);
    return bucket;
  }

  return {
    count(chatId) {
      refuseWhileBanned('all');
      refuseWhileBanned(chatId);
      overall = overall.filter((at) => at > now() - 1_000);
      if (overall.length >= limits.globalPerSecond) refuse('all', 1);
      const bucket = bucketOf(chatId);
      if (bucket.left < 1) refuse(chatId, Math.max(1, Math.ceil(1 - bucket.left)));
      const minute = (ofGroup.get(chatId) ?? []).filter((at) => at > now() - 60_000);
      if (chatId < 0 && minute.length >= limits.groupPerMinute)
        refuse(chatId, Math.max(1, Math.ceil(((minute[0] ?? 0) + 60_000 - now()) / 1000)));
      bucket.left -= 1;
      if (chatId < 0) ofGroup.set(chatId, [...minute, now()]);
      overall.push(now());
    },
  };
}

import type { Redis } from 'ioredis';
import type { Shift } from '../ports/shift.ts';
import type { Keys } from './keys.ts';
import { loadScript, runScript } from './script.ts';

const HOLD = loadScript('hold-shift');
const LEAVE = loadScript('leave-shift');

/** Shifts in Redis: one key each, gone by itself when its holder is. `token` names this process. */
export function shifts(redis: Redis, keys: Keys, token: string): Shift {
  return {
    async hold(work, leaseMs) {
      const answer = await runScript(redis, HOLD, [keys.shift(work)], [token, leaseMs]);
      return answer === 2 ? 'begun' : answer === 1 ? 'held' : 'taken';
    },
    async leave(work) {
      await runScript(redis, LEAVE, [keys.shift(work)], [token]);
    },
  };
}

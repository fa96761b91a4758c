import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { AddedAdmin, AdminList, AuditEntry, AuditTrail } from '../ports/admins.ts';
import type { Keys } from './keys.ts';
import { parseJson } from './packed.ts';
import { loadScript, runScript } from './script.ts';

const WRITE = loadScript('audit');
const ENTRIES_KEPT = 10_000;
const OUTCOMES: ReadonlySet<string> = new Set<AuditEntry['outcome']>(['done', 'refused', 'failed']);

/** Who did what, as a stream of the last 10,000 entries. */
export function auditTrail(redis: Redis, keys: Keys): AuditTrail {
  return {
    async write({ at, who, action, outcome }) {
      await runScript(redis, WRITE, [keys.audit], [ENTRIES_KEPT, randomUUID(), at, who, action, outcome]);
    },
    async last(count) {
      const entries = await redis.xrevrange(keys.audit, '+', '-', 'COUNT', count);
      return entries.map(([, fields]) => {
        const [, , , at = '0', , who = '', , action = '', , outcome = ''] = fields;
        return { at: Number(at), who, action, outcome: isOutcome(outcome) ? outcome : 'failed' };
      });
    },
    async forgetRefusals(who) {
      const entries = await redis.xrange(keys.audit, '-', '+');
      const his = entries.filter(([, fields]) => fields[5] === who && fields[9] === 'refused');
      if (his.length > 0) await redis.xdel(keys.audit, ...his.map(([id]) => id));
    },
  };
}

/** Admins added by command. */
export function adminList(redis: Redis, keys: Keys): AdminList {
  return {
    async list() {
      const added = Object.values(await redis.hgetall(keys.admins)).map((text) =>
        parseJson<AddedAdmin>(text),
      );
      return added.toSorted((a, b) => a.at - b.at);
    },
    async add(admin) {
      await redis.hsetnx(keys.admins, admin.id, JSON.stringify(admin));
    },
    async remove(id) {
      return (await redis.hdel(keys.admins, id)) === 1;
    },
  };
}

function isOutcome(text: string): text is AuditEntry['outcome'] {
  return OUTCOMES.has(text);
}

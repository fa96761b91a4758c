import { createHash, randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { sessionHours, ticketMinutes } from '../ports/operations.ts';
import type { OperatorDoor } from '../ports/operations.ts';
import type { Keys } from './keys.ts';

/** Tickets and sessions in Redis. Whoever reads the store finds hashes, with which nobody gets in. */
export function operatorDoor(redis: Redis, keys: Keys): OperatorDoor {
  return {
    async ticket(admin) {
      const ticket = secret();
      await redis.set(keys.operatorTicket(hashOf(ticket)), admin, 'EX', ticketMinutes * 60);
      return ticket;
    },
    async enter(ticket) {
      if (!isSecret(ticket)) return undefined;
      // One call, so that of two who use it at the same moment one gets in.
      const admin = await redis.getdel(keys.operatorTicket(hashOf(ticket)));
      if (admin === null) return undefined;
      const session = secret();
      await redis.set(keys.operatorSession(hashOf(session)), admin, 'EX', sessionHours * 3600);
      return session;
    },
    async holder(session) {
      if (!isSecret(session)) return undefined;
      return (await redis.get(keys.operatorSession(hashOf(session)))) ?? undefined;
    },
    async leave(session) {
      if (isSecret(session)) await redis.del(keys.operatorSession(hashOf(session)));
    },
  };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

function isSecret(text: string): boolean {
  return /^[\w-]{43}$/u.test(text);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

import type { Redis } from 'ioredis';
import type { ChatKey, Platform } from '../news/chat.ts';
import type { Instant } from '../news/time.ts';
import type { Withdrawals } from '../ports/withdrawals.ts';
import { deliveryKeys, validSlot, type Keys } from './keys.ts';
import { loadScript, runScript } from './script.ts';

const WITHDRAW = loadScript('withdraw-delivery');
const PLATFORMS: readonly Platform[] = ['telegram', 'zalo', 'console'];

/** Takes back deliveries in the ledger, one atomic step each. */
export function withdrawals(redis: Redis, keys: Keys): Withdrawals {
  async function withdraw(
    chat: ChatKey,
    slot: string,
    how: 'erase' | 'skip',
    reason: string,
    now: Instant,
  ): Promise<boolean> {
    const own = keys.chat(chat);
    const done = await runScript(redis, WITHDRAW, deliveryKeys(own, slot), [
      validSlot(slot),
      `${slot}|${chat}`,
      how,
      reason,
      now.toString(36),
    ]);
    return done === 1;
  }

  return {
    async ofChat(chat, now) {
      const ledger = await redis.hgetall(keys.chat(chat).ledger);
      const open = Object.keys(ledger).filter((slot) => ledger[slot]?.startsWith('o'));
      for (const slot of open) await withdraw(chat, slot, 'erase', 'moved', now);
    },
    async ofSlot(slot, reason, now) {
      let count = 0;
      const queues = keys
        .shards()
        .flatMap((shard) =>
          PLATFORMS.flatMap((platform) => [shard.outbox(platform), shard.leases(platform)]),
        );
      for (const queue of queues)
        for (const member of await redis.zrange(queue, 0, -1)) {
          if (!member.startsWith(`${slot}|`)) continue;
          const chat = member.slice(slot.length + 1) as ChatKey;
          if (await withdraw(chat, slot, 'skip', reason, now)) count += 1;
        }
      return count;
    },
  };
}

import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { ChatKey, Platform } from '../news/chat.ts';
import type { Part } from '../news/message.ts';
import type { Instant } from '../news/time.ts';
import type { Ledger, OpenDelivery, Settlement, TakenDelivery } from '../ports/ledger.ts';
import { deliveryKeys, reportName, shortHash, validSlot, type Keys, type ShardKeys } from './keys.ts';
import {
  FINAL_LETTERS,
  oldestSlot,
  placeOf,
  readOpen,
  RETENTION_SECONDS,
  shortReason,
} from './ledger-record.ts';
import { publishSlots } from './ledger-publish.ts';
import { ledgerReading } from './ledger-reading.ts';
import { parseJson } from './packed.ts';
import { loadScript, runScript } from './script.ts';

const OPEN = loadScript('open-delivery');
const SKIP = loadScript('skip-delivery');
const TAKE = loadScript('take-deliveries');
const PART_SENT = loadScript('part-sent');
const BEGIN = loadScript('begin-delivery');
const SETTLE = loadScript('settle-delivery');
const REMIND = loadScript('remind-delivery');

/** Between the two steps of a reminder nobody else takes the delivery. */
const REMIND_MS = 12_000;

/**
 * The ledger in Redis. What became of a slot is a short value in the chat's own hash; while a delivery is open its details lie
 * in one hash of the shard, and two sorted sets say when it may be sent and until when it is held. Messages and lists of told
 * stories are stored once per content.
 */
export function ledger(redis: Redis, keys: Keys): Ledger {
  let connections = 0;
  redis.on('ready', () => {
    connections += 1;
  });

  async function open(delivery: OpenDelivery): Promise<'opened' | 'exists'> {
    const { chat, slot, now } = delivery;
    const own = keys.chat(chat);
    const body = JSON.stringify(delivery.parts);
    const stories = JSON.stringify([...new Set(delivery.storyIds)]);
    const list = delivery.storyIds.length === 0 ? '' : shortHash(stories);
    const opened = await runScript(
      redis,
      OPEN,
      [
        own.ledger,
        own.open,
        own.outbox(own.platform),
        own.bodies,
        own.references,
        own.report(slot),
        own.slots,
        own.told(list || 'none'),
      ],
      [
        validSlot(slot),
        `${slot}|${chat}`,
        shortHash(body),
        body,
        list,
        stories,
        now,
        oldestSlot(now),
        RETENTION_SECONDS,
        delivery.threadId ?? '',
        now.toString(36),
        delivery.at ?? now,
        delivery.until ?? 0,
        reportName(slot),
      ],
    );
    return opened === 1 ? 'opened' : 'exists';
  }

  async function skip(
    chat: ChatKey,
    slot: string,
    reason: string,
    now: Instant,
  ): Promise<'opened' | 'exists'> {
    const own = keys.chat(chat);
    const why = shortReason(reason);
    const value = `${FINAL_LETTERS.skipped}||${now.toString(36)}|0|0|${why}`;
    const done = await runScript(
      redis,
      SKIP,
      [own.ledger, own.report(slot), own.slots],
      [validSlot(slot), value, why, oldestSlot(now), RETENTION_SECONDS],
    );
    return done === 1 ? 'opened' : 'exists';
  }

  async function take(
    platform: Platform,
    token: string,
    now: Instant,
    leaseMs: number,
    limit: number,
  ): Promise<readonly TakenDelivery[]> {
    const taken: TakenDelivery[] = [];
    for (const shard of await shardsWithWork(platform, now)) {
      if (taken.length >= limit) break;
      const fence = `${token}.${randomBytes(6).toString('base64url')}`;
      const answer = await runScript(
        redis,
        TAKE,
        [
          shard.outbox(platform),
          shard.leases(platform),
          shard.open,
          shard.bodies,
          shard.took(platform, token),
        ],
        [now, now + leaseMs, limit - taken.length, fence],
      );
      for (const each of triples(answer)) {
        const delivery = takenDelivery(each, fence);
        if (delivery.parts.length > 0) taken.push(delivery);
        else await settle(delivery, { state: 'failed', reason: 'message-lost' }, now);
      }
    }
    return taken;
  }

  /** Shards with something to take, the longest waiting first, so that every shard gets its turn. */
  async function shardsWithWork(platform: Platform, now: Instant): Promise<readonly ShardKeys[]> {
    const heads = await Promise.all(
      keys.shards().map(async (shard) => {
        const [[, pending], [, held]] = await Promise.all([
          redis.zrange(shard.outbox(platform), 0, 0, 'WITHSCORES'),
          redis.zrange(shard.leases(platform), 0, 0, 'WITHSCORES'),
        ]);
        return { shard, at: Math.min(Number(pending ?? Infinity), Number(held ?? Infinity)) };
      }),
    );
    return heads
      .filter(({ at }) => at <= now)
      .toSorted((a, b) => a.at - b.at)
      .map(({ shard }) => shard);
  }

  async function begin(taken: TakenDelivery, now: Instant, leaseMs: number): Promise<boolean> {
    const own = keys.chat(taken.chat);
    const done = await runScript(
      redis,
      BEGIN,
      [own.leases(own.platform), own.open],
      [`${taken.slot}|${taken.chat}`, taken.token, now, now + leaseMs],
    );
    return done === 1;
  }

  async function partSent(
    taken: TakenDelivery,
    parts: number,
    now: Instant,
    leaseMs: number,
  ): Promise<boolean> {
    const own = keys.chat(taken.chat);
    const done = await runScript(
      redis,
      PART_SENT,
      [own.leases(own.platform), own.open],
      [`${taken.slot}|${taken.chat}`, taken.token, parts, now, now + leaseMs],
    );
    return done === 1;
  }

  async function settle(taken: TakenDelivery, result: Settlement, now: Instant): Promise<boolean> {
    const own = keys.chat(taken.chat);
    const letter = result.state === 'pending' ? '' : FINAL_LETTERS[result.state];
    const reason = result.state === 'sent' ? '' : shortReason(result.reason);
    const at = result.state === 'pending' ? result.at : '';
    const doubt = result.state === 'pending' && result.doubtful ? 1 : 0;
    const done = await runScript(
      redis,
      SETTLE,
      [...deliveryKeys(own, taken.slot), own.settled, own.doubtful],
      [
        taken.slot,
        `${taken.slot}|${taken.chat}`,
        taken.token,
        result.state,
        letter,
        reason,
        now,
        at,
        RETENTION_SECONDS,
        now.toString(36),
        doubt,
        oldestSlot(now),
        partsAccepted(taken, result),
      ],
    );
    return done === 1;
  }

  async function remind(taken: TakenDelivery, result: Settlement, now: Instant): Promise<boolean> {
    if (result.state === 'pending') return false;
    const own = keys.chat(taken.chat);
    const parts = partsAccepted(taken, result);
    const reason = result.state === 'sent' ? '' : shortReason(result.reason);
    const value = `${FINAL_LETTERS[result.state]}||${now.toString(36)}|${taken.attempts}|${parts}|${reason}`;
    const forgotten = await runScript(
      redis,
      REMIND,
      [own.ledger, own.open, own.outbox(own.platform), own.leases(own.platform), own.report(taken.slot)],
      [taken.slot, `${taken.slot}|${taken.chat}`, taken.token, taken.attempts, parts, now + REMIND_MS].concat(
        [value, RETENTION_SECONDS, result.state],
      ),
    );
    return forgotten === 1 ? await settle(taken, result, now) : forgotten === 2;
  }

  return {
    ...ledgerReading(redis, keys),
    open,
    skip,
    publish: (published, now) => publishSlots(redis, keys, published, now),
    take,
    begin,
    partSent,
    settle,
    remind,
    connections: () => connections,
  };
}

/** Who settles as sent has seen every part accepted. */
function partsAccepted({ parts, partsSent }: TakenDelivery, { state }: Settlement): number {
  return state === 'sent' ? parts.length : partsSent;
}

function takenDelivery([member, raw, body]: readonly [string, string, string], token: string): TakenDelivery {
  const entry = readOpen(raw);
  return {
    ...placeOf(member),
    token,
    parts: parseJson<Part[]>(body),
    partsSent: entry.p,
    attempts: entry.a + 1,
    ...(entry.e ? { until: entry.e } : {}),
    ...(entry.h === '' ? {} : { threadId: Number(entry.h) }),
    doubtful: entry.d > 0,
    doubts: entry.d,
  };
}

function triples(answer: unknown): readonly (readonly [string, string, string])[] {
  const flat = answer as readonly string[];
  return Array.from(
    { length: flat.length / 3 },
    (_, at) => [flat[3 * at]!, flat[3 * at + 1]!, flat[3 * at + 2]!] as const,
  );
}

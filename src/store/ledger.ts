import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { ChatKey, Platform } from '../news/chat.ts';
import type { DeliveryRecord } from '../news/delivery.ts';
import type { Part } from '../news/message.ts';
import type { Instant } from '../news/time.ts';
import type { Ledger, OpenDelivery, Settlement, SlotReport, TakenDelivery } from '../ports/ledger.ts';
import { reportName, shortHash, validSlot, type Keys, type ShardKeys } from './keys.ts';
import {
  FINAL_LETTERS,
  oldestSlot,
  readLedgerValue,
  readOpen,
  recordOfOpen,
  RETENTION_SECONDS,
  shortReason,
} from './ledger-record.ts';
import { publishSlots, toldLists } from './ledger-publish.ts';
import { parseJson } from './packed.ts';
import { loadScript, runScript } from './script.ts';

const OPEN = loadScript('open-delivery');
const SKIP = loadScript('skip-delivery');
const TAKE = loadScript('take-deliveries');
const PART_SENT = loadScript('part-sent');
const BEGIN = loadScript('begin-delivery');
const SETTLE = loadScript('settle-delivery');

const PLATFORMS: readonly Platform[] = ['telegram', 'zalo', 'console'];

/**
 * The ledger in Redis. What became of a slot is a short value in the chat's own hash; while a delivery is open its details lie
 * in one hash of the shard, and two sorted sets say when it may be sent and until when it is held. Messages and lists of told
 * stories are stored once per content.
 */
export function ledger(redis: Redis, keys: Keys): Ledger {
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
      [
        own.ledger,
        own.open,
        own.outbox(own.platform),
        own.leases(own.platform),
        own.bodies,
        own.references,
        own.report(taken.slot),
        own.settled,
        own.doubtful,
      ],
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
      ],
    );
    return done === 1;
  }

  async function told(chat: ChatKey): Promise<ReadonlySet<string>> {
    const [lists = []] = await toldLists(redis, keys, [chat]);
    return await toldIn(chat, lists);
  }

  async function toldIn(chat: ChatKey, lists: readonly string[]): Promise<ReadonlySet<string>> {
    if (lists.length === 0) return new Set();
    const own = keys.chat(chat);
    const texts = await redis.mget(lists.map((list) => own.told(list)));
    return new Set(texts.flatMap((text) => (text === null ? [] : parseJson<string[]>(text))));
  }

  async function tellings(chat: ChatKey, slot?: string): Promise<readonly string[]> {
    const own = keys.chat(chat);
    const names = slot === undefined ? (await redis.hkeys(own.ledger)).filter(isDigestSlot) : [slot];
    for (const name of names.toSorted().toReversed()) {
      const list = (await redis.hget(own.ledger, name))?.split('|')[1];
      if (!list) continue;
      const text = await redis.get(own.told(list));
      // The state in which a story was told stands behind its id.
      if (text !== null) return parseJson<string[]>(text).map((id) => id.replace(/#.*$/u, ''));
    }
    return [];
  }

  async function find(chat: ChatKey, slot: string): Promise<DeliveryRecord | undefined> {
    const own = keys.chat(chat);
    const [value, raw] = await Promise.all([
      redis.hget(own.ledger, slot),
      redis.hget(own.open, `${slot}|${chat}`),
    ]);
    if (value === null) return undefined;
    if (!value.startsWith('o')) return readLedgerValue(chat, slot, value);
    if (raw !== null) return recordOfOpen(chat, slot, readOpen(raw));
    // It was settled between the two answers.
    const settled = await redis.hget(own.ledger, slot);
    return settled === null ? undefined : readLedgerValue(chat, slot, settled);
  }

  async function history(chat: ChatKey, limit: number): Promise<readonly DeliveryRecord[]> {
    const slotNames = await redis.hkeys(keys.chat(chat).ledger);
    const newest = slotNames.toSorted().toReversed().slice(0, limit);
    const records = await Promise.all(newest.map((slot) => find(chat, slot)));
    return records.filter((record) => record !== undefined);
  }

  async function doubtful(limit: number): Promise<readonly { chat: ChatKey; slot: string }[]> {
    const found = await Promise.all(
      keys.shards().map(async (shard) => {
        const flat = await redis.zrevrange(shard.doubtful, 0, limit - 1, 'WITHSCORES');
        return flat.flatMap((member, at) => (at % 2 === 0 ? [{ member, at: Number(flat[at + 1]) }] : []));
      }),
    );
    return found
      .flat()
      .toSorted((a, b) => b.at - a.at)
      .slice(0, limit)
      .map(({ member }) => placeOf(member));
  }

  async function report(slot: string): Promise<SlotReport> {
    const counts: Partial<Record<DeliveryRecord['state'], number>> = {};
    const reasons = new Map<string, number>();
    function count(state: DeliveryRecord['state'], more: number): void {
      const sum = (counts[state] ?? 0) + more;
      if (sum > 0) counts[state] = sum;
      else delete counts[state];
    }
    await Promise.all(
      keys.shards().map(async (shard) => {
        const [fields, ...held] = await Promise.all([
          redis.hgetall(shard.report(slot)),
          ...PLATFORMS.map((platform) => redis.zrange(shard.leases(platform), 0, -1)),
        ]);
        for (const [field, text] of Object.entries(fields)) {
          const reason = field.startsWith('r:') ? field.slice(2) : undefined;
          if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + Number(text));
          else count(field as DeliveryRecord['state'], Number(text));
        }
        const sending = held.flat().filter((member) => reportName(placeOf(member).slot) === slot).length;
        count('sending', sending);
        count('pending', -sending);
      }),
    );
    return { slot, counts, reasons: Object.fromEntries(reasons) };
  }

  async function slots(limit: number): Promise<readonly string[]> {
    const names = await Promise.all(keys.shards().map((shard) => redis.zrevrange(shard.slots, 0, limit - 1)));
    return [...new Set(names.flat().map(reportName))].toSorted().toReversed().slice(0, limit);
  }

  async function openCount(): Promise<number> {
    const counts = await Promise.all(keys.shards().map((shard) => redis.hlen(shard.open)));
    return counts.reduce((sum, each) => sum + each, 0);
  }

  return {
    open,
    skip,
    publish: (published, now) => publishSlots(redis, keys, published, now),
    toldLists: (chats) => toldLists(redis, keys, chats),
    toldIn,
    take,
    begin,
    partSent,
    settle,
    told,
    tellings,
    find,
    history,
    report,
    doubtful,
    slots,
    openCount,
  };
}

/** Digests are named by their minute alone; alerts have more behind it. */
function isDigestSlot(slot: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(slot);
}

/** A chat may not have `|` in its key, a slot neither. */
function placeOf(member: string): { readonly chat: ChatKey; readonly slot: string } {
  const at = member.indexOf('|');
  return { chat: member.slice(at + 1) as ChatKey, slot: member.slice(0, at) };
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

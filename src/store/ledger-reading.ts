import type { Redis } from 'ioredis';
import type { ChatKey, Platform } from '../news/chat.ts';
import type { DeliveryRecord } from '../news/delivery.ts';
import type { Ledger, SlotReport } from '../ports/ledger.ts';
import { reportName, type Keys } from './keys.ts';
import { placeOf, readLedgerValue, readOpen, recordOfOpen } from './ledger-record.ts';
import { toldLists } from './ledger-publish.ts';
import { parseJson } from './packed.ts';

const PLATFORMS: readonly Platform[] = ['telegram', 'zalo', 'console'];

type Reading = Pick<
  Ledger,
  | 'toldLists'
  | 'toldIn'
  | 'told'
  | 'tellings'
  | 'find'
  | 'history'
  | 'report'
  | 'doubtful'
  | 'slots'
  | 'openCount'
>;

/** What the ledger can be asked without changing it. */
export function ledgerReading(redis: Redis, keys: Keys): Reading {
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
    toldLists: (chats) => toldLists(redis, keys, chats),
    toldIn,
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

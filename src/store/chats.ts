import type { Redis } from 'ioredis';
import type { Chat, ChatKey } from '../news/chat.ts';
import type { Slot } from '../news/digest.ts';
import type { ChatBook, DueChat } from '../ports/chats.ts';
import { readChat, writeChat } from './chat-record.ts';
import { validSlot, type ChatKeys, type Keys, type ShardKeys } from './keys.ts';
import { RETENTION_SECONDS } from './ledger-record.ts';
import { parseJson } from './packed.ts';
import { loadScript, runScript } from './script.ts';

const PUT = loadScript('put-chat', 'refile-follows');
const ADVANCE = loadScript('advance-chat');
const FORGET = loadScript('forget-chat', 'refile-follows');
const ADOPT = loadScript('adopt-deliveries');

/** The book of chats in Redis: one short string a chat, one sorted set of due moments a shard. */
export function chatBook(redis: Redis, keys: Keys): ChatBook {
  async function get(key: ChatKey): Promise<Chat | undefined> {
    const value = await redis.get(keys.chat(key).settings);
    return value === null ? undefined : readChat(key, value).chat;
  }

  async function put(chat: Chat, nextSlot: Slot | undefined): Promise<void> {
    const own = keys.chat(chat.key);
    await runScript(
      redis,
      PUT,
      [own.settings, own.due, own.tallies, own.followed, own.followChanges],
      [writeChat(chat, nextSlot?.local), chat.key, nextSlot?.at ?? ''],
    );
  }

  async function advance({ chat, slot }: DueChat, nextSlot: Slot | undefined): Promise<boolean> {
    const own = keys.chat(chat.key);
    const next = nextSlot === undefined ? ['', ''] : [validSlot(nextSlot.local), nextSlot.at];
    return (await runScript(redis, ADVANCE, [own.settings, own.due], [chat.key, slot.local, ...next])) === 1;
  }

  async function due(now: number, limit: number): Promise<readonly DueChat[]> {
    // Chats are spread evenly: asking every shard for all of them would read eight times what is used.
    const perShard = Math.max(64, Math.ceil(limit / keys.shards().length));
    const waiting = await Promise.all(keys.shards().map((shard) => dueInShard(shard, now, perShard)));
    const earliest = waiting
      .flat()
      .toSorted((a, b) => a.at - b.at)
      .slice(0, limit);
    const found = await Promise.all(
      keys.shards().map(async (shard) => {
        const here = earliest.filter((each) => each.shard === shard.shard);
        if (here.length === 0) return [];
        return await waitingNow(
          shard,
          here.map(({ key }) => key),
        );
      }),
    );
    return found
      .flat()
      .filter(({ slot }) => slot.at <= now)
      .toSorted((a, b) => a.slot.at - b.slot.at);
  }

  /**
   * The chats of one shard and the slots they wait for. The name of a slot stands in the settings and its moment in the queue: read one
   * after the other while another process moves the chat on, today's moment gets tomorrow's name, and tomorrow's digest goes out today.
   */
  async function waitingNow(
    { due: queue }: ShardKeys,
    chats: readonly ChatKey[],
  ): Promise<readonly DueChat[]> {
    const answers = await redis
      .multi()
      .mget(chats.map((key) => keys.chat(key).settings))
      .zmscore(queue, ...chats)
      .exec();
    const [[failure, values], [, moments]] = answers as [
      [Error | null, (string | null)[]],
      [Error | null, (string | null)[]],
    ];
    if (failure !== null) throw failure;
    return chats.flatMap((key, index) => {
      const [value, at] = [values[index] ?? null, moments[index] ?? null];
      if (value === null || at === null) return [];
      const { chat, nextSlot } = readChat(key, value);
      return nextSlot === undefined ? [] : [{ chat, slot: { chat: key, local: nextSlot, at: Number(at) } }];
    });
  }

  async function dueInShard(
    { shard, due: queue }: ShardKeys,
    now: number,
    limit: number,
  ): Promise<readonly { readonly key: ChatKey; readonly at: number; readonly shard: number }[]> {
    const flat = await redis.zrangebyscore(queue, '-inf', now, 'WITHSCORES', 'LIMIT', 0, limit);
    return pairs(flat).map(([key, at]) => ({ key: key as ChatKey, at: Number(at), shard }));
  }

  async function forget(key: ChatKey): Promise<boolean> {
    return await erase(key, 'forgotten');
  }

  async function erase(key: ChatKey, why: 'forgotten' | 'moved'): Promise<boolean> {
    const own = keys.chat(key);
    const ledger = await redis.hgetall(own.ledger);
    const open = Object.keys(ledger).filter((slot) => ledger[slot]?.startsWith('o'));
    await eraseTraces(key, Object.keys(ledger));
    const existed = await runScript(
      redis,
      FORGET,
      [
        own.settings,
        own.due,
        own.ledger,
        own.asked,
        own.rates,
        own.outbox(own.platform),
        own.leases(own.platform),
        own.open,
        own.bodies,
        own.references,
        own.tallies,
        own.followed,
        own.followChanges,
        ...open.map((slot) => own.report(slot)),
      ],
      [key, why, ...open],
    );
    return Number(existed) > 0;
  }

  /** Where the chat is one of many: those who ask for its last traces would not find them once its ledger is gone. */
  async function eraseTraces(key: ChatKey, slots: readonly string[]): Promise<void> {
    const own = keys.chat(key);
    const pace = keys.pace(own.platform);
    if (slots.length > 0) await redis.zrem(own.doubtful, ...slots.map((slot) => `${slot}|${key}`));
    await redis.zrem(pace.held, key);
    await redis.del(pace.times(key));
    await redis.del(pace.chatHold(key));
  }

  /** Each step may be repeated: copy the settings, copy the deliveries, then forget the old key. */
  async function move(from: ChatKey, to: ChatKey): Promise<void> {
    if (from === to) return;
    const before = keys.chat(from);
    const after = keys.chat(to);
    const [chat, [waiting], there] = await Promise.all([
      get(from),
      waitingNow(before, [from]),
      redis.get(after.settings),
    ]);
    if (chat !== undefined && (there === null || readChat(to, there).chat.state === 'setup'))
      await put({ ...(waiting?.chat ?? chat), key: to }, waiting && { ...waiting.slot, chat: to });
    await moveDeliveries(before, from, after, to);
    await erase(from, 'moved');
  }

  async function moveDeliveries(
    before: ChatKeys,
    from: ChatKey,
    after: ChatKeys,
    to: ChatKey,
  ): Promise<void> {
    const ledger = Object.entries(await redis.hgetall(before.ledger));
    if (ledger.length === 0) return;
    const lists = [...new Set(ledger.map(([, value]) => value.split('|')[1] ?? '').filter(Boolean))];
    const texts = await Promise.all(lists.map((list) => redis.get(before.told(list))));
    await Promise.all(
      lists.map(async (list, index) => {
        const text = texts[index];
        if (text) await redis.set(after.told(list), text, 'EX', RETENTION_SECONDS);
      }),
    );
    const entries = await Promise.all(
      ledger.map(async ([slot, value]) => {
        const raw = value.startsWith('o') ? await redis.hget(before.open, `${slot}|${from}`) : null;
        if (raw === null) return [slot, value, '', '', ''];
        const { b: body, s: state } = parseJson<{ b: string; s: string }>(raw);
        const queue = state === 'p' ? before.outbox(before.platform) : before.leases(before.platform);
        const [moment, text] = await Promise.all([
          redis.zscore(queue, `${slot}|${from}`),
          redis.hget(before.bodies, body),
        ]);
        return [slot, value, raw, moment ?? '0', text ?? '[]'];
      }),
    );
    await runScript(
      redis,
      ADOPT,
      [
        after.ledger,
        after.open,
        after.outbox(after.platform),
        after.leases(after.platform),
        after.bodies,
        after.references,
        after.slots,
        ...ledger.map(([slot]) => after.report(slot)),
      ],
      [to, RETENTION_SECONDS, ...entries.flat()],
    );
  }

  async function count(): Promise<{ readonly active: number; readonly total: number }> {
    const tallies = await Promise.all(
      keys.shards().map((shard) => redis.hmget(shard.tallies, 'active', 'total')),
    );
    const sum = (at: number): number => tallies.reduce((all, each) => all + Number(each[at] ?? 0), 0);
    return { active: sum(0), total: sum(1) };
  }

  async function nextSlotAt(): Promise<number | undefined> {
    const heads = await Promise.all(
      keys.shards().map((shard) => redis.zrange(shard.due, 0, 0, 'WITHSCORES')),
    );
    const moments = heads.flatMap(([, at]) => (at === undefined ? [] : [Number(at)]));
    return moments.length === 0 ? undefined : Math.min(...moments);
  }

  return { get, put, advance, due, forget, move, count, nextSlotAt };
}

function pairs(flat: readonly string[]): readonly (readonly [string, string])[] {
  return Array.from({ length: flat.length / 2 }, (_, at) => [flat[2 * at]!, flat[2 * at + 1]!] as const);
}

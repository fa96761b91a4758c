import type { Redis } from 'ioredis';
import type { ChatKey } from '../news/chat.ts';
import type { Instant } from '../news/time.ts';
import type { PublishedDigest, PublishedSlot } from '../ports/ledger.ts';
import { shortHash, validSlot, type ChatKeys, type Keys } from './keys.ts';
import { FINAL_LETTERS, oldestSlot, RETENTION_SECONDS, shortReason } from './ledger-record.ts';
import { loadScript, runScript } from './script.ts';

const PUBLISH = loadScript('publish-slots');
const TOLD = loadScript('told-lists');

/** Chats in one call: Redis answers nobody else meanwhile, which is then a few milliseconds. */
const CHATS_PER_CALL = 500;

/** A digest as it is stored: written down once, however many chats get it. */
interface StoredDigest {
  readonly body: string;
  readonly bodyHash: string;
  readonly list: string;
  readonly stories: string;
  /** Shards that were given the body. */
  readonly shards: Set<number>;
}

const stored = new WeakMap<PublishedDigest, StoredDigest>();

/** See `Ledger.publish`. One call per shard and so many chats. */
export async function publishSlots(
  redis: Redis,
  keys: Keys,
  slots: readonly PublishedSlot[],
  now: Instant,
): Promise<number> {
  const made = await Promise.all(
    batches(keys, slots, ({ chat }) => chat).map((batch) => publishBatch(redis, batch, now)),
  );
  return made.reduce((sum, each) => sum + each, 0);
}

/** See `Ledger.toldLists`. */
export async function toldLists(
  redis: Redis,
  keys: Keys,
  chats: readonly ChatKey[],
): Promise<readonly (readonly string[])[]> {
  const lists = new Map<ChatKey, readonly string[]>();
  await Promise.all(
    batches(keys, chats, (chat) => chat).map(async (batch) => {
      const own = batch.map(({ own: { ledger } }) => ledger);
      const answer = (await runScript(redis, TOLD, own, [])) as readonly string[];
      batch.forEach(({ item }, at) => lists.set(item, (answer[at] ?? '').split(',').filter(Boolean)));
    }),
  );
  return chats.map((chat) => lists.get(chat) ?? []);
}

interface Addressed<T> {
  readonly item: T;
  readonly own: ChatKeys;
}

/** What one call may touch: chats of one shard, not too many. */
function batches<T>(
  keys: Keys,
  items: readonly T[],
  chatOf: (item: T) => ChatKey,
): readonly (readonly Addressed<T>[])[] {
  // The outbox is part of the script's keys, so platforms go apart as well.
  const open = new Map<string, Addressed<T>[]>();
  const full: Addressed<T>[][] = [];
  for (const item of items) {
    const own = keys.chat(chatOf(item));
    const name = `${own.shard}:${own.platform}`;
    const batch = open.get(name) ?? [];
    if (batch.length === 0) {
      open.set(name, batch);
      full.push(batch);
    }
    batch.push({ item, own });
    if (batch.length === CHATS_PER_CALL) open.delete(name);
  }
  return full;
}

async function publishBatch(
  redis: Redis,
  batch: readonly Addressed<PublishedSlot>[],
  now: Instant,
): Promise<number> {
  const [first] = batch;
  if (first === undefined) return 0;
  const { own } = first;
  const digests = new Map<PublishedDigest, number>();
  const reports = new Map<string, number>();
  const chatArgs: (string | number)[] = [];
  const chatKeys: string[] = [];
  const time = now.toString(36);
  for (const { item, own: mine } of batch) {
    const { chat, slot, digest, next } = item;
    const report = numbered(reports, validSlot(slot.local));
    chatKeys.push(mine.ledger, mine.settings);
    if ('skip' in digest) {
      const why = shortReason(digest.skip);
      const value = `${FINAL_LETTERS.skipped}||${time}|0|0|${why}`;
      chatArgs.push(chat, slot.local, report, 0, why, '', '', next?.local ?? '', next?.at ?? '', value);
      continue;
    }
    const { bodyHash, list } = storedOf(digest);
    chatArgs.push(
      chat,
      slot.local,
      report,
      numbered(digests, digest),
      `${slot.local}|${chat}`,
      `{"s":"p","t":"","a":0,"p":0,"d":0,"u":${now},"b":"${bodyHash}","l":"${list}","h":"${item.threadId ?? ''}","r":"","e":${item.until}}`,
      Math.min(slot.at, now),
      next === undefined ? '' : validSlot(next.local),
      next?.at ?? '',
      `o|${list}|${time}`,
    );
  }
  const scriptKeys = [
    own.open,
    own.outbox(own.platform),
    own.bodies,
    own.references,
    own.slots,
    own.due,
    ...Array.from(digests.keys(), (digest) => own.told(storedOf(digest).list || 'none')),
    ...Array.from(reports.keys(), (slot) => own.report(slot)),
    ...chatKeys,
  ];

  async function publish(isSent: (digest: StoredDigest) => boolean): Promise<number> {
    const digestArgs = Array.from(digests.keys(), storedOf).flatMap((digest) => [
      digest.bodyHash,
      isSent(digest) ? '' : digest.body,
      digest.list,
      isSent(digest) || digest.list === '' ? '' : digest.stories,
    ]);
    const made = await runScript(redis, PUBLISH, scriptKeys, [
      now,
      RETENTION_SECONDS,
      oldestSlot(now),
      digests.size,
      reports.size,
      batch.length,
      ...digestArgs,
      ...reports.keys(),
      ...chatArgs,
    ]);
    for (const digest of digests.keys()) storedOf(digest).shards.add(own.shard);
    return Number(made);
  }

  // The bodies are most of the bytes, and a shard keeps each for as long as somebody waits for it.
  const made = await publish(({ shards }) => shards.has(own.shard));
  return made >= 0 ? made : await publish(() => false);
}

/** The number of a thing among those seen so far, from 1. */
function numbered<T>(seen: Map<T, number>, thing: T): number {
  const known = seen.get(thing);
  if (known !== undefined) return known;
  seen.set(thing, seen.size + 1);
  return seen.size;
}

function storedOf(digest: PublishedDigest): StoredDigest {
  const known = stored.get(digest);
  if (known !== undefined) return known;
  const body = JSON.stringify(digest.parts);
  const stories = JSON.stringify([...new Set(digest.storyIds)]);
  const fresh = {
    body,
    bodyHash: shortHash(body),
    list: digest.storyIds.length === 0 ? '' : shortHash(stories),
    stories,
    shards: new Set<number>(),
  };
  stored.set(digest, fresh);
  return fresh;
}

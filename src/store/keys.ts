import { createHash } from 'node:crypto';
import { parseChatKey, type ChatKey, type Platform } from '../news/chat.ts';

/**
 * Every key in Redis, with its type and lifetime. Nothing else makes up keys.
 *
 * The part in braces is the hash tag of Redis Cluster: all keys that one Lua call touches carry the same one. Chats and their
 * deliveries are spread over `SHARDS` tags, articles each have their own.
 * No text from outside is part of a key: ids are validated or hashed.
 */
export interface Keys {
  // Articles and stories (lifetime: the retention of the archive, 90 days by default)
  /** hash: `a` article, `u` understanding (both deflated JSON), `s` story id. */
  article(id: string): string;
  /** string: id of the article that has this identity. Title identities live seven days. */
  seen(kind: 'id' | 'link' | 'title', value: string): string;
  /** sorted set: article id by arrival, all that are stored. */
  readonly arrivals: string;
  /** sorted set: article id by arrival, those to be understood. Until understood. */
  readonly pile: string;
  /** string: deflated JSON of the story. */
  story(id: string): string;
  /** sorted set: story id by last update. */
  readonly stories: string;

  // Figures over time (lifetime: three years after the last one)
  /** hash: `period|publisher and number` → JSON of the claim. */
  series(id: string): string;
  /** sorted set: series id by its last figure. */
  readonly seriesIndex: string;

  // Watching over the house
  /** list: JSON of what was seen every five minutes, newest first. A week. */
  readonly sightings: string;
  /** string: a cause that was told, a span that was noted. A day at most. */
  watched(hash: string): string;
  /** string: admin id behind the hash of a ticket. Ten minutes, once. */
  operatorTicket(hash: string): string;
  /** string: admin id behind the hash of a session. Twelve hours. */
  operatorSession(hash: string): string;

  // Sources (lifetime: for ever)
  /** hash: source id → JSON declaration. */
  readonly sources: string;
  /** hash: source id → JSON health. */
  readonly health: string;
  /** sorted set: id of an enabled source by when it may be polled next; while it is being polled, by the end of the lease. */
  readonly polls: string;
  /** set: ids that were ever there, so that a removed catalogue source stays removed. */
  readonly seeded: string;

  // Administration
  /** stream: who did what, last 10,000 entries. */
  readonly audit: string;
  /** hash: admin id → JSON of who added it and when. For ever. */
  readonly admins: string;
  /** set: `chat|editor`, people who may change that chat alone. For ever. */
  readonly editors: string;
  /** hash: `what`, `halted`, `progress` of the announcement under way. Until its end. */
  readonly broadcast: string;
  /** set: hash of the address of a removed article. For ever. */
  readonly takedowns: string;

  // Linked chats
  /** string: chat that offered this code, of which the key holds a hash. Ten minutes. */
  linkCode(code: string): string;
  /** set: `from|to` of subscriptions that are moving. Until moved. */
  readonly moving: string;

  // The store itself
  /** string: version of the data. For ever. */
  readonly schema: string;
  /** string: a process is changing the data from one version to the next. Ten minutes at most. */
  readonly migrating: string;
  /** string: name of the backup that is being restored. Until all of it is there. */
  readonly restoring: string;

  // Receiving
  /** string: an update or message of a platform that was received. 24 hours. */
  update(name: string): string;

  // Chats and deliveries
  chat(key: ChatKey): ChatKeys;
  /** Matches the settings of every chat in a scan. */
  readonly chatPattern: string;
  /** The chat whose settings lie under this key. */
  chatOf(settings: string): ChatKey;
  shards(): readonly ShardKeys[];

  /** string: token of the process whose shift it is. The length of a lease. */
  shift(work: string): string;
  /** The pace of a platform: all of it in one place, whatever the shard. */
  pace(platform: Platform): PaceKeys;

  // Own words of a model
  /** string: what was written under this name, empty when it was thrown away. Five days. */
  ownWords(name: string): string;
  /** string: somebody writes under this name. One minute. */
  ownWordsClaim(name: string): string;
  /** string: calls of a day. Two days. */
  ownWordsBudget(day: string): string;

  // Search (lifetime: the retention of the archive)
  readonly search: SearchKeys;
}

/** Keys of one platform's pace. */
export interface PaceKeys {
  /** sorted set: booking by the moment of departure, those of the last second. One minute. */
  readonly recent: string;
  /** hash: `until` when nobody may be written to, `strikes` in a row. Two hours after the hold. */
  readonly hold: string;
  /** sorted set: chat by the end of its hold. One hour. */
  readonly held: string;
  /** string: moments of the messages to a chat in the last minute. One minute. */
  times(chat: ChatKey): string;
  /** string: until when a chat may not be written to. Until then. */
  chatHold(chat: ChatKey): string;
}

/** Keys shared by the chats of one shard. */
export interface ShardKeys {
  readonly shard: number;
  /** sorted set: chat key by the moment of its next slot. */
  readonly due: string;
  /** hash: `total`, `active`: how many chats; `follows`: number of the last change of what they follow. */
  readonly tallies: string;
  /** sorted set, all scores 0: `followed|chat` of everything that chats follow. Until unfollowed. */
  readonly followed: string;
  /** stream: those changes by number, last 10,000 or so. */
  readonly followChanges: string;
  /** hash: `slot|chat` → JSON of a delivery that is not settled. Until settled. */
  readonly open: string;
  /** sorted set: `slot|chat` of pending deliveries by when they may be sent. Until taken. */
  outbox(platform: Platform): string;
  /** sorted set: `slot|chat` of deliveries in hand by the end of the lease. Until settled. */
  leases(platform: Platform): string;
  /** hash: content hash → JSON parts; chats with the same digest share one. Until nothing open refers to it. */
  readonly bodies: string;
  /** hash: content hash → number of open deliveries that refer to it. */
  readonly references: string;
  /** string: JSON list of story ids told together. 30 days after last use. */
  told(listId: string): string;
  /** hash: state → count and `r:reason` → count. 30 days. */
  report(slot: string): string;
  /** sorted set, all scores 0: slot names. 30 days. */
  readonly slots: string;
  /** string: the last call of a worker, so that a repeated one gets the same answer. 60 seconds. */
  took(platform: Platform, token: string): string;
  /** sorted set: hash of settled (delivery, token) by time, last 256, so that a repeated call gets the same answer. */
  readonly settled: string;
  /** sorted set: `slot|chat` whose outcome nobody knows, by time, last 1,000. 30 days. */
  readonly doubtful: string;
}

export interface ChatKeys extends ShardKeys {
  readonly platform: Platform;
  /** string: state, next slot and settings. Until forgotten. */
  readonly settings: string;
  /** hash: slot → what became of it. 30 days after the last entry. */
  readonly ledger: string;
  /** string: `other|home` of the chat it is linked with. Until unlinked. */
  readonly link: string;
  /** string: the code it offered last. Ten minutes. */
  readonly offer: string;
  /** string: JSON of the open question. 15 minutes. */
  readonly asked: string;
  /** hash: what → `count:start:window`. As long as the longest window. */
  readonly rates: string;
}

export interface SearchKeys {
  /** hash: `next` number to give, `merged` last one in the postings, `floor` below which all have ended, `replaced` count. For ever. */
  readonly state: string;
  /** list: number and terms of articles after `merged`. Until merged. */
  readonly pending: string;
  /** hash: hashed article id → `number:fingerprint`. One of 8,192, so that each stays compact. */
  numbers(hashedId: string): string;
  /** hash: number within the block of 64 → article id. */
  documents(block: number): string;
  /** string: 4 bytes a number: day of publication and source; zero where there is no article any more. For ever. */
  readonly meta: string;
  /** hash: `source id, publisher` → number of the source. For ever. */
  readonly sources: string;
  /** hash: day of arrival → first number given on it. */
  readonly firsts: string;
  /** string: last number and newest gaps of a term. A rare word's ends with the retention after its last use, others stay. */
  head(kind: 'word' | 'title' | 'pair', name: string): string;
  /** string: older gaps of the same term. */
  main(kind: 'word' | 'title' | 'pair', name: string): string;
}

/** How many parts chats are spread over. Changing it loses chats: it is part of their keys. */
const SHARDS = 8;

const PLATFORMS: ReadonlySet<string> = new Set<Platform>(['telegram', 'zalo', 'console']);

/** All keys under one prefix. */
export function createKeys(prefix = 'diemtin'): Keys {
  const shards = Array.from({ length: SHARDS }, (_, shard) => shardKeys(prefix, shard));
  return {
    article: (id) => `${prefix}:article:{${shortHash(id)}}`,
    seen: (kind, value) => `${prefix}:{news}:seen:${kind}:${shortHash(value)}`,
    arrivals: `${prefix}:{news}:arrivals`,
    pile: `${prefix}:{news}:pile`,
    story: (id) => `${prefix}:story:{${shortHash(id)}}`,
    stories: `${prefix}:{news}:stories`,
    series: (id) => `${prefix}:{series}:of:${shortHash(id)}`,
    seriesIndex: `${prefix}:{series}:index`,
    sightings: `${prefix}:{watch}:sightings`,
    watched: (hash) => `${prefix}:{watch}:told:${hash}`,
    operatorTicket: (hash) => `${prefix}:ticket:{${hash}}`,
    operatorSession: (hash) => `${prefix}:session:{${hash}}`,
    sources: `${prefix}:{sources}:declared`,
    health: `${prefix}:{sources}:health`,
    polls: `${prefix}:{sources}:polls`,
    seeded: `${prefix}:{sources}:seeded`,
    audit: `${prefix}:{admins}:audit`,
    admins: `${prefix}:{admins}:added`,
    editors: `${prefix}:{admins}:editors`,
    broadcast: `${prefix}:{admins}:broadcast`,
    takedowns: `${prefix}:{news}:takedowns`,
    schema: `${prefix}:{store}:schema`,
    migrating: `${prefix}:{store}:migrating`,
    restoring: `${prefix}:{store}:restoring`,
    linkCode: (code) => `${prefix}:{links}:code:${shortHash(code)}`,
    moving: `${prefix}:{links}:moving`,
    update: (name) => `${prefix}:update:{${shortHash(name)}}`,
    chat(key) {
      const { platform } = validChat(key);
      const shard = shards[shardOf(key)]!;
      const own = (what: string): string => `${prefix}:{c${shard.shard}}:${what}:${key}`;
      // Inheriting from the shard instead of copying it: this is made for every chat of every run.
      const keysOfChat: ChatKeys = Object.create(shard, {});
      return Object.assign(keysOfChat, {
        platform,
        settings: own('chat'),
        link: own('link'),
        offer: own('offer'),
        ledger: own('ledger'),
        asked: own('asked'),
        rates: own('rates'),
      });
    },
    chatPattern: `${prefix.replaceAll(/[[\]*?\\^]/g, '\\$&')}:{c[0-9]*}:chat:*`,
    chatOf: (settings) => settings.slice(settings.indexOf(':chat:') + ':chat:'.length) as ChatKey,
    shards: () => shards,
    ownWords: (name) => `${prefix}:words:{${shortHash(name)}}`,
    ownWordsClaim: (name) => `${prefix}:words:{${shortHash(name)}}:claim`,
    ownWordsBudget: (day) => `${prefix}:words:{budget}:${shortHash(day)}`,
    shift: (work) => `${prefix}:{shift}:${validSlot(work)}`,
    pace: (platform) => paceKeys(`${prefix}:{pace:${platform}}`),
    search: searchKeys(`${prefix}:{search}`),
  };
}

function paceKeys(start: string): PaceKeys {
  function ofChat(what: string, chat: ChatKey): string {
    validChat(chat);
    return `${start}:${what}:${chat}`;
  }
  return {
    recent: `${start}:recent`,
    hold: `${start}:hold`,
    held: `${start}:held`,
    times: (chat) => ofChat('times', chat),
    chatHold: (chat) => ofChat('hold', chat),
  };
}

function searchKeys(start: string): SearchKeys {
  function term(kind: 'word' | 'title' | 'pair', name: string): string {
    // Words from outside become part of a key only when they are plain; the rest is hashed.
    return `${start}:${kind[0]}:${/^[a-z0-9]{1,16}$/.test(name) ? name : `_${shortHash(name)}`}`;
  }
  return {
    state: `${start}:state`,
    pending: `${start}:pending`,
    numbers: (hashedId) => `${start}:n:${Buffer.from(hashedId, 'base64url').readUInt16BE(0) % 8192}`,
    documents: (block) => `${start}:d:${block}`,
    meta: `${start}:meta`,
    sources: `${start}:sources`,
    firsts: `${start}:firsts`,
    head: term,
    main: (kind, name) => `${term(kind, name)}.`,
  };
}

function shardKeys(prefix: string, shard: number): ShardKeys {
  const key = (what: string): string => `${prefix}:{c${shard}}:${what}`;
  return {
    shard,
    due: key('due'),
    tallies: key('tallies'),
    followed: key('followed'),
    followChanges: key('follow-changes'),
    open: key('open'),
    outbox: (platform) => key(`outbox:${platform}`),
    leases: (platform) => key(`leases:${platform}`),
    bodies: key('bodies'),
    references: key('references'),
    told: (listId) => key(`told:${listId}`),
    report: (slot) => key(`report:${reportName(slot)}`),
    slots: key('slots'),
    took: (platform, token) => key(`took:${platform}:${shortHash(token)}`),
    settled: key('settled'),
    doubtful: key('doubtful'),
  };
}

/** Throws on a chat key that is none; its text would become part of keys. */
function validChat(key: ChatKey): { readonly platform: Platform } {
  const { platform, id } = parseChatKey(key);
  if (!PLATFORMS.has(platform) || !/^[\w@.-]{1,64}$/.test(id)) throw new RangeError('Not a chat key');
  return { platform };
}

/** The keys of a delivery on its way, in the order in which the scripts that end it take them. */
export function deliveryKeys(own: ChatKeys, slot: string): readonly string[] {
  const { ledger, open, platform, bodies, references } = own;
  return [ledger, open, own.outbox(platform), own.leases(platform), bodies, references, own.report(slot)];
}

/** Throws on a slot name that is none: `2026-11-23T07:00` and the like. */
export function validSlot(slot: string): string {
  if (!/^[\w:+.-]{1,40}$/.test(slot)) throw new RangeError('Not a slot name');
  return slot;
}

/** The name under which a slot is counted: its own, but for alerts, of which there are many: those of a day together. */
export function reportName(slot: string): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d\.[ae]-/.test(validSlot(slot)) ? `${slot.slice(0, 10)}.alerts` : slot;
}

/** 96 bits of SHA-256 as 16 characters: no two of our ids will ever meet. */
export function shortHash(value: string): string {
  return createHash('sha256').update(value).digest('base64url').slice(0, 16);
}

function shardOf(key: ChatKey): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % SHARDS;
}

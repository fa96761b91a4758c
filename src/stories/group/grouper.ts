import type { Instant } from '../../news/time.ts';
import { groupAverage } from './clusters.ts';
import { createNearby } from './nearby.ts';
import { likenessOf } from './likeness.ts';
import type { Predict } from '../summary/trees.ts';
import { readForGrouping, type GroupingText, type Read } from './read.ts';

/** An article as the grouper needs it. Topics, places and figures are used where given. */
export interface GroupingArticle extends GroupingText {
  readonly id: string;
}

export interface Assignment {
  readonly storyId: string;
  /** No other article is in the story. */
  readonly isNew: boolean;
  /** Stories that are part of `storyId` from now on and exist no longer. */
  readonly merged?: readonly string[];
  /** Other articles whose story changed through this one, with their story from now on. */
  readonly moved?: readonly { readonly articleId: string; readonly storyId: string }[];
}

export interface GrouperOptions {
  /** How far apart in time two articles of one story may be, in milliseconds. */
  readonly windowMs?: number;
  /** The most recent articles that are remembered. */
  readonly maxArticles?: number;
  /** Average likeness at which articles are one story. */
  readonly threshold?: number;
  /** Likeness of two articles from their features, instead of the trees that ship with the code. */
  readonly predict?: Predict;
}

/** Puts articles into stories as they arrive. */
export interface Grouper {
  /** Files one article. An article known already keeps its story. */
  assign(article: GroupingArticle): Assignment;
  /** Takes back what was filed before, oldest first, without judging it again. */
  restore(filed: readonly { readonly article: GroupingArticle; readonly storyId: string }[]): void;
  /** Ids of the story's articles still in the window, in order of arrival. */
  members(storyId: string): readonly string[];
  storyOf(articleId: string): string | undefined;
  /** How many articles are in the window. */
  size(): number;
}

interface Filed {
  readonly slot: number;
  readonly id: string;
  readonly at: Instant;
  readonly read: Read;
  /** Likeness with articles of other slots, where it is worth remembering. */
  readonly likeness: Map<number, number>;
  storyId: string;
}

const DAY = 86_400_000;
const CANDIDATES = 48;
/** Stories looked at again when an article arrives, and the most articles in them. */
const STORIES = 6;
const MOST_REVISED = 60;
/** A likeness below this is remembered as none. */
const FLOOR = 0.04;
const SWEEP_EVERY = 256;

/** A story is named after the article that founded it; numbered when that name is taken (its story moved on without it). */
function freshName(founder: string, taken: (id: string) => boolean): string {
  if (!taken(founder)) return founder;
  let n = 2;
  while (taken(`${founder}~${n}`)) n += 1;
  return `${founder}~${n}`;
}

/**
 * Online group-average clustering with revision: an arriving article is compared with the nearest recent ones, and the
 * few stories it touches are clustered again together with it, so that an early mistake is mended when later articles
 * show it. Deterministic; the cost of an article does not grow with the archive.
 */
export function createGrouper(options: GrouperOptions = {}): Grouper {
  const windowMs = options.windowMs ?? 5 * DAY;
  const maxArticles = options.maxArticles ?? 25_000;
  const threshold = options.threshold ?? 0.47;
  const filed = new Map<number, Filed>();
  const byId = new Map<string, Filed>();
  const stories = new Map<string, Filed[]>();
  let nextSlot = 0;
  let newest = -Infinity;
  const nearby = createNearby((slot) => filed.has(slot));

  function enter(article: GroupingArticle, storyId: string): Filed {
    const at = article.publishedAt ?? (newest === -Infinity ? 0 : newest);
    newest = Math.max(newest, at);
    const entry: Filed = {
      slot: nextSlot++,
      id: article.id,
      at,
      read: readForGrouping(article),
      likeness: new Map(),
      storyId,
    };
    for (const slot of nearby.find(entry.read.whole, CANDIDATES)) {
      const other = filed.get(slot)!;
      const likeness = likenessOf(entry.read, other.read, Math.abs(entry.at - other.at), options.predict);
      if (likeness < FLOOR && likeness >= 0) continue;
      entry.likeness.set(slot, likeness);
      other.likeness.set(entry.slot, likeness);
    }
    filed.set(entry.slot, entry);
    byId.set(entry.id, entry);
    nearby.add(entry.slot, entry.read.whole);
    if (entry.slot % SWEEP_EVERY === SWEEP_EVERY - 1) sweep();
    return entry;
  }

  function sweep(): void {
    const surplus = filed.size - maxArticles;
    let dropped = 0;
    for (const entry of filed.values()) {
      if (entry.at >= newest - windowMs && dropped >= surplus) continue;
      dropped += 1;
      filed.delete(entry.slot);
      byId.delete(entry.id);
      leave(entry);
      for (const slot of entry.likeness.keys()) filed.get(slot)?.likeness.delete(entry.slot);
    }
  }

  function leave(entry: Filed): void {
    const left = (stories.get(entry.storyId) ?? []).filter((other) => other !== entry);
    if (left.length === 0) stories.delete(entry.storyId);
    else stories.set(entry.storyId, left);
  }

  /** Members of the stories an article touches, the most alike stories first. */
  function touchedBy(entry: Filed): Filed[] {
    const best = new Map<string, number>();
    for (const [slot, likeness] of entry.likeness) {
      const other = filed.get(slot);
      if (!other || Math.abs(other.at - entry.at) > windowMs) continue;
      best.set(other.storyId, Math.max(best.get(other.storyId) ?? 0, likeness));
    }
    const touched: Filed[] = [];
    const order = [...best].toSorted((a, b) => b[1] - a[1]).slice(0, STORIES);
    for (const [storyId] of order) {
      for (const other of stories.get(storyId) ?? []) if (touched.length < MOST_REVISED) touched.push(other);
    }
    return touched.toSorted((a, b) => a.slot - b.slot);
  }

  function nameGroups(groups: readonly (readonly Filed[])[], newcomer: Filed): Map<string, Filed[]> {
    const named = new Map<string, Filed[]>();
    const claims = groups
      .flatMap((group) => {
        const counts = new Map<string, number>();
        for (const entry of group)
          if (entry !== newcomer) counts.set(entry.storyId, (counts.get(entry.storyId) ?? 0) + 1);
        return [...counts].map(([storyId, count]) => ({ group, storyId, count }));
      })
      .toSorted((a, b) => b.count - a.count || a.group[0]!.slot - b.group[0]!.slot);
    const done = new Set<readonly Filed[]>();
    for (const { group, storyId } of claims) {
      if (done.has(group) || named.has(storyId)) continue;
      named.set(storyId, [...group]);
      done.add(group);
    }
    for (const group of groups) {
      if (done.has(group)) continue;
      named.set(
        freshName(group[0]!.id, (id) => named.has(id) || stories.has(id)),
        [...group],
      );
    }
    return named;
  }

  return {
    assign(article) {
      const known = byId.get(article.id);
      if (known) return { storyId: known.storyId, isNew: false };
      const entry = enter(article, '');
      const touched = [...touchedBy(entry), entry];
      const groups = groupAverage(
        touched.length,
        (i, j) => touched[i]!.likeness.get(touched[j]!.slot) ?? 0,
        threshold,
      ).map((group) => group.map((i) => touched[i]!));
      const before = new Set(touched.map(({ storyId }) => storyId).filter((id) => id !== ''));
      const whole = new Map([...before].map((id) => [id, stories.get(id) ?? []]));
      const named = nameGroups(groups, entry);
      const moved: { articleId: string; storyId: string }[] = [];
      for (const [storyId, group] of named) {
        for (const member of group) {
          if (member === entry || member.storyId === storyId) continue;
          moved.push({ articleId: member.id, storyId });
          leave(member);
        }
      }
      for (const [storyId, group] of named) for (const member of group) member.storyId = storyId;
      for (const [storyId, group] of named) {
        const rest = (whole.get(storyId) ?? []).filter(
          (other) => other.storyId === storyId && !group.includes(other),
        );
        stories.set(
          storyId,
          [...rest, ...group].toSorted((a, b) => a.slot - b.slot),
        );
      }
      const merged = [...before].filter((id) => !stories.has(id));
      return {
        storyId: entry.storyId,
        isNew: stories.get(entry.storyId)!.length === 1,
        ...(merged.length > 0 ? { merged } : {}),
        ...(moved.length > 0 ? { moved } : {}),
      };
    },
    restore(entries) {
      for (const { article, storyId } of entries) {
        if (byId.has(article.id)) continue;
        const entry = enter(article, storyId);
        stories.set(storyId, [...(stories.get(storyId) ?? []), entry]);
      }
    },
    members: (storyId) => (stories.get(storyId) ?? []).map(({ id }) => id),
    storyOf: (articleId) => byId.get(articleId)?.storyId,
    size: () => filed.size,
  };
}

import type { Vector } from './vector.ts';

const BUCKETS = 1 << 17;
/** Heaviest terms by which an article is found. */
const INDEXED_TERMS = 48;
/** A term that more recent articles share tells nothing; only the newest are kept. */
const LONGEST = 600;

/** An inverted index of recent articles by slot number. Its size is bounded by the articles in it, not by the archive. */
export interface Nearby {
  add(slot: number, vector: Vector): void;
  /** Slots that share the most weight with the vector, at most `limit`, best first. */
  find(vector: Vector, limit: number): number[];
}

/** `alive` tells whether a slot is still in the window; slots only ever grow. */
export function createNearby(alive: (slot: number) => boolean): Nearby {
  const buckets: (number[] | undefined)[] = Array.from({ length: BUCKETS });

  return {
    add(slot, vector) {
      for (const at of heaviest(vector)) {
        const bucket = vector.keys[at]! % BUCKETS;
        const slots = (buckets[bucket] ??= []);
        if (slots.at(-1) !== slot) slots.push(slot);
        if (slots.length > 2 * LONGEST) buckets[bucket] = slots.filter(alive).slice(-LONGEST);
      }
    },
    find(vector, limit) {
      const shared = new Map<number, number>();
      for (const at of heaviest(vector)) {
        const slots = buckets[vector.keys[at]! % BUCKETS];
        if (!slots) continue;
        const weight = vector.weights[at]! ** 2;
        for (let i = slots.length - 1; i >= 0; i -= 1) {
          const slot = slots[i]!;
          shared.set(slot, (shared.get(slot) ?? 0) + weight);
        }
      }
      const found = [...shared].filter(([slot]) => alive(slot));
      found.sort((a, b) => b[1] - a[1] || b[0] - a[0]);
      return found.slice(0, limit).map(([slot]) => slot);
    },
  };
}

function heaviest({ keys, weights }: Vector): number[] {
  const order = Array.from(keys, (_, i) => i);
  if (order.length <= INDEXED_TERMS) return order;
  return order.toSorted((a, b) => weights[b]! - weights[a]! || a - b).slice(0, INDEXED_TERMS);
}

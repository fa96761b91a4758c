/** How well articles were grouped: pairs put together and pairs of one event, as percent. */
export interface PairScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Precision, recall and F1 over pairs of articles. `groupOf` and `eventOf` give the label of an article by index. */
export function pairScore(
  count: number,
  groupOf: (i: number) => string,
  eventOf: (i: number) => string,
): PairScore {
  const together = pairsWithin(count, groupOf);
  const one = pairsWithin(count, eventOf);
  const both = pairsWithin(count, (i) => `${groupOf(i)}\n${eventOf(i)}`);
  return {
    precision: (100 * both) / Math.max(1, together),
    recall: (100 * both) / Math.max(1, one),
    f1: (200 * both) / Math.max(1, together + one),
  };
}

function pairsWithin(count: number, labelOf: (i: number) => string): number {
  const sizes = new Map<string, number>();
  for (let i = 0; i < count; i += 1) sizes.set(labelOf(i), (sizes.get(labelOf(i)) ?? 0) + 1);
  let pairs = 0;
  for (const size of sizes.values()) pairs += (size * (size - 1)) / 2;
  return pairs;
}

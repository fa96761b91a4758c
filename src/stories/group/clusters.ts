/**
 * Group-average clustering (UPGMA) of a handful of articles: joins the two most similar groups until no two are at
 * least `threshold` alike on average. `alike(i, j)` is below 0 for two that must stay apart.
 * Returns the members of each group, ascending, groups ordered by their first member.
 */
export function groupAverage(
  n: number,
  alike: (i: number, j: number) => number,
  threshold: number,
): number[][] {
  const sums = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) {
    for (let j = i + 1; j < n; j += 1) {
      const value = alike(i, j);
      sums[i * n + j] = value;
      sums[j * n + i] = value;
    }
  }
  const members: (number[] | undefined)[] = Array.from({ length: n }, (_, i) => [i]);
  for (;;) {
    let best = threshold;
    let a = -1;
    let b = -1;
    for (let i = 0; i < n; i += 1) {
      const left = members[i];
      if (!left) continue;
      for (let j = i + 1; j < n; j += 1) {
        const right = members[j];
        if (!right) continue;
        const average = sums[i * n + j]! / (left.length * right.length);
        if (average >= best) {
          best = average;
          a = i;
          b = j;
        }
      }
    }
    if (a < 0) break;
    for (let k = 0; k < n; k += 1) {
      sums[a * n + k] = sums[a * n + k]! + sums[b * n + k]!;
      sums[k * n + a] = sums[a * n + k]!;
    }
    members[a] = [...members[a]!, ...members[b]!].toSorted((x, y) => x - y);
    members[b] = undefined;
  }
  return members.filter((group) => group !== undefined);
}

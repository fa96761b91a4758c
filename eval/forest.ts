import type { Forest } from '../src/stories/summary/trees.ts';

export interface ForestOptions {
  readonly trees: number;
  readonly leaves: number;
  readonly rate: number;
  /** Fewest rows in a leaf. */
  readonly minRows: number;
  /** Share of the rows each tree sees. */
  readonly rowShare: number;
  /** Share of the features each tree may split on. */
  readonly featureShare: number;
  readonly lambda?: number;
  readonly seed?: number;
  /**
   * Rows that compete with each other: the first row of each group, then the number of rows. The last `choosing` trees
   * then raise the expected target of a softmax choice within each group instead of fitting targets.
   */
  readonly groups?: {
    readonly starts: readonly number[];
    readonly choosing: number;
    readonly temperature: number;
  };
}

const BINS = 64;

/**
 * Gradient-boosted regression trees on squared error (Friedman 2001), grown leaf by leaf on histograms
 * (Ke et al. 2017, LightGBM). Deterministic for a seed. `columns[feature][row]`.
 */
export function trainForest(
  columns: readonly Float32Array[],
  targets: Float32Array,
  options: ForestOptions,
): Forest {
  const rows = targets.length;
  const random = randomFrom(options.seed ?? 1);
  const edges = columns.map((column) => binEdges(column, random));
  const binned = columns.map((column, f) => binColumn(column, edges[f]!));
  let base = 0;
  for (let i = 0; i < rows; i += 1) base += targets[i]!;
  base /= Math.max(1, rows);
  const predictions = new Float64Array(rows).fill(base);
  const residuals = new Float64Array(rows);
  const forest: {
    base: number;
    roots: number[];
    feature: number[];
    cut: number[];
    left: number[];
    right: number[];
  } = {
    base: round(base),
    roots: [],
    feature: [],
    cut: [],
    left: [],
    right: [],
  };
  for (let t = 0; t < options.trees; t += 1) {
    if (options.groups && t >= options.trees - options.groups.choosing) {
      choiceGradient(residuals, predictions, targets, options.groups);
    } else {
      for (let i = 0; i < rows; i += 1) residuals[i] = targets[i]! - predictions[i]!;
    }
    const sample = sampleRows(rows, options.rowShare, random);
    const features = binned.map((_, f) => f).filter(() => random() < options.featureShare);
    if (features.length === 0) features.push(Math.floor(random() * binned.length));
    const tree = growTree(binned, residuals, sample, features, options);
    const offset = forest.feature.length;
    forest.roots.push(offset);
    for (const node of tree) {
      forest.feature.push(node.feature);
      forest.cut.push(node.feature < 0 ? round(node.value) : edges[node.feature]![node.bin]!);
      forest.left.push(node.feature < 0 ? 0 : offset + node.left);
      forest.right.push(node.feature < 0 ? 0 : offset + node.right);
    }
    for (let i = 0; i < rows; i += 1) {
      let n = 0;
      for (let node = tree[0]!; node.feature >= 0; node = tree[n]!) {
        n = binned[node.feature]![i]! <= node.bin ? node.left : node.right;
      }
      predictions[i] = predictions[i]! + tree[n]!.value;
    }
  }
  return forest;
}

/** Gradient of the expected target when one row of each group is chosen by softmax, scaled to the size of residuals. */
function choiceGradient(
  into: Float64Array,
  predictions: Float64Array,
  targets: Float32Array,
  { starts, temperature }: NonNullable<ForestOptions['groups']>,
): void {
  for (let g = 0; g + 1 < starts.length; g += 1) {
    const from = starts[g]!;
    const to = starts[g + 1]!;
    let top = -Infinity;
    for (let i = from; i < to; i += 1) top = Math.max(top, predictions[i]!);
    let sum = 0;
    let mean = 0;
    for (let i = from; i < to; i += 1) {
      const weight = Math.exp((predictions[i]! - top) / temperature);
      into[i] = weight;
      sum += weight;
      mean += weight * targets[i]!;
    }
    mean /= sum;
    for (let i = from; i < to; i += 1) into[i] = (4 * into[i]! * (targets[i]! - mean)) / sum;
  }
}

interface Node {
  feature: number;
  bin: number;
  left: number;
  right: number;
  value: number;
}

interface Leaf {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  readonly sums: Float64Array;
  readonly counts: Int32Array;
  readonly total: number;
  best: { gain: number; feature: number; bin: number } | undefined;
}

function growTree(
  binned: readonly Uint8Array[],
  residuals: Float64Array,
  sample: Int32Array,
  features: readonly number[],
  options: ForestOptions,
): Node[] {
  const lambda = options.lambda ?? 5;
  const nodes: Node[] = [{ feature: -1, bin: 0, left: 0, right: 0, value: 0 }];
  const spare = new Int32Array(sample.length);

  function histogram(from: number, to: number): { sums: Float64Array; counts: Int32Array; total: number } {
    const sums = new Float64Array(features.length * BINS);
    const counts = new Int32Array(features.length * BINS);
    let total = 0;
    for (let i = from; i < to; i += 1) total += residuals[sample[i]!]!;
    for (let k = 0; k < features.length; k += 1) {
      const column = binned[features[k]!]!;
      const at = k * BINS;
      for (let i = from; i < to; i += 1) {
        const row = sample[i]!;
        const bin = at + column[row]!;
        sums[bin] = sums[bin]! + residuals[row]!;
        counts[bin] = counts[bin]! + 1;
      }
    }
    return { sums, counts, total };
  }

  function bestSplit(leaf: Leaf): Leaf['best'] {
    const rows = leaf.to - leaf.from;
    if (rows < 2 * options.minRows) return undefined;
    const whole = (leaf.total * leaf.total) / (rows + lambda);
    let best: Leaf['best'];
    for (let k = 0; k < features.length; k += 1) {
      let sum = 0;
      let count = 0;
      for (let bin = 0; bin < BINS - 1; bin += 1) {
        sum += leaf.sums[k * BINS + bin]!;
        count += leaf.counts[k * BINS + bin]!;
        if (count < options.minRows) continue;
        if (rows - count < options.minRows) break;
        const rest = leaf.total - sum;
        const gain = (sum * sum) / (count + lambda) + (rest * rest) / (rows - count + lambda) - whole;
        if (gain > (best?.gain ?? 1e-9)) best = { gain, feature: features[k]!, bin };
      }
    }
    return best;
  }

  const root: Leaf = { node: 0, from: 0, to: sample.length, ...histogram(0, sample.length), best: undefined };
  root.best = bestSplit(root);
  const leaves: Leaf[] = [root];
  while (leaves.length < options.leaves) {
    let at = -1;
    for (let i = 0; i < leaves.length; i += 1) {
      if (leaves[i]!.best && (at < 0 || leaves[i]!.best!.gain > leaves[at]!.best!.gain)) at = i;
    }
    if (at < 0) break;
    const leaf = leaves[at]!;
    const split = leaf.best!;
    const column = binned[split.feature]!;
    let low = leaf.from;
    let high = 0;
    for (let i = leaf.from; i < leaf.to; i += 1) {
      const row = sample[i]!;
      if (column[row]! <= split.bin) sample[low++] = row;
      else spare[high++] = row;
    }
    for (let i = 0; i < high; i += 1) sample[low + i] = spare[i]!;
    const leftNode = nodes.push({ feature: -1, bin: 0, left: 0, right: 0, value: 0 }) - 1;
    const rightNode = nodes.push({ feature: -1, bin: 0, left: 0, right: 0, value: 0 }) - 1;
    Object.assign(nodes[leaf.node]!, {
      feature: split.feature,
      bin: split.bin,
      left: leftNode,
      right: rightNode,
    });
    // The smaller side is counted, the larger is what remains of the parent.
    const leftSmaller = low - leaf.from <= leaf.to - low;
    const small = leftSmaller ? histogram(leaf.from, low) : histogram(low, leaf.to);
    const large = {
      sums: leaf.sums.map((v, i) => v - small.sums[i]!),
      counts: leaf.counts.map((v, i) => v - small.counts[i]!),
      total: leaf.total - small.total,
    };
    const left: Leaf = {
      node: leftNode,
      from: leaf.from,
      to: low,
      ...(leftSmaller ? small : large),
      best: undefined,
    };
    const right: Leaf = {
      node: rightNode,
      from: low,
      to: leaf.to,
      ...(leftSmaller ? large : small),
      best: undefined,
    };
    left.best = bestSplit(left);
    right.best = bestSplit(right);
    leaves.splice(at, 1, left, right);
  }
  for (const leaf of leaves) {
    nodes[leaf.node]!.value = round((options.rate * leaf.total) / (leaf.to - leaf.from + lambda));
  }
  return nodes;
}

function binEdges(column: Float32Array, random: () => number): Float64Array {
  const take = Math.min(column.length, 40_000);
  const values = Float64Array.from({ length: take }, (_, i) =>
    column.length <= take ? column[i]! : column[Math.floor(random() * column.length)]!,
  ).toSorted();
  const edges: number[] = [];
  for (let b = 1; b < BINS; b += 1) {
    const edge = round(values[Math.min(take - 1, Math.floor((b * take) / BINS))] ?? 0);
    if (edges.length === 0 || edge > edges.at(-1)!) edges.push(edge);
  }
  return Float64Array.from(edges);
}

function binColumn(column: Float32Array, edges: Float64Array): Uint8Array {
  const bins = new Uint8Array(column.length);
  for (let i = 0; i < column.length; i += 1) {
    const value = column[i]!;
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value <= edges[middle]!) high = middle;
      else low = middle + 1;
    }
    bins[i] = low;
  }
  return bins;
}

function sampleRows(rows: number, share: number, random: () => number): Int32Array {
  const picked = new Int32Array(rows);
  let count = 0;
  for (let i = 0; i < rows; i += 1) if (share >= 1 || random() < share) picked[count++] = i;
  return picked.subarray(0, count);
}

/** Four significant digits: what a weight is worth, and what keeps the file small. */
function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** mulberry32, a small seeded generator: training must give the same weights every time. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

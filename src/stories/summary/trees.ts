/** Regression trees as flat arrays: a node with `feature < 0` is a leaf whose value is its `cut`. */
export interface Forest {
  readonly base: number;
  readonly roots: readonly number[];
  readonly feature: readonly number[];
  readonly cut: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
}

export type Predict = (features: ArrayLike<number>) => number;

/** Makes the predictor of a forest: feature values in, the sum over its trees out. */
export function forestPredictor(forest: Forest): Predict {
  const { base, roots } = forest;
  // Nodes in depth-first order, feature and right child side by side: the left child is the next node.
  const shape: number[] = [];
  const cuts: number[] = [];
  const place = (node: number): void => {
    const at = cuts.push(forest.cut[node]!) - 1;
    shape.push(forest.feature[node]!, 0);
    if (forest.feature[node]! < 0) return;
    place(forest.left[node]!);
    shape[2 * at + 1] = cuts.length;
    place(forest.right[node]!);
  };
  const starts = Int32Array.from(roots, (root) => {
    const at = cuts.length;
    place(root);
    return at;
  });
  const nodes = Int32Array.from(shape);
  const cut = Float64Array.from(cuts);
  return (features) => {
    let sum = base;
    for (let t = 0; t < starts.length; t += 1) {
      let node = starts[t]!;
      for (let f = nodes[2 * node]!; f >= 0; f = nodes[2 * node]!) {
        node = features[f]! <= cut[node]! ? node + 1 : nodes[2 * node + 1]!;
      }
      sum += cut[node]!;
    }
    return sum;
  };
}

/** A forest as one line of text: for each node in depth-first order `feature:cut`, leaves `value`. */
export interface PackedForest {
  readonly base: number;
  readonly trees: readonly string[];
}

export function unpackForest(packed: PackedForest): Forest {
  const forest = { base: packed.base, roots: [], feature: [], cut: [], left: [], right: [] } as {
    base: number;
    roots: number[];
    feature: number[];
    cut: number[];
    left: number[];
    right: number[];
  };
  for (const tree of packed.trees) {
    const parts = tree.split(' ');
    let next = 0;
    const read = (): number => {
      const part = parts[next++] ?? '0';
      const at = forest.feature.length;
      const colon = part.indexOf(':');
      forest.feature.push(colon < 0 ? -1 : Number(part.slice(0, colon)));
      forest.cut.push(Number(part.slice(colon + 1)));
      forest.left.push(0);
      forest.right.push(0);
      if (colon >= 0) {
        forest.left[at] = read();
        forest.right[at] = read();
      }
      return at;
    };
    forest.roots.push(read());
  }
  return forest;
}

export function packForest(forest: Forest): PackedForest {
  const write = (node: number): string => {
    const cut = short(forest.cut[node]!);
    if (forest.feature[node]! < 0) return cut;
    return `${forest.feature[node]}:${cut} ${write(forest.left[node]!)} ${write(forest.right[node]!)}`;
  };
  return { base: forest.base, trees: forest.roots.map(write) };
}

function short(value: number): string {
  return String(value).replace(/^(-?)0\./, '$1.');
}

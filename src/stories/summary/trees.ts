/** Regression trees as flat arrays: a node with `feature < 0` is a leaf whose value is its `cut`. */
export interface Forest {
  readonly base: number;
  readonly roots: readonly number[];
  readonly feature: readonly number[];
  readonly cut: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** Makes the predictor of a forest: feature values in, the sum over its trees out. */
export function forestPredictor(forest: Forest): (features: ArrayLike<number>) => number {
  const roots = Int32Array.from(forest.roots);
  const feature = Int16Array.from(forest.feature);
  const cut = Float64Array.from(forest.cut);
  const left = Int32Array.from(forest.left);
  const right = Int32Array.from(forest.right);
  return (features) => {
    let sum = forest.base;
    for (let t = 0; t < roots.length; t += 1) {
      let node = roots[t]!;
      for (let f = feature[node]!; f >= 0; f = feature[node]!) {
        node = features[f]! <= cut[node]! ? left[node]! : right[node]!;
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

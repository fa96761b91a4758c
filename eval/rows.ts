/** Rows of training data, kept as growing columns. */
export class RowTable {
  private readonly values: Float32Array[];
  private target = new Float32Array(1024);
  size = 0;

  constructor(width: number) {
    this.values = Array.from({ length: width }, () => new Float32Array(1024));
  }

  add(features: ArrayLike<number>, target: number): void {
    if (this.size === this.target.length) this.grow(this.size * 2);
    for (const [f, column] of this.values.entries()) column[this.size] = features[f]!;
    this.target[this.size] = target;
    this.size += 1;
  }

  columns(): Float32Array[] {
    return this.values.map((column) => column.subarray(0, this.size));
  }

  targets(): Float32Array {
    return this.target.subarray(0, this.size);
  }

  static join(tables: readonly RowTable[]): RowTable {
    const joined = new RowTable(tables[0]!.values.length);
    for (const table of tables) {
      const from = joined.size;
      joined.grow(Math.max(1024, from + table.size));
      for (const [f, column] of table.columns().entries()) joined.values[f]!.set(column, from);
      joined.target.set(table.targets(), from);
      joined.size = from + table.size;
    }
    return joined;
  }

  private grow(capacity: number): void {
    for (const [f, column] of this.values.entries()) this.values[f] = larger(column, capacity);
    this.target = larger(this.target, capacity);
  }
}

function larger(column: Float32Array, capacity: number): Float32Array<ArrayBuffer> {
  const grown = new Float32Array(capacity);
  grown.set(column.subarray(0, Math.min(column.length, capacity)));
  return grown;
}

/** A tree of words: each step is one syllable key together with the gap before it. */
export interface Trie<T> {
  readonly next: Map<string, Trie<T>>;
  readonly values: T[];
}

export function trie<T>(): Trie<T> {
  return { next: new Map(), values: [] };
}

/** Adds a value under a path of keys; several values may share a path. */
export function add<T>(root: Trie<T>, path: readonly string[], value: T): void {
  let node = root;
  for (const key of path) {
    let child = node.next.get(key);
    if (child === undefined) {
      child = trie();
      node.next.set(key, child);
    }
    node = child;
  }
  node.values.push(value);
}

/** The longest paths first: every node with values that the keys from `from` on lead to, and how many keys it took. */
export function walk<T>(
  root: Trie<T>,
  from: number,
  to: number,
  key: (index: number) => string,
): { readonly length: number; readonly values: readonly T[] }[] {
  const found: { length: number; values: readonly T[] }[] = [];
  let node: Trie<T> | undefined = root;
  for (let i = from; i < to; i++) {
    node = node.next.get(key(i));
    if (node === undefined) break;
    if (node.values.length > 0) found.unshift({ length: i - from + 1, values: node.values });
  }
  return found;
}

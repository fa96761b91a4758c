/** How the index reads text. Handed in, because this room knows nothing of Vietnamese. */
export interface TextReader {
  /** Words of a text in order, lower case, with their accents. */
  words(text: string): readonly string[];
  /** A word as it is looked up: without accents. */
  fold(word: string): string;
}

export interface Term {
  readonly kind: 'word' | 'title' | 'pair';
  /** Folded word, or number of the pair's bucket. */
  readonly name: string;
  /** How the word is accented, 1 to 7, or 0 when it occurs in several ways; always 0 for pairs. */
  readonly variant: number;
}

/** Words of a text that are indexed; what comes later adds little to finding it. */
const WORDS_INDEXED = 500;
const PAIR_BUCKETS = 65_536;

/** Words that bind others: what stands beside them is no expression worth finding. With accents, since "cơ" is no "có". */
const FUNCTION_WORDS = new Set(
  (
    'và của các là có được trong cho với những một này khi đã sẽ từ đến về theo tại ở ra vào cũng như để bị do trên ' +
    'dưới còn không nhưng mà thì vì nên đó đang rất hay hoặc nếu tới bởi bằng qua lại trước sau'
  ).split(' '),
);

/** Everything an article is found by: its words, the words of its title, and neighbours that mean something together. */
export function termsOf(title: string, text: string, reader: TextReader): readonly Term[] {
  const head = reader.words(title);
  const body = reader.words(text).slice(0, WORDS_INDEXED);
  const pairs = new Set<number>();
  for (const run of [head, body]) {
    let before: string | undefined;
    for (const word of run) {
      const folded = FUNCTION_WORDS.has(word) ? undefined : reader.fold(word);
      if (before !== undefined && folded !== undefined) pairs.add(pairBucket(before, folded));
      before = folded;
    }
  }
  return [
    ...wordTerms('word', [...head, ...body], reader),
    ...wordTerms('title', head, reader),
    ...Array.from(pairs, (bucket) => ({ kind: 'pair', name: bucket.toString(36), variant: 0 }) as const),
  ];
}

function wordTerms(kind: 'word' | 'title', words: readonly string[], reader: TextReader): readonly Term[] {
  const variants = new Map<string, number>();
  for (const word of words) {
    const folded = reader.fold(word);
    const variant = variantOf(word);
    const known = variants.get(folded);
    variants.set(folded, known === undefined || known === variant ? variant : 0);
  }
  return Array.from(variants, ([name, variant]) => ({ kind, name, variant }));
}

/** Pairs share a fixed number of postings; two that meet in one cost a little order, never a result without its words. */
export function pairBucket(first: string, second: string): number {
  return fnv(`${first} ${second}`) % PAIR_BUCKETS;
}

/** One of seven classes for each way to accent a word. */
export function variantOf(word: string): number {
  return 1 + (fnv(word) % 7);
}

/** True for a word that binds others, as far as its accents (when typed at all) tell. */
export function isFunctionWord(word: string, reader: TextReader): boolean {
  if (FUNCTION_WORDS.has(word)) return true;
  if (reader.fold(word) !== word) return false;
  foldedFunctionWords ??= new Set(Array.from(FUNCTION_WORDS, (each) => reader.fold(each)));
  return foldedFunctionWords.has(word);
}
let foldedFunctionWords: ReadonlySet<string> | undefined;

/** FNV-1a with a last mixing: its low bits alone are poor. */
function fnv(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

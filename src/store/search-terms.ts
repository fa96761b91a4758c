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
const PAIR_BUCKETS = 32_768;
const WORDS_REMEMBERED = 20_000;

/** Words that bind others: what stands beside them is no expression worth finding. With accents, since "cơ" is no "có". */
const FUNCTION_WORDS = new Set(
  (
    'và của các là có được trong cho với những một này khi đã sẽ từ đến về theo tại ở ra vào cũng như để bị do trên ' +
    'dưới còn không nhưng mà thì vì nên đó đang rất hay hoặc nếu tới bởi bằng qua lại trước sau'
  ).split(' '),
);

/** Reads words into terms; remembers the commonest, since most words of an article were in the last one too. */
export interface TermReader {
  /** Everything an article is found by: its words, the words of its title, and neighbours that mean something together. */
  termsOf(title: string, text: string): readonly Term[];
}

interface ReadWord {
  readonly folded: string;
  readonly variant: number;
  readonly binds: boolean;
}

export function termReader(reader: TextReader): TermReader {
  const remembered = new Map<string, ReadWord>();

  function read(word: string): ReadWord {
    const known = remembered.get(word);
    if (known !== undefined) return known;
    const fresh = { folded: reader.fold(word), variant: variantOf(word), binds: FUNCTION_WORDS.has(word) };
    if (remembered.size < WORDS_REMEMBERED) remembered.set(word, fresh);
    return fresh;
  }

  function termsOf(title: string, text: string): readonly Term[] {
    const head = reader.words(title).map(read);
    const body = reader.words(text).slice(0, WORDS_INDEXED).map(read);
    const terms: Term[] = [];
    addWords(terms, 'word', [head, body]);
    addWords(terms, 'title', [head]);
    const pairs = new Set<number>();
    for (const run of [head, body])
      for (let at = 1; at < run.length; at += 1) {
        const [before, word] = [run[at - 1]!, run[at]!];
        if (!before.binds && !word.binds) pairs.add(pairBucket(before.folded, word.folded));
      }
    for (const bucket of pairs) terms.push({ kind: 'pair', name: bucket.toString(36), variant: 0 });
    return terms;
  }

  return { termsOf };
}

function addWords(terms: Term[], kind: 'word' | 'title', runs: readonly (readonly ReadWord[])[]): void {
  const variants = new Map<string, number>();
  for (const run of runs)
    for (const { folded, variant } of run) {
      const known = variants.get(folded);
      if (known === undefined) variants.set(folded, variant);
      else if (known !== variant) variants.set(folded, 0);
    }
  for (const [name, variant] of variants) terms.push({ kind, name, variant });
}

/** Pairs share a fixed number of postings; two that meet in one cost a little order, never a result without its words. */
export function pairBucket(first: string, second: string): number {
  return fnv(second, fnv(first)) % PAIR_BUCKETS;
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
function fnv(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

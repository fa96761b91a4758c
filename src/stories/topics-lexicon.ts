import { createRequire } from 'node:module';
import { foldForSearch } from '../text/fold.ts';
import { keyOf, readText, stepKey } from '../text/reading.ts';
import { add, trie } from '../text/syllable-trie.ts';
import type { Trie } from '../text/syllable-trie.ts';

interface Terms {
  readonly strong?: readonly string[];
  readonly weak?: readonly string[];
  readonly negative?: readonly string[];
}

export interface Subtopic extends Terms {
  readonly id: string;
  readonly vi: string;
  readonly en: string;
}

export interface Topic extends Subtopic {
  /** A sector, an event that outranks sectors in a headline, or the context news stands in. */
  readonly kind: 'sector' | 'event' | 'context';
  readonly icon: string;
  readonly subtopics: readonly Subtopic[];
}

interface OffTopic extends Terms {
  readonly id: string;
}

export const lexicon: { readonly topics: readonly Topic[]; readonly offTopic: readonly OffTopic[] } =
  createRequire(import.meta.url)('./topics.json');

/** One term of one topic. */
export interface Term {
  readonly weight: 'strong' | 'weak' | 'negative';
  /** Index into `lexicon.topics`, or -1 for what is none of ours. */
  readonly topic: number;
  /** Id of the topic, subtopic or kind of noise. */
  readonly id: string;
  /** Numbers the words of the term, the same for all its owners. */
  readonly word: number;
  /** Per syllable: 0 written any way, 1 with a capital, 2 all in capitals. */
  readonly form: readonly (0 | 1 | 2)[];
}

/** All terms as a tree of syllables, for texts with or without diacritics. */
export function termTrie(plain: boolean): Trie<Term> {
  return plain ? (plainTrie ??= build(true)) : (fullTrie ??= build(false));
}

let fullTrie: Trie<Term> | undefined;
let plainTrie: Trie<Term> | undefined;

function build(plain: boolean): Trie<Term> {
  const root = trie<Term>();
  const numbers = new Map<string, number>();
  const put = (text: string, weight: Term['weight'], topic: number, id: string): void => {
    const read = readText(text, plain);
    const form = read.raw.map((word): 0 | 1 | 2 =>
      word[0] === word[0]!.toLowerCase() ? 0 : word.length > 1 && word === word.toUpperCase() ? 2 : 1,
    );
    const word = numbers.get(text) ?? numbers.size;
    numbers.set(text, word);
    const keys = read.raw.map(plain ? foldForSearch : keyOf);
    const path = keys.map((key, i) => (i === 0 ? key : stepKey(read.gaps[i]!, key)));
    add(root, path, { weight, topic, id, word, form });
    // "chế biến, chế tạo" is also written "chế biến chế tạo".
    if (read.gaps.some((gap, i) => i > 0 && gap !== '')) add(root, keys, { weight, topic, id, word, form });
  };
  for (const [index, topic] of lexicon.topics.entries()) {
    for (const owner of [topic, ...topic.subtopics]) {
      for (const term of owner.strong ?? []) put(term, 'strong', index, owner.id);
      for (const term of owner.weak ?? []) put(term, 'weak', index, owner.id);
      for (const term of owner.negative ?? []) put(term, 'negative', index, topic.id);
    }
  }
  for (const noise of lexicon.offTopic) {
    for (const term of noise.strong ?? []) put(term, 'strong', -1, noise.id);
    for (const term of noise.weak ?? []) put(term, 'weak', -1, noise.id);
    for (const term of noise.negative ?? []) put(term, 'negative', -1, noise.id);
  }
  return root;
}

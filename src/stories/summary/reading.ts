import { sentences as splitSentences } from '../../text/sentences.ts';

/** A sentence as the scorer reads it. */
export interface ReadSentence {
  /** Verbatim. */
  readonly text: string;
  /** Syllables in lower case, as ids of the reading's vocabulary. */
  readonly ids: Int32Array;
  /** 1 where the syllable begins with a capital letter. */
  readonly capitals: Uint8Array;
  readonly paragraph: number;
  /** Position among the sentences of its paragraph, from 0. */
  readonly inParagraph: number;
  readonly lastInParagraph: boolean;
}

/** An article cut into sentences and syllables. */
export interface Reading {
  readonly title: Int32Array;
  readonly sentences: readonly ReadSentence[];
}

/** Syllable ↔ id, shared by the articles of one story. */
export interface Vocabulary {
  readonly ids: Map<string, number>;
  readonly words: string[];
}

export function newVocabulary(): Vocabulary {
  return { ids: new Map(), words: [] };
}

/** No article of a newspaper has more; beyond, reading costs without telling. */
const MOST_SENTENCES = 150;

/** Reads an article: sentences in order, each with its syllables. `sentences` are used as they are when given. */
export function read(
  article: {
    readonly title: string;
    readonly text: string;
    readonly sentences?: readonly string[] | undefined;
  },
  vocabulary: Vocabulary,
): Reading {
  const paragraphs = article.sentences
    ? [article.sentences]
    : article.text.split(/\n+/u).map((line) => splitSentences(line));
  const found: ReadSentence[] = [];
  let paragraph = 0;
  for (const lines of paragraphs) {
    const texts = lines.map((line) => line.trim()).filter((line) => line !== '');
    if (texts.length === 0) continue;
    for (const [at, text] of texts.entries()) {
      if (found.length === MOST_SENTENCES) break;
      const { ids, capitals } = syllables(text, vocabulary);
      if (ids.length === 0) continue;
      found.push({
        text,
        ids,
        capitals,
        paragraph,
        inParagraph: at,
        lastInParagraph: at === texts.length - 1,
      });
    }
    paragraph += 1;
  }
  return { title: syllables(article.title, vocabulary).ids, sentences: found };
}

function syllables(text: string, vocabulary: Vocabulary): { ids: Int32Array; capitals: Uint8Array } {
  const found = text.normalize('NFC').match(/[\p{L}\p{M}\p{Nd}]+/gu) ?? [];
  const ids = new Int32Array(found.length);
  const capitals = new Uint8Array(found.length);
  for (const [i, syllable] of found.entries()) {
    const lower = syllable.toLowerCase();
    let id = vocabulary.ids.get(lower);
    if (id === undefined) {
      id = vocabulary.words.push(lower) - 1;
      vocabulary.ids.set(lower, id);
    }
    ids[i] = id;
    const first = syllable.charAt(0);
    capitals[i] = first !== first.toLowerCase() ? 1 : 0;
  }
  return { ids, capitals };
}

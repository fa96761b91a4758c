import { sentences as splitSentences } from '../../text/sentences.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** A sentence as the scorer reads it. */
export interface ReadSentence {
  /** Verbatim. */
  readonly text: string;
  /** Syllables in lower case and pairs of neighbours, as numbers of the reading's vocabulary. */
  readonly ids: Int32Array;
  readonly pairs: Int32Array;
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
  readonly titlePairs: Int32Array;
  readonly sentences: readonly ReadSentence[];
  readonly vocabulary: Vocabulary;
  /** Syllables and pairs of the text have the numbers below these; what only the title has comes behind. */
  readonly words: number;
  readonly pairs: number;
}

/** No article of a newspaper has more; beyond, reading costs without telling. */
const MOST_SENTENCES = 150;

/** Reads an article: sentences in order, each with its syllables. `sentences` are used as they are when given. */
export function read(article: {
  readonly title: string;
  readonly text: string;
  readonly sentences?: readonly string[] | undefined;
}): Reading {
  const vocabulary = createVocabulary();
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
      const { ids, capitals } = vocabulary.read(text);
      if (ids.length === 0) continue;
      found.push({
        text,
        ids,
        pairs: vocabulary.pairsOf(ids),
        capitals,
        paragraph,
        inParagraph: at,
        lastInParagraph: at === texts.length - 1,
      });
    }
    paragraph += 1;
  }
  const words = vocabulary.words.length;
  const pairs = vocabulary.firsts.length;
  const title = vocabulary.read(article.title).ids;
  return { title, titlePairs: vocabulary.pairsOf(title), sentences: found, vocabulary, words, pairs };
}

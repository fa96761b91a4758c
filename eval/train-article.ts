import { unpackBackground, type PackedBackground } from '../src/stories/summary/background.ts';
import { read, type Reading } from '../src/stories/summary/reading.ts';
import {
  MOST_OCCURRENCES,
  PAIR_FEATURES,
  pairFeatures,
  WORD_FEATURES,
  weighTerms,
  wordFeatures,
} from '../src/stories/summary/salience.ts';
import { SENTENCE_FEATURES, sentenceFeatures } from '../src/stories/summary/sentence-features.ts';
import { candidateSets, SET_FEATURES, setDescriber } from '../src/stories/summary/sets.ts';
import { countTerms, type Terms } from '../src/stories/summary/terms.ts';
import { forestPredictor, type Forest } from '../src/stories/summary/trees.ts';
import { docText, type EvalRecord } from './data.ts';
import { randomFrom, trainForest } from './forest.ts';
import { RowTable } from './rows.ts';
import { meanRouge, rougeOfTokens, rougeTokens } from './rouge.ts';

/** What is learned from single articles with the abstract their newspaper printed. */
export interface ArticleForests {
  readonly background: PackedBackground;
  readonly word: Forest;
  readonly pair: Forest;
  readonly sentence: Forest;
  readonly set: Forest;
}

interface Lesson {
  readonly reading: Reading;
  readonly abstract: readonly string[];
  readonly abstractWords: Map<string, number>;
  readonly abstractPairs: Map<string, number>;
}

function lessonFrom(record: EvalRecord): Lesson {
  const doc = record.docs[0]!;
  const reading = read({ title: doc.title, text: docText(doc) });
  const abstract = rougeTokens(record.summaries[0]!);
  return {
    reading,
    abstract,
    abstractWords: counted(abstract),
    abstractPairs: counted(abstract.slice(1).map((token, i) => `${abstract[i]} ${token}`)),
  };
}

function counted(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

interface Kept {
  docs: number;
  kept: number;
}

/** Document counts of syllables and pairs, and how often abstracts kept them. */
function countBackground(lessons: readonly Lesson[]): { words: Map<string, Kept>; pairs: Map<string, Kept> } {
  const words = new Map<string, Kept>();
  const pairs = new Map<string, Kept>();
  const note = (table: Map<string, Kept>, key: string, kept: boolean): void => {
    const entry = table.get(key) ?? { docs: 0, kept: 0 };
    entry.docs += 1;
    if (kept) entry.kept += 1;
    table.set(key, entry);
  };
  for (const { reading, abstractWords, abstractPairs } of lessons) {
    const { words: syllables } = reading.vocabulary;
    for (const word of syllables.slice(0, reading.words)) note(words, word, abstractWords.has(word));
    for (let p = 0; p < reading.pairs; p += 1) {
      const pair = pairText(reading, p);
      note(pairs, pair, abstractPairs.has(pair));
    }
  }
  return { words, pairs };
}

function pairText({ vocabulary }: Reading, p: number): string {
  return `${vocabulary.words[vocabulary.firsts[p]!]} ${vocabulary.words[vocabulary.seconds[p]!]}`;
}

function packBackground(
  counts: { words: Map<string, Kept>; pairs: Map<string, Kept> },
  documents: number,
): PackedBackground {
  const pack = (table: Map<string, Kept>, least: number, separator: string, most: number): string[] => {
    const prior = averageOdds(table);
    const groups = new Map<string, string[]>();
    const entries = [...table]
      .filter(([word, { docs }]) => docs >= least && !word.includes(','))
      .toSorted((a, b) => b[1].docs - a[1].docs || (a[0] < b[0] ? -1 : 1))
      .slice(0, most);
    for (const [word, entry] of entries) {
      const idf = Math.round(10 * Math.log(documents / entry.docs));
      const affinity = Math.round(10 * affinityOf(entry, prior));
      const key = `${idf}${separator}${affinity}`;
      groups.set(key, [...(groups.get(key) ?? []), word]);
    }
    return [...groups].map(([key, words]) => [key, ...words].join(separator)).toSorted();
  };
  return {
    rarest: Math.round(10 * Math.log(documents / 2)) / 10,
    words: pack(counts.words, 4, ' ', 8000),
    pairs: pack(counts.pairs, 40, ',', 14_000),
  };
}

function averageOdds(table: Map<string, Kept>): number {
  let docs = 0;
  let kept = 0;
  for (const entry of table.values()) {
    docs += entry.docs;
    kept += entry.kept;
  }
  return kept / docs;
}

const PRIOR_WEIGHT = 20;

function affinityOf(entry: Kept, prior: number): number {
  const rate = (entry.kept + PRIOR_WEIGHT * prior) / (entry.docs + PRIOR_WEIGHT);
  return Math.log(rate / (1 - rate)) - Math.log(prior / (1 - prior));
}

export function trainArticle(records: readonly EvalRecord[], report: (text: string) => void): ArticleForests {
  const lessons = records.map(lessonFrom).filter((lesson) => lesson.reading.sentences.length > 0);
  report(`${lessons.length} articles read`);
  const counts = countBackground(lessons);
  const packed = packBackground(counts, lessons.length);
  const background = unpackBackground(packed);
  const prior = averageOdds(counts.words);
  const random = randomFrom(7);

  // Syllables: one row an occurrence asked about; the affinity leaves out the article at hand.
  const wordRows = new RowTable(WORD_FEATURES);
  const termsOf: Terms[] = [];
  const row = new Float64Array(WORD_FEATURES);
  for (const { reading, abstractWords } of lessons) {
    const terms = countTerms(reading, background);
    termsOf.push(terms);
    for (let w = 0; w < reading.words; w += 1) {
      if (random() > 0.35) continue;
      const word = reading.vocabulary.words[w]!;
      const held = abstractWords.get(word) ?? 0;
      const entry = counts.words.get(word)!;
      const others = { docs: entry.docs - 1, kept: entry.kept - (held > 0 ? 1 : 0) };
      for (let k = 0; k < Math.min(MOST_OCCURRENCES, terms.words.count[w]!); k += 1) {
        wordFeatures(row, w, k, reading, terms);
        row[4] = entry.docs >= 4 ? affinityOf(others, prior) : 0;
        wordRows.add(row, held > k ? 1 : 0);
      }
    }
  }
  const word = trainForest(wordRows.columns(), wordRows.targets(), {
    trees: 60,
    leaves: 24,
    rate: 0.15,
    minRows: 200,
    rowShare: 0.6,
    featureShare: 0.8,
  });
  report(`syllables: ${wordRows.size} rows`);

  const predictWord = forestPredictor(word);
  const pairRows = new RowTable(PAIR_FEATURES);
  const pairRow = new Float64Array(PAIR_FEATURES);
  const pairPrior = averageOdds(counts.pairs);
  for (const [at, { reading, abstractPairs }] of lessons.entries()) {
    const terms = termsOf[at]!;
    const { words } = weighTerms(reading, terms, { word: predictWord, pair: () => 0 });
    const { vocabulary } = reading;
    for (let p = 0; p < reading.pairs; p += 1) {
      if (random() > 0.2) continue;
      const pair = pairText(reading, p);
      const held = abstractPairs.has(pair);
      pairFeatures(pairRow, p, reading, terms, words);
      if (
        background.pair(vocabulary.words[vocabulary.firsts[p]!]!, vocabulary.words[vocabulary.seconds[p]!]!)
      ) {
        const entry = counts.pairs.get(pair)!;
        pairRow[3] = affinityOf({ docs: entry.docs - 1, kept: entry.kept - (held ? 1 : 0) }, pairPrior);
      }
      pairRows.add(pairRow, held ? 1 : 0);
    }
  }
  const pair = trainForest(pairRows.columns(), pairRows.targets(), {
    trees: 60,
    leaves: 24,
    rate: 0.15,
    minRows: 200,
    rowShare: 0.6,
    featureShare: 0.8,
  });
  report(`pairs: ${pairRows.size} rows`);

  // Sentences and sets: two folds, so that sets are judged on scores of articles their scorer has not seen.
  const predictPair = forestPredictor(pair);
  const sentenceRows = [new RowTable(SENTENCE_FEATURES), new RowTable(SENTENCE_FEATURES)];
  const worked = lessons.map((lesson, at) => {
    const { reading, abstract } = lesson;
    const terms = termsOf[at]!;
    const salience = weighTerms(reading, terms, { word: predictWord, pair: predictPair });
    const rows = sentenceFeatures(reading, terms, salience);
    const texts = reading.sentences.map(({ ids }) => Array.from(ids, (id) => reading.vocabulary.words[id]!));
    for (const [s, features] of rows.entries()) {
      sentenceRows[at % 2]!.add(features, meanRouge(rougeOfTokens(texts[s]!, abstract)));
    }
    return { lesson, terms, salience, rows, texts };
  });
  report(`sentences: ${sentenceRows[0]!.size + sentenceRows[1]!.size} rows`);
  const sentenceOptions = {
    trees: 150,
    leaves: 31,
    rate: 0.08,
    minRows: 60,
    rowShare: 0.6,
    featureShare: 0.6,
  };
  const folds = sentenceRows.map((table) =>
    forestPredictor(trainForest(table.columns(), table.targets(), sentenceOptions)),
  );
  const all = RowTable.join(sentenceRows);
  const sentence = trainForest(all.columns(), all.targets(), sentenceOptions);
  report(`sentence forests`);

  const setRows = new RowTable(SET_FEATURES);
  for (const [at, { lesson, terms, salience, rows, texts }] of worked.entries()) {
    const scores = Float64Array.from(rows, (features) => folds[1 - (at % 2)]!(features));
    const describe = setDescriber({ reading: lesson.reading, terms, salience, rows, scores });
    const sets = candidateSets(scores, 2);
    const values = sets.map((set) =>
      meanRouge(
        rougeOfTokens(
          set.flatMap((s) => texts[s]!),
          lesson.abstract,
        ),
      ),
    );
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    for (const [i, set] of sets.entries()) {
      setRows.add(describe(set), values[i]! - mean);
    }
  }
  report(`sets: ${setRows.size} rows`);
  const set = trainForest(setRows.columns(), setRows.targets(), {
    trees: 400,
    leaves: 24,
    rate: 0.05,
    minRows: 150,
    rowShare: 0.4,
    featureShare: 0.45,
  });
  return { background: packed, word, pair, sentence, set };
}

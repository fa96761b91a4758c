import { read, type Reading } from './reading.ts';
import { weighTerms, type Salience } from './salience.ts';
import { sentenceFeatures } from './sentence-features.ts';
import { candidateSets, setDescriber, type SentenceSet } from './sets.ts';
import { countTerms, type Terms } from './terms.ts';
import { trainedScorer, type Scorer } from './weights.ts';

export interface SummaryLimits {
  /** At most so many sentences. */
  readonly maxSentences: number;
  /** At most so many syllables; a first sentence longer than that is kept only when no other fits. */
  readonly maxWords?: number;
}

/** What one point of expected ROUGE is worth against a sentence that leans on what is not quoted. */
const LEANING_COST = 0.4;

/**
 * Tóm tắt: the fewest whole sentences of an article that carry its news, verbatim and in reading order.
 * Scores sentences, then sets of them, with trees trained on human abstracts. Empty for a text without a sentence.
 */
export function summarize(
  article: { readonly title: string; readonly text: string; readonly sentences?: readonly string[] },
  limits: SummaryLimits,
  scorer: Scorer = trainedScorer(),
): string[] {
  const reading = read(article);
  if (reading.sentences.length === 0) return [];
  const scored = scoreSentences(reading, scorer);
  return chooseSet(reading, scored, limits, scorer).map((s) => reading.sentences[s]!.text);
}

/** What the scorer makes of one article. */
export interface ScoredReading {
  readonly terms: Terms;
  readonly salience: Salience;
  readonly rows: readonly Float64Array[];
  readonly scores: Float64Array;
}

export function scoreSentences(
  reading: Reading,
  scorer: Pick<Scorer, 'background' | 'word' | 'pair' | 'sentence'>,
): ScoredReading {
  const terms = countTerms(reading, scorer.background);
  const salience = weighTerms(reading, terms, scorer);
  const rows = sentenceFeatures(reading, terms, salience);
  return { terms, salience, rows, scores: Float64Array.from(rows, (row) => scorer.sentence(row)) };
}

function chooseSet(
  reading: Reading,
  scored: ScoredReading,
  limits: SummaryLimits,
  scorer: Scorer,
): SentenceSet {
  const { rows, scores } = scored;
  const describe = setDescriber({ reading, ...scored });
  let chosen: SentenceSet = [];
  let top = -Infinity;
  for (const set of candidateSets(scores, limits.maxSentences)) {
    const features = describe(set);
    const over = limits.maxWords === undefined ? 0 : Math.max(0, features[1]! - limits.maxWords);
    const leaning = set.filter((s) => leansOutside(s, set, rows)).length;
    const value = scorer.set(features) - LEANING_COST * leaning - 1000 * over;
    if (value > top) {
      top = value;
      chosen = set;
    }
  }
  return chosen;
}

/** Whether a sentence points back at one that is not quoted beside it. */
function leansOutside(s: number, set: SentenceSet, rows: readonly Float64Array[]): boolean {
  const leans = rows[s]![19]! + rows[s]![20]! + rows[s]![21]! > 0;
  return leans && s > 0 && !set.includes(s - 1);
}

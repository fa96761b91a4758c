import { createRequire } from 'node:module';
import { unpackBackground, type Background, type PackedBackground } from './background.ts';
import { forestPredictor, unpackForest, type PackedForest, type Predict } from './trees.ts';

/** What training left behind; written by `npm run train`. */
export interface PackedWeights {
  readonly background: PackedBackground;
  readonly word: PackedForest;
  readonly pair: PackedForest;
  readonly sentence: PackedForest;
  readonly set: PackedForest;
  readonly storyWord: PackedForest;
  readonly storyPair: PackedForest;
  readonly storySentence: PackedForest;
}

/** The trained scorer, ready to use. */
export interface Scorer {
  readonly background: Background;
  readonly word: Predict;
  readonly pair: Predict;
  readonly sentence: Predict;
  readonly set: Predict;
  /** For a story of several papers: syllables, pairs, sentences. */
  readonly storyWord: Predict;
  readonly storyPair: Predict;
  readonly storySentence: Predict;
}

export function unpackScorer(packed: PackedWeights): Scorer {
  return {
    background: unpackBackground(packed.background),
    word: forestPredictor(unpackForest(packed.word)),
    pair: forestPredictor(unpackForest(packed.pair)),
    sentence: forestPredictor(unpackForest(packed.sentence)),
    set: forestPredictor(unpackForest(packed.set)),
    storyWord: forestPredictor(unpackForest(packed.storyWord)),
    storyPair: forestPredictor(unpackForest(packed.storyPair)),
    storySentence: forestPredictor(unpackForest(packed.storySentence)),
  };
}

let trained: Scorer | undefined;

/** The scorer that ships with the code, unpacked on first use. */
export function trainedScorer(): Scorer {
  if (trained) return trained;
  const packed: PackedWeights = createRequire(import.meta.url)('./weights.json');
  trained = unpackScorer(packed);
  return trained;
}

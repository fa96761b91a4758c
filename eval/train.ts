/**
 * Trains the summary scorer from the evaluation sets beside the repository and writes its weights next to the code.
 * `npm run train`: everything, on one core in a few minutes; `npm run train -- story`: only what is learned from
 * events, on top of the article scorer that is there; `npm run train -- group`: only the likeness of articles of one
 * event. Deterministic.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { unpackBackground } from '../src/stories/summary/background.ts';
import { forestPredictor, packForest, unpackForest } from '../src/stories/summary/trees.ts';
import type { PackedWeights } from '../src/stories/summary/weights.ts';
import { hasEvalData, readSet, type EvalArticle } from './data.ts';
import { trainArticle } from './train-article.ts';
import { trainGroup } from './train-group.ts';
import { storyLessons, trainStory } from './train-story.ts';

const WEIGHTS = fileURLToPath(new URL('../src/stories/summary/weights.json', import.meta.url));

const GROUP_WEIGHTS = fileURLToPath(new URL('../src/stories/group/weights.json', import.meta.url));

type ArticleWeights = Omit<PackedWeights, 'storyWord' | 'storyPair' | 'storySentence'>;

const started = Date.now();

function report(text: string): void {
  process.stderr.write(`${Math.round((Date.now() - started) / 1000)} s  ${text}\n`);
}

function articleWeights(): ArticleWeights {
  if (process.argv.includes('story')) return JSON.parse(readFileSync(WEIGHTS, 'utf8')) as PackedWeights;
  const forests = trainArticle(readSet('vietnews-train'), report);
  return {
    background: forests.background,
    word: packForest(forests.word),
    pair: packForest(forests.pair),
    sentence: packForest(forests.sentence),
    set: packForest(forests.set),
  };
}

function main(): void {
  if (!hasEvalData()) {
    report('../shared/eval is not there: nothing to train from, the weights stay as they are');
    process.exitCode = 1;
    return;
  }
  const only = process.argv[2];
  if (only !== 'group') trainSummary();
  if (only === undefined || only === 'group') {
    save(GROUP_WEIGHTS, packForest(trainGroup(readSet<EvalArticle>('events-stream'))));
  }
}

function trainSummary(): void {
  const article = articleWeights();
  const scorer = {
    background: unpackBackground(article.background),
    word: forestPredictor(unpackForest(article.word)),
    pair: forestPredictor(unpackForest(article.pair)),
    sentence: forestPredictor(unpackForest(article.sentence)),
  };
  const story = trainStory(storyLessons([...readSet('vnmds'), ...readSet('vims')], scorer));
  const weights: PackedWeights = {
    ...article,
    storyWord: packForest(story.storyWord),
    storyPair: packForest(story.storyPair),
    storySentence: packForest(story.storySentence),
  };
  save(WEIGHTS, weights);
}

function save(path: string, weights: unknown): void {
  const json = `${JSON.stringify(weights)}\n`;
  writeFileSync(path, json);
  report(`${Math.ceil(Buffer.byteLength(json) / 1024)} KB written`);
}

main();

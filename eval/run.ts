/**
 * `npm run eval`: the table of all development sets, ours beside the baselines. Figures of events and of grouping,
 * whose trees learned from these very sets, are cross-validated (`-- --quick` leaves that out and says so).
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGrouper } from '../src/stories/group/grouper.ts';
import { hash } from '../src/stories/group/vector.ts';
import { forestPredictor, type Predict } from '../src/stories/summary/trees.ts';
import { summarizeStory } from '../src/stories/summary/story.ts';
import { summarize } from '../src/stories/summary/summarize.ts';
import { trainedScorer, type Scorer } from '../src/stories/summary/weights.ts';
import { BASELINES, baselineSummary, type Budget } from './baselines.ts';
import { interval, mean } from './bootstrap.ts';
import { docText, hasEvalData, parseLines, readSet, type EvalArticle, type EvalRecord } from './data.ts';
import { pairScore } from './pairs.ts';
import { meanRouge, rouge, type Rouge } from './rouge.ts';
import { trainGroup } from './train-group.ts';
import { storyLessons, trainStory } from './train-story.ts';

const FOLDS = 5;
const GROUP_FOLDS = 3;
const quick = process.argv.includes('--quick');
const LONG: Budget = { maxSentences: Infinity, maxSyllables: 250 };
const SHORT: Budget = { maxSentences: 3, maxSyllables: 100 };
const ARTICLE: Budget = { maxSentences: 2, maxSyllables: Infinity };

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function main(): void {
  const own = parseLines<EvalRecord>(
    readFileSync(fileURLToPath(new URL('own.jsonl', import.meta.url)), 'utf8'),
  );
  const articles = own.filter(({ docs }) => docs.length === 1);
  const events = own.filter(({ docs }) => docs.length > 1);
  table('own articles', articles, ARTICLE, (record) => ofArticle(record));
  table('own events', events, SHORT, (record) => ofStory(record, SHORT, trainedScorer()));
  if (!hasEvalData()) {
    say('NOT MEASURED: ../shared/eval is not there; only the samples of our own were scored.');
    return;
  }
  for (const name of ['vietnews', 'vietnews-trade'])
    table(name, readSet(name), ARTICLE, (record) => ofArticle(record));
  const records = [...readSet('vnmds'), ...readSet('vims')];
  const scorers = quick ? [trainedScorer()] : crossValidated(records);
  const scorerOf = new Map(records.map((record, i) => [record.id, scorers[i % scorers.length]!]));
  say(quick ? 'Events below: NOT cross-validated.' : `Events below: ${FOLDS}-fold cross-validated.`);
  for (const name of ['vnmds', 'vims']) {
    const set = records.filter((record) => record.set === name);
    table(`${name}, 250 syllables`, set, LONG, (record) => ofStory(record, LONG, scorerOf.get(record.id)!));
    table(`${name}, 3 sentences`, set, SHORT, (record) => ofStory(record, SHORT, scorerOf.get(record.id)!));
  }
  say(
    quick
      ? 'Grouping, online, one pass in the order of the file: NOT cross-validated.'
      : `Grouping, online, one pass in the order of the file: ${GROUP_FOLDS}-fold cross-validated by event.`,
  );
  const folds = quick ? [undefined] : groupFolds();
  for (const [name, characters] of [['events'], ['events-stream'], ['events-stream', 300]] as const)
    group(name, folds, characters);
}

/** Likeness learned without the events of one fold each. */
function groupFolds(): Predict[] {
  const articles = readSet<EvalArticle>('events-stream');
  return Array.from({ length: GROUP_FOLDS }, (_, fold) =>
    forestPredictor(trainGroup(articles.filter(({ event }) => hash(event) % GROUP_FOLDS !== fold))),
  );
}

function ofArticle({ docs }: EvalRecord): string {
  const doc = docs[0]!;
  return summarize({ title: doc.title, text: docText(doc) }, { maxSentences: 2 }).join(' ');
}

function ofStory({ docs }: EvalRecord, budget: Budget, scorer: Scorer): string {
  const articles = docs.map((doc, i) => ({ id: String(i), title: doc.title, text: docText(doc) }));
  return summarizeStory(articles, budget, scorer)
    .map(({ sentence }) => sentence)
    .join(' ');
}

function crossValidated(records: readonly EvalRecord[]): Scorer[] {
  const scorer = trainedScorer();
  const lessons = storyLessons(records, scorer);
  return Array.from({ length: FOLDS }, (_, fold) => {
    const forests = trainStory(lessons.filter((__, i) => i % FOLDS !== fold));
    return {
      ...scorer,
      storyWord: forestPredictor(forests.storyWord),
      storyPair: forestPredictor(forests.storyPair),
      storySentence: forestPredictor(forests.storySentence),
    };
  });
}

function table(
  name: string,
  records: readonly EvalRecord[],
  budget: Budget,
  ours: (record: EvalRecord) => string,
): void {
  if (records.length === 0) return;
  say(`\n${name} (${records.length})`);
  say(`${'method'.padEnd(14)}  R1     R2     RL     mean [95 %]            ours better by [95 %]`);
  const started = performance.now();
  const summaries = records.map(ours);
  const ms = (performance.now() - started) / records.length;
  const own = records.map((record, i) => rouge(summaries[i]!, record.summaries));
  for (const baseline of BASELINES) {
    const scores = records.map((record) =>
      rouge(baselineSummary(baseline, record.docs.map(docText), budget), record.summaries),
    );
    const gains = own.map((score, i) => meanRouge(score) - meanRouge(scores[i]!));
    say(`${row(baseline, scores)}   ${signed(mean(gains))} [${interval(gains).map(signed).join(', ')}]`);
  }
  say(`${row('ours', own)}   ${ms.toFixed(1)} ms each`);
}

function row(name: string, scores: readonly Rouge[]): string {
  const of = (key: keyof Rouge): string =>
    mean(scores.map((score) => score[key]))
      .toFixed(2)
      .padStart(5);
  const means = scores.map(meanRouge);
  const bounds = interval(means).map((bound) => bound.toFixed(1));
  return `${name.padEnd(14)} ${of('r1')}  ${of('r2')}  ${of('rl')}  ${mean(means).toFixed(2)} [${bounds.join(', ')}]`;
}

function signed(value: number): string {
  return `${value >= 0 ? '+' : ''}${value.toFixed(2)}`;
}

function group(name: string, folds: readonly (Predict | undefined)[], characters?: number): void {
  const articles = readSet<EvalArticle>(name);
  const storyOf = new Map<string, string>();
  const times: number[] = [];
  for (const [fold, predict] of folds.entries()) {
    const grouper = createGrouper(predict === undefined ? {} : { predict });
    for (const { id, title, text } of articles) {
      const started = performance.now();
      grouper.assign({ id, title, text: characters === undefined ? text : text.slice(0, characters) });
      times.push(performance.now() - started);
    }
    // All articles pass through, those of events the trees have not seen are judged.
    for (const { id, event } of articles)
      if (hash(event) % folds.length === fold) storyOf.set(id, `${fold} ${grouper.storyOf(id) ?? id}`);
  }
  const { precision, recall, f1 } = pairScore(
    articles.length,
    (i) => storyOf.get(articles[i]!.id)!,
    (i) => articles[i]!.event,
  );
  const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
  const label = characters === undefined ? name : `${name}, title + ${characters} characters`;
  say(
    `${label.padEnd(40)} pair F1 ${f1.toFixed(2)} (precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}), ${median.toFixed(2)} ms median`,
  );
}

main();

/**
 * Trains `src/stories/topics-gate.json`: how much each syllable or pair of syllables speaks for trade news.
 *
 *   npx tsx bench/train-topics-gate.ts [folder with vietnews*.jsonl.gz, default ../shared/eval]
 *
 * Logistic regression by stochastic gradient descent, deterministic. First the clean sets (trade against general)
 * teach a rough judge; then its agreement with the term rules labels the training set, each article as headline,
 * headline with lead and whole. Only weights are written, no text.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { gateFeatures } from '../src/stories/topics-gate.ts';
import { lexicon } from '../src/stories/topics-lexicon.ts';
import { findTopics } from '../src/stories/topics.ts';

interface Doc {
  readonly title: string;
  readonly text: string;
}
interface Example {
  readonly features: readonly string[];
  readonly label: 0 | 1;
}
type Weights = Map<string, number>;

const folder = process.argv[2] ?? new URL('../../shared/eval', import.meta.url).pathname;
const load = (name: string): Doc[] =>
  gunzipSync(readFileSync(`${folder}/${name}.jsonl.gz`))
    .toString()
    .trim()
    .split('\n')
    .flatMap((line) => (JSON.parse(line) as { docs: Doc[] }).docs);

const views = ({ title, text }: Doc): string[][] => [
  gateFeatures(title, ''),
  gateFeatures(title, text.slice(0, 350)),
  gateFeatures(title, text.slice(0, 2500)),
];
const examples = (docs: readonly Doc[], label: 0 | 1): Example[] =>
  docs.flatMap((doc) => views(doc).map((features) => ({ features, label })));

function train(all: readonly Example[], epochs: number, least: number): { weights: Weights; bias: number } {
  const count = new Map<string, number>();
  for (const { features } of all) for (const f of features) count.set(f, (count.get(f) ?? 0) + 1);
  const weights: Weights = new Map();
  for (const [feature, times] of count) if (times >= least) weights.set(feature, 0);
  let bias = 0;
  let seed = 7;
  const order = all.map((_, i) => i);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      const j = seed % (i + 1);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    const rate = 1.2 / (1 + epoch);
    for (const index of order) {
      const { features, label } = all[index]!;
      const known = features.filter((f) => weights.has(f));
      const scale = 1 / Math.sqrt(Math.max(1, known.length));
      let z = bias;
      for (const f of known) z += weights.get(f)! * scale;
      const slope = (label - 1 / (1 + Math.exp(-z))) * rate;
      bias += slope * 0.05;
      for (const f of known) {
        const w = weights.get(f)!;
        weights.set(f, w + slope * scale - rate * 0.0004 * w);
      }
    }
  }
  return { weights, bias };
}

const judge = (
  { weights, bias }: { weights: Weights; bias: number },
  features: readonly string[],
): number => {
  const known = features.filter((f) => weights.has(f));
  const scale = 1 / Math.sqrt(Math.max(1, known.length));
  return known.reduce((z, f) => z + weights.get(f)! * scale, bias);
};

const trade = load('vietnews-trade');
const general = load('vietnews');
const rough = train([...examples(trade, 1), ...examples(trade, 1), ...examples(general, 0)], 6, 6);
const pool = load('vietnews-train');
const labelled: Example[] = [...examples(trade, 1)];
// The words of the trade that the sets are too old to know (IIP, CBAM, DPPA), and those of what is none of ours.
const terms = (all: readonly string[], label: 0 | 1): void => {
  for (const term of all)
    for (let i = 0; i < 12; i++) labelled.push({ features: gateFeatures(term, ''), label });
};
for (const topic of lexicon.topics) for (const one of [topic, ...topic.subtopics]) terms(one.strong ?? [], 1);
for (const noise of lexicon.offTopic) terms(noise.strong ?? [], 0);
let positive = 0;
let negative = 0;
for (const doc of pool) {
  const z = judge(rough, gateFeatures(doc.title, doc.text.slice(0, 2500)));
  const ours = findTopics(doc, { gate: false }).length > 0;
  const head = findTopics({ title: doc.title, text: '' }, { gate: false }).length > 0;
  if ((ours && z > 0.6) || (head && ours && z > 0)) {
    labelled.push(...examples([doc], 1));
    positive++;
  } else if (z < -0.4 || (!ours && z < 0.5)) {
    labelled.push(...examples([doc], 0));
    negative++;
  }
}
const learned = train(labelled, 5, 30);
const strongest = [...learned.weights.entries()]
  .toSorted((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
  .slice(0, 7000);
const groups = new Map<number, string[]>();
for (const [feature, weight] of strongest) {
  const rounded = Math.round(weight * 20);
  if (rounded !== 0) groups.set(rounded, [...(groups.get(rounded) ?? []), feature]);
}
const lines = [...groups.entries()]
  .toSorted(([a], [b]) => b - a)
  .map(([weight, features]) => JSON.stringify([weight / 20, features.toSorted().join('|')]));
writeFileSync(
  new URL('../src/stories/topics-gate.json', import.meta.url),
  `{"bias":${learned.bias.toFixed(2)},"weights":[\n${lines.join(',\n')}\n]}\n`,
);
console.log(JSON.stringify({ positive, negative, features: strongest.length }));

import { likenessFeatures, LIKENESS_FEATURES } from '../src/stories/group/likeness.ts';
import { readForGrouping } from '../src/stories/group/read.ts';
import { cosine } from '../src/stories/group/vector.ts';
import type { Forest } from '../src/stories/summary/trees.ts';
import type { EvalArticle } from './data.ts';
import { trainForest } from './forest.ts';
import { RowTable } from './rows.ts';

/** Articles are learned in full and as a feed gives them: title and first characters. */
const VIEWS = [Infinity, 300];

/** Trains the likeness of two articles on every pair that shares anything, alike in event or not. */
export function trainGroup(articles: readonly EvalArticle[]): Forest {
  const rows = new RowTable(LIKENESS_FEATURES);
  for (const view of VIEWS) {
    const read = articles.map(({ title, text }) => readForGrouping({ title, text: text.slice(0, view) }));
    for (const [i, a] of read.entries()) {
      for (let j = i + 1; j < read.length; j += 1) {
        const b = read[j]!;
        if (
          cosine(a.whole, b.whole) < 0.05 &&
          cosine(a.title, b.title) < 0.15 &&
          cosine(a.lead, b.lead) < 0.1
        )
          continue;
        rows.add(likenessFeatures(a, b), articles[i]!.event === articles[j]!.event ? 1 : 0);
      }
    }
  }
  return trainForest(rows.columns(), rows.targets(), {
    trees: 80,
    leaves: 10,
    rate: 0.1,
    minRows: 40,
    rowShare: 0.6,
    featureShare: 0.6,
  });
}

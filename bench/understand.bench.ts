import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { createGrouper } from '../src/stories/group/grouper.ts';
import type { GroupingArticle } from '../src/stories/group/grouper.ts';
import { findFigures } from '../src/stories/figures/find.ts';
import { summarize } from '../src/stories/summary/summarize.ts';
import { findTopics } from '../src/stories/topics.ts';
import { understand } from '../src/stories/understand.ts';
import { withoutBoilerplate } from '../src/text/boilerplate.ts';
import { foldForSearch } from '../src/text/fold.ts';
import { placeIds } from '../src/text/places.ts';
import { sentences } from '../src/text/sentences.ts';
import { tokens } from '../src/text/tokens.ts';

interface Text {
  readonly title: string;
  readonly text: string;
}

type Timed = Text & { readonly publishedAt: number };

const start = Date.parse('2026-11-18T00:00+07:00');
const window = 5 * 86_400_000;

/** Sets whose articles are whole; the first are about trade. */
const understood = ['vietnews-trade', 'events', 'vims'];
const grouped = [...understood, 'events-stream', 'vietnews', 'vietnews-train'];

/**
 * What one core understands in a second and where the time goes; what filing an article costs among 20,000 recent ones, and whether
 * that grows. CPU time of this process, the compiler warmed up.
 */
export async function bench(args: readonly string[]): Promise<Record<string, unknown>> {
  const many = Number(args[0] ?? 20_000);
  const articles = texts(understood, 1500);
  const parts = understandingCost(articles);
  const grouping = await groupingCost(texts(grouped, many + 1000), many);
  const result = {
    articles: articles.length,
    meanLetters: mean(articles.map(({ text }) => text.length)),
    ...parts,
    grouping,
  };
  console.log(JSON.stringify(result, null, 2));
  return result;
}

function understandingCost(articles: readonly Timed[]): Record<string, unknown> {
  const bodies = articles.map((article) => ({ ...article, text: withoutBoilerplate(article.text) }));
  const parts: Readonly<Record<string, () => void>> = {
    text: () => {
      for (const { text, title } of articles) {
        sentences(withoutBoilerplate(text));
        foldForSearch(tokens(`${title}\n${text}`).join(' '));
      }
    },
    topics: () => {
      for (const body of bodies) findTopics(body);
    },
    places: () => {
      for (const { text, title, publishedAt } of bodies) placeIds(text, { title, publishedAt });
    },
    figures: () => {
      for (const body of bodies) findFigures(body);
    },
    summary: () => {
      for (const body of bodies) summarize(body, { maxSentences: 3 });
    },
    together: () => {
      for (const article of articles) {
        understand(article);
        foldForSearch(tokens(`${article.title}\n${article.text}`).join(' '));
      }
    },
  };
  for (const work of Object.values(parts)) work();
  const cost = Object.fromEntries(
    Object.entries(parts).map(([name, work]) => [name, Math.min(cpuMs(work), cpuMs(work)) / articles.length]),
  );
  const { together = Number.NaN, ...alone } = cost;
  const sum = Object.values(alone).reduce((total, ms) => total + ms, 0);
  return {
    perSecond: Math.round(1000 / together),
    aimPerSecond: '>= 200',
    msPerArticle: round(together),
    msByPart: Object.fromEntries(Object.entries(alone).map(([name, ms]) => [name, round(ms)])),
    shareByPart: Object.fromEntries(Object.entries(alone).map(([name, ms]) => [name, round(ms / sum)])),
  };
}

async function groupingCost(articles: readonly Timed[], many: number): Promise<Record<string, unknown>> {
  const grouper = createGrouper();
  const file = (article: Timed, n: number): void => {
    const at = start + (window * n) / (articles.length + 1);
    const filed: GroupingArticle = { ...article, id: `a${n}`, publishedAt: at };
    grouper.assign(filed);
  };
  const empty = await heapMb();
  const costs: number[] = [];
  for (const [n, article] of articles.entries()) {
    const before = process.cpuUsage();
    file(article, n);
    const { user, system } = process.cpuUsage(before);
    costs.push((user + system) / 1000);
  }
  const full = await heapMb();
  const size = grouper.size();
  const last = costs.slice(many);
  const early = costs.slice(2000, 3000);
  return {
    filed: size,
    msMedian: round(median(last)),
    msP95: round(quantile(last, 0.95)),
    aimMedian: '<= 3',
    // The compiler is warm after two thousand.
    msMedianAmongTwoThousand: round(median(early)),
    growth: round(median(last) / median(early)),
    heapMb: Math.round(full - empty),
    residentMb: Math.round(process.memoryUsage().rss / 2 ** 20),
    aimHeapMb: '<= 150',
  };
}

/** Heap after collecting what nobody holds, in MB. */
async function heapMb(): Promise<number> {
  const { setFlagsFromString } = await import('node:v8');
  const { runInNewContext } = await import('node:vm');
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return (heapUsed + external + arrayBuffers) / 2 ** 20;
}

/** So many articles: of the shared sets where they are, else of our own days, mixed anew until there are enough. */
function texts(sets: readonly string[], count: number): readonly Timed[] {
  const shared = new URL('../../shared/eval/', import.meta.url);
  const found: Text[] = existsSync(shared)
    ? sets.flatMap((name) => linesOf(new URL(`${name}.jsonl.gz`, shared)))
    : ownDays();
  if (found.length === 0) throw new Error('no articles to measure with');
  const mixed = Array.from({ length: count }, (_, n): Text => found[n] ?? mixture(found, n));
  return mixed.map((text, n) => ({ ...text, publishedAt: start + (window * n) / count }));
}

/** A new article of the odd paragraphs of one and the even ones of another. */
function mixture(found: readonly Text[], n: number): Text {
  const one = found[n % found.length]!;
  const other = found[(n * 7919 + 13) % found.length]!;
  const odd = one.text.split('\n').filter((_, at) => at % 2 === 0);
  const even = other.text.split('\n').filter((_, at) => at % 2 === 1);
  return { title: `${one.title} ${n}`, text: [...odd, ...even].join('\n') };
}

function linesOf(file: URL): readonly Text[] {
  if (!existsSync(file)) return [];
  return gunzipSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const record = JSON.parse(line) as Partial<Text> & { readonly docs?: readonly Partial<Text>[] };
      return (record.docs ?? [record]).map(({ title = '', text = '' }) => ({ title, text }));
    });
}

function ownDays(): Text[] {
  const days = new URL('../tests/corpus/days/', import.meta.url);
  return readdirSync(days).flatMap((day) =>
    readFileSync(new URL(`${day}/articles.jsonl`, days), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Text),
  );
}

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function mean(values: readonly number[]): number {
  return Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? Number.NaN;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}

import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Article } from '../news/article.ts';
import { createGrouper } from '../stories/group/grouper.ts';
import { headline } from '../stories/group/headline.ts';
import { summarizeStory } from '../stories/summary/story.ts';
import { understand } from '../stories/understand.ts';
import { withoutBoilerplate } from '../text/boilerplate.ts';

/** `npm run --silent analyse`: JSON lines of articles in, what we understand of them out, in the same order. */

const usage = `Cách dùng: npm run --silent analyse -- [--sentences N] < bai.jsonl
           npm run --silent analyse -- --stories [--one] [--words N] [--sentences N] < bai.jsonl
Mỗi dòng vào là một bài: {"id": "...", "title"?: "...", "text": "...", "source"?: "...", "publishedAt"?: "2026-11-23T07:00+07:00"}`;

const Line = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  title: z.string().default(''),
  text: z.string(),
  source: z.string().default(''),
  publishedAt: z.string().optional(),
});

/** Words a story's summary has when nothing else is asked. */
const usualWords = 120;

interface Options {
  readonly sentences: number | undefined;
  readonly stories: boolean;
  readonly one: boolean;
  readonly words: number | undefined;
}

async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const articles: Article[] = [];
  let bad = 0;
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === '') continue;
    const article = readArticle(line);
    if (typeof article === 'string') {
      bad += 1;
      process.stderr.write(`dòng ${number}: ${article}\n`);
      continue;
    }
    if (options.stories) articles.push(article);
    else await print({ id: article.id, ...understand(article, options.sentences) });
  }
  if (options.stories) for (const story of storiesOf(articles, options)) await print(story);
  return bad === 0 ? 0 : 1;
}

function readOptions(): Options | undefined {
  try {
    const { values } = parseArgs({
      options: {
        sentences: { type: 'string' },
        stories: { type: 'boolean', default: false },
        one: { type: 'boolean', default: false },
        words: { type: 'string' },
      },
    });
    return {
      stories: values.stories || values.one,
      one: values.one,
      sentences: count(values.sentences),
      words: count(values.words),
    };
  } catch {
    return undefined;
  }
}

/** Throws on anything but a whole number from 1 on. */
function count(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/u.test(value)) throw new RangeError('not a count');
  return Number(value);
}

/** The article of a line, or what is wrong with the line. */
function readArticle(line: string): Article | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'không phải JSON';
  }
  const parsed = Line.safeParse(value);
  if (!parsed.success)
    return parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  const { id, title, text, source, publishedAt } = parsed.data;
  const at = publishedAt === undefined ? Date.now() : Date.parse(publishedAt);
  if (Number.isNaN(at)) return 'publishedAt: không đọc được ngày giờ';
  return { id, title, text, publisher: source, sourceId: source, publishedAt: at, arrivedAt: at };
}

function storiesOf(articles: readonly Article[], options: Options): readonly object[] {
  return grouped(articles, options.one).map(({ storyId, members }) => ({
    storyId,
    articleIds: members.map((article) => article.id),
    title: headline(members),
    summary: summarizeStory(members.map(cleaned), {
      maxSyllables: options.words ?? usualWords,
      ...(options.sentences === undefined ? {} : { maxSentences: options.sentences }),
    }).map((quote) => quote.sentence),
  }));
}

/** The article without what the desk put around it. */
function cleaned({ id, title, text }: Article): { id: string; title: string; text: string } {
  return { id, title, text: withoutBoilerplate(text) };
}

interface Group {
  readonly storyId: string;
  readonly members: readonly Article[];
}

/** Stories in order of their first article. */
function grouped(articles: readonly Article[], one: boolean): readonly Group[] {
  const first = articles[0];
  if (one) return first === undefined ? [] : [{ storyId: first.id, members: articles }];
  const grouper = createGrouper();
  for (const article of articles) grouper.assign(article);
  const stories = new Map<string, Article[]>();
  for (const article of articles) {
    const id = grouper.storyOf(article.id) ?? article.id;
    stories.set(id, [...(stories.get(id) ?? []), article]);
  }
  return Array.from(stories, ([storyId, members]) => ({ storyId, members }));
}

/** Writes a line and waits where the reader is slower than we are. */
function print(value: object): Promise<void> {
  return new Promise((written, failed) => {
    process.stdout.write(`${JSON.stringify(value)}\n`, (error) => (error ? failed(error) : written()));
  });
}

process.exitCode = await main();

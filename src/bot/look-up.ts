import { block, type Message } from '../news/message.ts';
import type { Story } from '../news/story.ts';
import type { Findings, FoundArticle, Question } from '../ports/channel.ts';
import type { House } from './house.ts';
import { dayIn, shortDay } from './moment.ts';
import { cleanTyped } from './typed.ts';
import { wordsOf } from './words/speak.ts';

const PAGE = 20;
/** People type letter by letter, and each letter may be a question. */
const MOST_A_MINUTE = 60;

/**
 * Answers a question asked from within another chat. The answers are for whoever reads that chat, and kept by the platform for
 * others who ask the same: they are in Vietnamese, and nothing in them is about the one who asks. Without words, the news of the day.
 */
export async function lookUp(house: House, { asker, text, offset }: Question): Promise<Findings> {
  const words = wordsOf('vi');
  const nothing: Findings = { found: [], more: false, startLabel: words.inline.start };
  const now = house.clock.now();
  if (!(await house.dialogue.allow(asker, 'inline', MOST_A_MINUTE, 60))) return nothing;
  const query = cleanTyped(text);
  if (query === '') {
    const stories = await storiesOfToday(house, now);
    return {
      ...nothing,
      found: stories.slice(offset, offset + PAGE).map((story) => articleOf(house, story, now)),
    };
  }
  const { stories, total } = await house.desk.search(query, now, offset, PAGE);
  return {
    ...nothing,
    found: stories.map((story) => articleOf(house, story, now)),
    more: offset + stories.length < total,
  };
}

/** What a new reader would get now. */
async function storiesOfToday({ desk, settings }: House, now: number): Promise<readonly Story[]> {
  const today = dayIn(now, settings.timeZone);
  const { sections } = await desk.digestNow(
    {
      key: 'telegram:0',
      kind: 'private',
      language: 'vi',
      timeZone: settings.timeZone,
      hours: [],
      days: [],
      topics: [],
      places: [],
      emptyDay: 'say',
      state: 'setup',
      createdOn: today,
      seenOn: today,
      activeSince: now,
    },
    now,
  );
  return sections.flatMap(({ entries }) => entries.map(({ story }) => story));
}

function articleOf({ settings }: House, story: Story, now: number): FoundArticle {
  const words = wordsOf('vi');
  const link = story.reports.find((report) => report.link !== undefined)?.link;
  const papers = [...new Set(story.reports.map((report) => report.publisher))];
  const others = papers.length > 1 ? ` ${words.search.otherPapers(papers.length - 1)}` : '';
  const by = `${papers[0] ?? ''}${others} · ${shortDay(story.updatedAt, now, settings.timeZone)}`;
  const sentence = story.summary[0]?.sentence;
  const message: Message = {
    blocks: [
      block(
        [link === undefined ? { bold: [story.title] } : { link, text: story.title }],
        [{ italic: [by] }],
        ...(sentence === undefined || sentence === story.title ? [] : [sentence]),
      ),
    ],
  };
  return { title: story.title, description: by, ...(link === undefined ? {} : { link }), message };
}

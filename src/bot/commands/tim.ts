import { block, type Block, type Line, type Span } from '../../news/message.ts';
import type { Story } from '../../news/story.ts';
import type { Command } from '../command.ts';
import { shortDay } from '../moment.ts';
import { ask, say } from '../say.ts';
import { isPointing, pointedAt } from '../shown.ts';
import type { Choice, Turn } from '../turn.ts';
import { cleanTyped } from '../typed.ts';
import { digestNow } from './diemtin.ts';

const PAGE = 5;

/** `/tim <words>`: search of the archive. */
export const tim: Command = {
  name: 'tim',
  aliases: ['search', 'find'],
  spoken: ['tìm', 'tìm kiếm', 'tìm tin'],
  who: 'anyone',
  takes: () => true,
  cost: 'query',
  async run(turn, args) {
    const { offset, query } = await pageOf(turn, args);
    if (query === '') {
      if (offset > 0) return turn.answer(say(turn.words.search.nothingToContinue));
      return turn.answer({ ...say(turn.words.search.ask), otherwise: 'tim' });
    }
    return answerSearch(turn, query, offset);
  },
};

/** `thêm`: the next page of the search before, or what the digest had no room for. */
export const them: Command = {
  name: 'them',
  aliases: ['more', 'xemthem'],
  spoken: ['thêm', 'xem thêm', 'tiếp'],
  who: 'anyone',
  takes: isPointing,
  cost: 'query',
  async run(turn, args) {
    const { house, incoming, words } = turn;
    const question = args === '' ? await house.dialogue.recall(incoming.chat) : undefined;
    const next = question?.actions.find((action) => action.startsWith('tim >'));
    if (next !== undefined) return tim.run(turn, next.slice('tim '.length));
    const { ids } = await pointedAt(turn, args);
    if (ids.length === 0) return turn.answer(say(words.search.nothingToContinue));
    const more = await digestNow(turn, ids);
    return turn.answer(more ?? say(words.entry.noMore), { fresh: true });
  },
};

/** Answers a question to the archive. */
export async function answerSearch(turn: Turn, query: string, offset: number): Promise<void> {
  const { words, now, house } = turn;
  const { stories, total, suggestion } = await house.desk.search(cleanTyped(query), now, offset, PAGE);
  if (stories.length === 0) return answerNothing(turn, offset, suggestion);

  const end = offset + stories.length;
  const title = total <= PAGE ? words.search.found(total) : words.search.page(offset + 1, end, total);
  const more = end < total ? [[moreChoice(turn, query, end)]] : [];
  await turn.answer(
    {
      blocks: [{ lines: [[{ bold: [title] }]] }, ...stories.map((story) => storyBlock(turn, story))],
      ...(more.length > 0 ? { buttons: more } : {}),
    },
    { fresh: true },
  );
}

async function answerNothing(turn: Turn, offset: number, suggestion: string | undefined): Promise<void> {
  const { words } = turn;
  if (offset > 0) return turn.answer(say(words.search.noMore), { fresh: true });
  if (suggestion === undefined) return turn.answer(say(words.search.nothing, words.search.hints));
  const choice = { label: words.search.suggestion(suggestion), action: `tim ${suggestion}` };
  return turn.answer(ask(`${words.search.nothing} ${words.search.hints}`, [choice]));
}

/** One event: title and link, who tells it and when, one sentence. No number: where there are no buttons, numbers are choices. */
function storyBlock(turn: Turn, story: Story): Block {
  const { words, chat, now } = turn;
  const link =
    story.reports.find((report) => report.title === story.title && report.link !== undefined)?.link ??
    story.reports.find((report) => report.link !== undefined)?.link;
  const title: Span = link === undefined ? { bold: [story.title] } : { link, text: story.title };
  const papers = [...new Set(story.reports.map((report) => report.publisher))];
  const others = papers.length > 1 ? ` ${words.search.otherPapers(papers.length - 1)}` : '';
  const when = shortDay(story.updatedAt, now, chat.timeZone);
  const lines: Line[] = [[title], [{ italic: [`${papers[0] ?? ''}${others} · ${when}`] }]];
  const sentence = story.summary[0]?.sentence;
  if (sentence !== undefined && sentence !== story.title) lines.push([sentence]);
  return block(...lines);
}

/** The button carries as much of the query as it has room for; the whole is in our memory. */
function moreChoice(turn: Turn, query: string, offset: number): Choice {
  const whole = `tim >${offset} ${query}`;
  const action = Buffer.byteLength(whole) <= 60 ? whole : `tim >${offset}`;
  return { label: turn.words.label.more, action, kept: whole };
}

/** `>5 words` is the page from the sixth on; without words they are those of the search before. */
async function pageOf(
  turn: Turn,
  args: string,
): Promise<{ readonly offset: number; readonly query: string }> {
  const match = /^>(\d{1,5})(?: (.*))?$/u.exec(args);
  if (!match) return { offset: 0, query: args };
  const offset = Number(match[1]);
  if (match[2]) return { offset, query: match[2] };
  const question = await turn.house.dialogue.recall(turn.incoming.chat);
  const start = `tim >${offset} `;
  const kept = question?.actions.find((action) => action.startsWith(start));
  return { offset, query: kept?.slice(start.length) ?? '' };
}

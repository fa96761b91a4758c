import { block } from '../../news/message.ts';
import type { StoryReasons } from '../../ports/desk.ts';
import { namesOf } from '../cards/chosen.ts';
import type { Command } from '../command.ts';
import { say } from '../say.ts';
import { isPointing, pointedAt } from '../shown.ts';
import type { Turn } from '../turn.ts';

/** `/visao [number]`: which of the reader's choices brought him a story. */
export const visao: Command = {
  name: 'visao',
  aliases: ['why'],
  spoken: ['vì sao', 'tại sao', 'vì sao tôi nhận tin này'],
  who: 'anyone',
  takes: isPointing,
  async run(turn, args) {
    const { words, house, chat } = turn;
    const { ids, number, outside } = await pointedAt(turn, args);
    if (ids.length === 0) return turn.answer(say(words.event.noDigest), { fresh: true });
    if (outside) return turn.answer(say(words.event.noSuchNumber(ids.length)), { fresh: true });
    const asked = number === undefined ? ids : ids.slice(number - 1, number);
    const reasons = await house.desk.reasons(chat, asked);
    return turn.answer(
      {
        blocks: [
          block([{ bold: [words.entry.whyTitle] }]),
          ...reasons.map((each) =>
            block([{ bold: [`${ids.indexOf(each.id) + 1}. ${each.story.title}`] }], reasonOf(turn, each)),
          ),
        ],
      },
      { fresh: true },
    );
  },
};

function reasonOf(turn: Turn, { keywords, places, topics, papers }: StoryReasons): string {
  const { entry } = turn.words;
  const parts = [
    ...(keywords.length > 0 ? [entry.keywords(keywords.join(', '))] : []),
    ...(places.length > 0 ? [entry.places(namesOf(turn, places))] : []),
    ...(topics.length > 0 ? [entry.topics(namesOf(turn, topics))] : []),
    ...(papers > 1 ? [entry.papers(papers)] : []),
  ];
  const whole = (parts.length > 0 ? parts : [entry.general]).join('; ');
  return `${whole.slice(0, 1).toLocaleUpperCase('vi')}${whole.slice(1)}.`;
}

import type { Story } from '../../news/story.ts';
import type { Command } from '../command.ts';
import { ask, say } from '../say.ts';
import { isPointing, pointedAt } from '../shown.ts';
import type { Turn } from '../turn.ts';

/** Kinds of which a chat may want less. */
const MOST_FEWER = 20;

/** `/bot [number]` ("bớt"): fewer of the kind of that story. `/bot xoa`: all as before. */
export const bot: Command = {
  name: 'bot',
  aliases: ['fewer', 'less'],
  spoken: ['bớt', 'bớt loại này', 'giảm loại này'],
  who: 'chat-admin',
  takes: isPointing,
  async run(turn, args) {
    const { words, house } = turn;
    if (args === 'xoa') {
      await turn.save({ fewer: [] });
      return turn.answer(say(words.entry.undone), { fresh: true });
    }
    if (args.startsWith('+')) return lower(turn, args.slice(1));
    const { ids, number, outside } = await pointedAt(turn, isPointing(args) ? args : '');
    if (ids.length === 0) return turn.answer(say(words.event.noDigest), { fresh: true });
    if (outside) return turn.answer(say(words.event.noSuchNumber(ids.length)), { fresh: true });
    const stories = await house.desk.stories(number === undefined ? ids : ids.slice(number - 1, number));
    const kinds = [...new Set(stories.map((story) => kindOf(turn, story)).filter((id) => id !== undefined))];
    const [kind] = kinds;
    if (kind === undefined) return turn.answer(say(words.entry.noTopic), { fresh: true });
    if (number !== undefined) return lower(turn, kind);
    const choices = kinds.map((id) => ({ label: nameOf(turn, id), action: `bot +${id}` }));
    return turn.answer({ ...ask(words.entry.askFewer, choices), shown: ids }, { fresh: true });
  },
};

/** The narrowest topic of a story: its first subtopic, else its topic. */
function kindOf({ house }: Turn, { topics }: Story): string | undefined {
  const tops = new Set(house.vocabulary.topics().map(({ id }) => id));
  return topics.find((id) => !tops.has(id)) ?? topics[0];
}

async function lower(turn: Turn, id: string): Promise<void> {
  const { words, house, chat } = turn;
  const known = house.vocabulary.topics().some((top) => top.id === id || top.subtopics.includes(id));
  if (!known) return turn.answer(say(words.entry.noTopic), { fresh: true });
  const fewer = [...(chat.fewer ?? []).filter((each) => each !== id), id].slice(-MOST_FEWER);
  await turn.save({ fewer });
  return turn.answer(
    {
      ...say(words.entry.fewer(nameOf(turn, id))),
      buttons: [[{ label: words.entry.undo, action: 'bot xoa' }]],
    },
    { fresh: true },
  );
}

function nameOf({ house, chat }: Turn, id: string): string {
  return house.vocabulary.name(id, chat.language);
}

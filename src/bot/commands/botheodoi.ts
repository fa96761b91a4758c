import { dropEvent, short } from '../cards/keyword-card.ts';
import type { Command } from '../command.ts';
import { findKeyword, keywordRef } from '../keywords.ts';
import { ask, say } from '../say.ts';
import { isPointing, pointedAt } from '../shown.ts';
import type { Choice, Turn } from '../turn.ts';
import { saysTheSame } from '../typed.ts';

/** `/botheodoi <words>`: no more news of a keyword or an event. */
export const botheodoi: Command = {
  name: 'botheodoi',
  aliases: ['unfollow'],
  spoken: ['bỏ theo dõi', 'thôi theo dõi', 'ngừng theo dõi'],
  who: 'chat-admin',
  takes: () => true,
  async run(turn, args) {
    const { words, chat } = turn;
    if (['tất cả', 'tatca', 'all'].some((each) => saysTheSame(args, each))) {
      await turn.save({ follows: [], events: [] });
      return turn.answer(say(words.follow.allDropped));
    }
    const event = await eventOf(turn, args);
    if (event !== undefined) return dropStory(turn, event);
    const follow = args === '' ? undefined : findKeyword(chat.follows ?? [], args);
    if (follow) {
      await turn.save({ follows: chat.follows?.filter((each) => each !== follow) ?? [] });
      return turn.answer({
        ...say(words.follow.dropped(follow.query)),
        buttons: [[{ label: words.follow.list, action: 'tukhoa' }]],
      });
    }
    return offer(turn, args);
  },
};

/** A followed event that a button or a number points at. */
async function eventOf(turn: Turn, args: string): Promise<string | undefined> {
  const events = turn.chat.events ?? [];
  if (args.startsWith('=')) return events.find((id) => id === args.slice(1));
  if (!isPointing(args)) return undefined;
  const { ids, number } = await pointedAt(turn, args);
  const pointed = number === undefined ? undefined : ids[number - 1];
  if (pointed === undefined) return undefined;
  // The event may be followed under the name of another of its reports.
  const [story] = await turn.house.desk.stories([pointed]);
  return events.find((id) => id === pointed || story?.reports.some(({ articleId }) => articleId === id));
}

async function dropStory(turn: Turn, event: string): Promise<void> {
  const { words, chat, house } = turn;
  const [story] = await house.desk.stories([event]);
  await turn.save({ events: chat.events?.filter((id) => id !== event) ?? [] });
  return turn.answer(say(words.event.dropped(story?.title ?? event)), { fresh: true });
}

async function offer(turn: Turn, args: string): Promise<void> {
  const { words, chat, house } = turn;
  const stories = await house.desk.stories(chat.events ?? []);
  const choices: readonly Choice[] = [
    ...(chat.follows ?? []).map(({ query }) => ({
      label: `✖ ${short(query)}`,
      action: `botheodoi ${keywordRef(query)}`,
    })),
    ...stories.map(({ id, title }) => dropEvent(id, title)),
  ];
  if (choices.length === 0) return turn.answer(say(words.follow.none));
  const question = args === '' || isPointing(args) ? words.follow.askDrop : words.follow.unknown(args);
  return turn.answer(
    ask(question, [...choices, { label: words.follow.all, action: 'botheodoi all' }], 'botheodoi'),
  );
}

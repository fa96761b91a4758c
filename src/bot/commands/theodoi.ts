import { block } from '../../news/message.ts';
import { suggestedFollows } from '../../digest/follows/suggested.ts';
import type { Story } from '../../news/story.ts';
import { inRows } from '../cards/chosen.ts';
import { dropEvent, short } from '../cards/keyword-card.ts';
import type { Command } from '../command.ts';
import { MOST_EVENTS, MOST_FOLLOWS, readKeyword } from '../keywords.ts';
import { say } from '../say.ts';
import { isPointing, pointedAt } from '../shown.ts';
import type { Turn } from '../turn.ts';

/** An event is over when nothing was written about it for so long. */
const OVER_MS = 5 * 86_400_000;

/** `/theodoi <words>`: be told when such news appears. `/theodoi 2`: be told what becomes of the second event of the digest. */
export const theodoi: Command = {
  name: 'theodoi',
  aliases: ['follow'],
  spoken: ['theo dõi', 'theo dõi việc này', 'theo dõi từ khóa'],
  who: 'chat-admin',
  takes: () => true,
  expects: (_, text) => text.length <= 100,
  async run(turn, args) {
    if (args === '') return ask(turn);
    if (args.startsWith('=')) return followEvents(turn, [args.slice(1)]);
    if (isPointing(args)) return followPointed(turn, args);
    return followKeyword(turn, args);
  },
};

function ask(turn: Turn): Promise<void> {
  const { words, chat } = turn;
  const known = new Set(chat.follows?.map(({ query }) => query));
  const choices = suggestedFollows
    .filter((each) => !known.has(`"${each}"`))
    .slice(0, 6)
    .map((each) => ({ label: each, action: `theodoi "${each}"` }));
  return turn.answer({
    blocks: [block(words.follow.ask), block(words.follow.suggested)],
    buttons: [...inRows(choices, 2), [{ label: words.follow.list, action: 'tukhoa' }]],
    otherwise: 'theodoi',
  });
}

async function followKeyword(turn: Turn, typed: string): Promise<void> {
  const { words, chat } = turn;
  const read = readKeyword(typed);
  if (read.kind === 'nothing') return turn.answer({ ...say(words.follow.nothing), otherwise: 'theodoi' });
  if (read.kind === 'too-long') {
    return turn.answer({ ...say(words.follow.tooLong(read.most)), otherwise: 'theodoi' });
  }
  const { follow } = read;
  const others = (chat.follows ?? []).filter(({ query }) => query !== follow.query);
  if (others.length >= MOST_FOLLOWS) return turn.answer(say(words.follow.tooMany(MOST_FOLLOWS)));
  await turn.save({ follows: [...others, follow] });
  const lines = [follow.when === 'now' ? words.follow.atOnce : words.follow.inDigest];
  if (chat.hours.length === 0) lines.push(words.follow.noHours);
  return turn.answer({
    blocks: [block([{ bold: [words.follow.done(follow.query)] }]), block(...lines)],
    buttons: [[{ label: words.follow.list, action: 'tukhoa' }]],
  });
}

async function followPointed(turn: Turn, args: string): Promise<void> {
  const { words, house } = turn;
  const { ids, number, outside } = await pointedAt(turn, args);
  if (ids.length === 0) return turn.answer(say(words.event.noDigest), { fresh: true });
  if (outside) return turn.answer(say(words.event.noSuchNumber(ids.length)), { fresh: true });
  const id = number === undefined ? undefined : ids[number - 1];
  if (id !== undefined) return followEvents(turn, [id]);
  const stories = await house.desk.stories(ids);
  return turn.answer(
    {
      ...say(words.event.ask),
      buttons: stories.map((story, at) => [
        { label: `${at + 1}. ${short(story.title, 48)}`, action: `theodoi =${story.id}` },
      ]),
      shown: ids,
    },
    { fresh: true },
  );
}

async function followEvents(turn: Turn, ids: readonly string[]): Promise<void> {
  const { words, chat, house, now } = turn;
  const [story] = await house.desk.stories(ids.filter((id) => /^[\w-]{1,64}$/u.test(id)));
  if (story === undefined || now - story.updatedAt > OVER_MS) {
    return turn.answer(say(words.event.over), { fresh: true });
  }
  const events = (await goingOn(turn)).filter((id) => id !== story.id);
  if (events.length >= MOST_EVENTS)
    return turn.answer(say(words.event.tooMany(MOST_EVENTS)), { fresh: true });
  if (chat.events?.includes(story.id) !== true || events.length + 1 !== chat.events.length) {
    await turn.save({ events: [story.id, ...events] });
  }
  return turn.answer(
    { ...say(words.event.done(story.title)), buttons: [[dropEvent(story.id, story.title)]] },
    { fresh: true },
  );
}

/** Followed events that are not over; those that are leave the settings with the next change. */
async function goingOn({ house, chat, now }: Turn): Promise<readonly string[]> {
  const stories = await house.desk.stories(chat.events ?? []);
  return stories.filter((story: Story) => now - story.updatedAt <= OVER_MS).map(({ id }) => id);
}

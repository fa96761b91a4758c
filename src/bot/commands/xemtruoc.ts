import type { Chat, ChatKey } from '../../news/chat.ts';
import type { Command } from '../command.ts';
import { fullMoment } from '../moment.ts';
import { say } from '../say.ts';
import type { Turn } from '../turn.ts';

/** `/xemtruoc [chat]`: the next digest of a chat, as far as its news is known by now. */
export const xemtruoc: Command = {
  name: 'xemtruoc',
  aliases: ['preview'],
  spoken: ['xem trước'],
  who: 'admin',
  cost: 'expensive',
  async run(turn, args) {
    const { words, house } = turn;
    const chat = args === '' ? turn.chat : isChatKey(args) ? await house.chats.get(args) : undefined;
    if (!chat) return turn.answer(say(words.operations.noSuchChat));
    await turn.note(`xemtruoc ${chat.key}`, 'done');
    return showNext(turn, chat);
  },
};

/** Shows the next digest of a chat, or the one of now where it waits for none. */
export async function showNext(turn: Turn, chat: Chat): Promise<void> {
  const { words, house, now } = turn;
  const next = house.slotAfter(chat, now);
  const digest =
    next === undefined ? await house.desk.digestNow(chat, now) : await house.desk.digestOf(chat, next, now);
  const when = next === undefined ? '' : ` · ${fullMoment(next.at, chat.timeZone)}`;
  const head = say(`${words.operations.preview(chat.key)}${when}`);
  const body = digest.sections.length === 0 ? say(words.digest.none) : house.renderDigest(digest, chat);
  return turn.answer({ blocks: [...head.blocks, ...body.blocks] }, { fresh: true });
}

function isChatKey(typed: string): typed is ChatKey {
  return /^(?:telegram|zalo|console):[\w.@-]{1,64}$/u.test(typed);
}

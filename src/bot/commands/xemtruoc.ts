import type { ChatKey } from '../../news/chat.ts';
import type { Command } from '../command.ts';
import { say } from '../say.ts';

/** `/xemtruoc [chat]`: the digest a chat would get now. */
export const xemtruoc: Command = {
  name: 'xemtruoc',
  aliases: ['preview'],
  spoken: ['xem trước'],
  who: 'admin',
  async run(turn, args) {
    const { words, house, now } = turn;
    const chat = args === '' ? turn.chat : isChatKey(args) ? await house.chats.get(args) : undefined;
    if (!chat) return turn.answer(say(words.operations.noSuchChat));
    const digest = await house.desk.digestNow(chat, now);
    const head = say(words.operations.preview(chat.key));
    const body = digest.sections.length === 0 ? say(words.digest.none) : house.renderDigest(digest, chat);
    await turn.note(`xemtruoc ${chat.key}`, 'done');
    return turn.answer({ blocks: [...head.blocks, ...body.blocks] }, { fresh: true });
  },
};

function isChatKey(typed: string): typed is ChatKey {
  return /^(?:telegram|zalo|console):[\w.@-]{1,64}$/u.test(typed);
}

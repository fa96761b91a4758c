import { block } from '../../news/message.ts';
import type { Command } from '../command.ts';
import { say } from '../say.ts';

/** `/xuatdulieu`: all that is stored about this chat. */
export const xuatdulieu: Command = {
  name: 'xuatdulieu',
  aliases: ['export', 'mydata'],
  spoken: ['xuất dữ liệu', 'dữ liệu của tôi'],
  who: 'chat-admin',
  async run(turn) {
    const { words } = turn;
    if (!turn.known) return turn.answer(say(words.data.nothing));
    return turn.answer({
      blocks: [
        { lines: [[{ bold: [words.data.title] }], [words.data.intro]] },
        block(JSON.stringify(turn.chat)),
        block(words.data.keeps),
      ],
    });
  },
};

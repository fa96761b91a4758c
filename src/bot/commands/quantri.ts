import { block } from '../../news/message.ts';
import type { Command } from '../command.ts';

/** `/quantri`: who may run admin commands. */
export const quantri: Command = {
  name: 'quantri',
  aliases: ['admins'],
  spoken: ['quản trị', 'quản trị viên'],
  who: 'admin',
  async run(turn) {
    const { words, house } = turn;
    await turn.answer({
      blocks: [
        { lines: [[{ bold: [words.operations.admins] }]] },
        block(...house.settings.admins),
        block(words.operations.adminsHow),
      ],
    });
  },
};

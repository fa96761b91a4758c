import { block, type Block } from '../../news/message.ts';
import type { Command } from '../command.ts';

/** `/trogiup`: what can be done here. */
export const trogiup: Command = {
  name: 'trogiup',
  aliases: ['help', 'huongdan'],
  spoken: ['trợ giúp', 'giúp đỡ', 'hướng dẫn', 'xem hướng dẫn'],
  who: 'anyone',
  async run(turn) {
    const { words } = turn;
    const admin: readonly Block[] = (await turn.isAdmin())
      ? [
          {
            lines: [[{ bold: [words.help.adminTitle] }], ...lines(words.help.admin).map((line) => [line])],
          },
        ]
      : [];
    await turn.answer({
      blocks: [
        { lines: [[{ bold: [words.help.title] }], [words.help.intro]] },
        block(...lines(words.help.reader)),
        ...admin,
        block(words.help.typing),
        { lines: [[{ italic: [words.help.automatic] }]] },
      ],
    });
  },
};

function lines(rows: readonly (readonly [string, string])[]): readonly string[] {
  return rows.map(([command, does]) => `${command} – ${does}`);
}

import { block } from '../../news/message.ts';
import type { Command } from '../command.ts';
import { say } from '../say.ts';

/** `/vanhanh`: a link to the operator's page that works once. */
export const vanhanh: Command = {
  name: 'vanhanh',
  aliases: ['dashboard', 'operator'],
  spoken: ['vận hành', 'trang vận hành'],
  who: 'admin',
  async run(turn) {
    const { words, house, incoming } = turn;
    const { sender } = incoming;
    const link = sender === undefined ? undefined : await house.operatorLink?.(sender);
    if (link === undefined) return turn.answer(say(words.operator.closed));
    await turn.note('vanhanh', 'done');
    await turn.answer(
      {
        blocks: [
          block(words.operator.link(link.minutes)),
          block([{ link: link.url, text: words.operator.open }]),
        ],
      },
      { fresh: true },
    );
  },
};

import { block } from '../../news/message.ts';
import type { Command } from '../command.ts';
import { fullMoment } from '../moment.ts';
import { say } from '../say.ts';

const SHOWN = 20;

/** `/nhatky`: who did what. */
export const nhatky: Command = {
  name: 'nhatky',
  aliases: ['audit'],
  spoken: ['nhật ký'],
  who: 'admin',
  async run(turn) {
    const { words, house, chat } = turn;
    const entries = await house.audit.last(SHOWN);
    if (entries.length === 0) return turn.answer(say(words.operations.auditEmpty));
    return turn.answer({
      blocks: [
        { lines: [[{ bold: [words.operations.audit] }]] },
        block(
          ...entries.map(
            ({ at, who, action, outcome }) =>
              `${fullMoment(at, chat.timeZone)} · ${who} · ${action} · ${words.operations.outcome[outcome]}`,
          ),
        ),
      ],
    });
  },
};

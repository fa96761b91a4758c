import type { Command } from '../command.ts';
import { hoursOf } from '../cards/chosen.ts';
import { ask } from '../say.ts';
import { start } from './start.ts';

/** `/tieptuc`: digests come again after a pause or a stop. */
export const tieptuc: Command = {
  name: 'tieptuc',
  aliases: ['resume'],
  spoken: ['tiếp tục', 'nhận lại', 'nhận tin trở lại'],
  who: 'chat-admin',
  async run(turn) {
    if (turn.chat.hours.length === 0) return start.run(turn, '');
    await turn.save({ state: 'active', activeSince: turn.now }, { anew: true });
    const { words, chat } = turn;
    return turn.answer(
      ask(words.state.resumed(hoursOf(chat), words.days(chat.days)), [
        { label: words.label.settings, action: 'caidat' },
      ]),
    );
  },
};

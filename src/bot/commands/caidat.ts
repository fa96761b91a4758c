import type { Command } from '../command.ts';
import { settingsCard } from '../cards/settings-card.ts';

/** `/caidat`: everything on one card. */
export const caidat: Command = {
  name: 'caidat',
  aliases: ['settings'],
  spoken: ['cài đặt'],
  who: 'chat-admin',
  async run(turn, args) {
    if (args === 'im') await turn.save({ emptyDay: 'silent' });
    if (args === 'bao') await turn.save({ emptyDay: 'say' });
    await turn.answer(settingsCard(turn));
  },
};

import type { DigestLength } from '../../news/chat.ts';
import type { Command } from '../command.ts';
import { settingsCard } from '../cards/settings-card.ts';
import { foldTyped, saysTheSame } from '../typed.ts';

/** How long a digest is to be, as it is typed. */
const LENGTHS: ReadonlyMap<string, DigestLength | 'usual'> = new Map([
  ['ngan', 'short'],
  ['vua', 'usual'],
  ['du', 'full'],
  ['short', 'short'],
  ['usual', 'usual'],
  ['full', 'full'],
]);

/** What holidays bring. */
const HOLIDAYS: ReadonlyMap<string, 'skip' | 'keep' | 'tet'> = new Map([
  ['le nghi', 'skip'],
  ['nghi le', 'skip'],
  ['holidays off', 'skip'],
  ['le giu', 'keep'],
  ['le nhu thuong', 'keep'],
  ['holidays on', 'keep'],
  ['le tet', 'tet'],
  ['holidays border', 'tet'],
]);

/** `/caidat`: everything on one card. */
export const caidat: Command = {
  name: 'caidat',
  aliases: ['settings'],
  spoken: ['cài đặt'],
  who: 'chat-admin',
  takes: (args) => {
    const typed = foldTyped(args);
    return LENGTHS.has(typed) || HOLIDAYS.has(typed) || /^(?:khong )?hinh$/u.test(typed);
  },
  async run(turn, args) {
    const length = LENGTHS.get(foldTyped(args));
    const holidays = HOLIDAYS.get(foldTyped(args));
    if (length === 'usual') await turn.save({}, { without: 'length' });
    else if (length !== undefined) await turn.save({ length });
    if (holidays === 'tet') await turn.save({}, { without: 'holidays' });
    else if (holidays !== undefined) await turn.save({ holidays });
    if (saysTheSame(args, 'hình')) await turn.save({ pictures: true });
    if (saysTheSame(args, 'không hình')) await turn.save({}, { without: 'pictures' });
    if (args === 'im') await turn.save({ emptyDay: 'silent' });
    if (args === 'bao') await turn.save({ emptyDay: 'say' });
    await turn.answer(settingsCard(turn));
  },
};

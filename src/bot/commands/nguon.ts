import type { Command } from '../command.ts';
import { sourceCard, sourceList } from '../cards/source-card.ts';
import { findSource } from '../source-lookup.ts';

/** `/nguon`: all sources, or one of them. */
export const nguon: Command = {
  name: 'nguon',
  aliases: ['sources', 'source'],
  spoken: ['nguồn', 'nguồn tin'],
  who: 'admin',
  async run(turn, args) {
    const page = /^(?:>|trang |page )(\d{1,3})$/u.exec(args)?.[1];
    if (args === '' || page !== undefined) {
      return turn.answer(sourceList(turn, await turn.house.sources.list(), Number(page ?? 1)));
    }
    const entry = await findSource(turn, args, 'nguon');
    return entry ? turn.answer(sourceCard(turn, entry)) : undefined;
  },
};

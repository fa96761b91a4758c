import type { Command } from '../command.ts';
import { confirmChoice, readConfirmed } from '../confirm.ts';
import { ask, say } from '../say.ts';
import { findSource, sourceRef } from '../source-lookup.ts';

/** `/xoanguon <id>`: remove a source, once it is confirmed. */
export const xoanguon: Command = {
  name: 'xoanguon',
  aliases: ['removesource', 'deletesource'],
  spoken: ['xóa nguồn', 'xóa nguồn tin'],
  who: 'admin',
  takes: (args) => /^[\w~-]+$/u.test(args),
  async run(turn, args) {
    const { words, house } = turn;
    if (args === 'thoi') return turn.answer(say(words.cancelled));
    const confirmed = await readConfirmed(turn, 'xoanguon', args);
    if (confirmed?.kind === 'expired') return turn.answer(say(words.expired));
    const entry = await findSource(turn, confirmed?.what ?? args, 'xoanguon');
    if (!entry) return;
    const { id, name } = entry.source;
    if (confirmed) {
      await house.sources.remove(id);
      await turn.note(`xoanguon ${id}`, 'done');
      return turn.answer({
        ...say(words.sources.removed(name)),
        buttons: [[{ label: words.label.back, action: 'nguon' }]],
      });
    }
    return turn.answer(
      ask(words.sources.askRemove(name), [
        confirmChoice(turn, 'xoanguon', sourceRef(id), words.sources.remove),
        { label: words.label.cancel, action: 'xoanguon thoi' },
      ]),
    );
  },
};

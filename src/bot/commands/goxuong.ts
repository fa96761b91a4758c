import type { Command } from '../command.ts';
import { confirmChoice, readConfirmed } from '../confirm.ts';
import { ask, say } from '../say.ts';

/** `/goxuong <url>`: removes an article at its publisher's request, for good. */
export const goxuong: Command = {
  name: 'goxuong',
  aliases: ['takedown'],
  spoken: ['gỡ xuống', 'gỡ bài'],
  who: 'admin',
  takes: (args) => args.includes('://'),
  async run(turn, args) {
    const { words, house } = turn;
    if (args === 'thoi') return turn.answer(say(words.cancelled));
    const confirmed = await readConfirmed(turn, 'goxuong', args);
    if (confirmed?.kind === 'expired') return turn.answer(say(words.expired));
    const url = confirmed?.what ?? args;
    if (url === '') return turn.answer({ ...say(words.takedown.askUrl), otherwise: 'goxuong' });
    const target = await house.takedowns.look(url);
    if (target.kind === 'not-a-url') return turn.answer(say(words.takedown.notAUrl));
    if (confirmed) {
      await house.takedowns.remove(url);
      await turn.note(`goxuong ${url}`, 'done');
      const { takedown } = words;
      return turn.answer(say(target.kind === 'article' ? takedown.done(target.title) : takedown.remembered));
    }
    const question =
      target.kind === 'article'
        ? words.takedown.confirm(target.title, target.publisher)
        : words.takedown.confirmUnknown;
    return turn.answer(
      ask(question, [
        confirmChoice(turn, 'goxuong', url, words.takedown.remove),
        { label: words.label.cancel, action: 'goxuong thoi' },
      ]),
    );
  },
};

import type { Command } from '../command.ts';
import { confirmChoice } from '../confirm.ts';
import { previewBlocks, problemAnswer } from '../probe-answer.ts';
import { say } from '../say.ts';
import { findSource, sourceRef } from '../source-lookup.ts';

/** `/thunguon <url or id>`: what we would read there; stores nothing. */
export const thunguon: Command = {
  name: 'thunguon',
  aliases: ['testsource'],
  spoken: ['thử nguồn', 'thử nguồn tin'],
  who: 'admin',
  takes: (args) => /^https?:|\./u.test(args),
  async run(turn, args) {
    const { words, house, now } = turn;
    if (args === '') return turn.answer({ ...say(words.sources.askUrl), otherwise: 'thunguon' });
    // A bare id has neither dot nor slash; everything else is an address, right or wrong.
    const known = /^[\w~-]+$/u.test(args) ? await findSource(turn, args, 'thunguon') : undefined;
    if (known === undefined && /^[\w~-]+$/u.test(args)) return;
    const result = await house.desk.probe(known?.source.url ?? args, now);
    if (result.kind === 'problem') return turn.answer(problemAnswer(turn, result), { fresh: true });
    const choice =
      result.duplicateOf === undefined
        ? confirmChoice(turn, 'themnguon', JSON.stringify(result.source), words.sources.add)
        : { label: result.duplicateOf, action: `nguon ${sourceRef(result.duplicateOf)}` };
    return turn.answer(
      {
        blocks: [...previewBlocks(turn, result), ...say(words.sources.nothingStored).blocks],
        buttons: [[choice]],
      },
      { fresh: true },
    );
  },
};

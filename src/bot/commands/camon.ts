import type { Command } from '../command.ts';
import { say } from '../say.ts';

/** Thanks are no search. */
export const camon: Command = {
  name: 'camon',
  aliases: ['thanks', 'ok'],
  spoken: ['cảm ơn', 'cảm ơn bạn', 'cám ơn'],
  who: 'anyone',
  run: (turn) => turn.answer(say(turn.words.welcome)),
};

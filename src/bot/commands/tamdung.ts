import type { Command } from '../command.ts';
import { fullMoment } from '../moment.ts';
import { ask, say } from '../say.ts';

const LONGEST_DAYS = 90;
const DAY_MS = 86_400_000;

/** `/tamdung [days]`: no digests for a while. */
export const tamdung: Command = {
  name: 'tamdung',
  aliases: ['pause'],
  spoken: ['tạm dừng', 'tạm ngừng'],
  who: 'chat-admin',
  takes: (args) => /^\d+( \p{L}+)?$/u.test(args),
  expects: (_, text) => /^\d+/u.test(text),
  async run(turn, args) {
    const { words, chat, now } = turn;
    if (chat.state !== 'active') return turn.answer(say(words.state.notSubscribed));
    if (args === '') {
      const choices = [1, 3, 7, 14, 30].map((days) => ({
        label: words.state.pauseDays(days),
        action: `tamdung ${days}`,
      }));
      return turn.answer({ ...ask(words.state.askPause, choices), otherwise: 'tamdung' });
    }
    const days = Number.parseInt(args, 10);
    if (!(days >= 1 && days <= LONGEST_DAYS)) return turn.answer(say(words.state.pauseRange(LONGEST_DAYS)));
    const until = now + days * DAY_MS;
    await turn.save({ activeSince: until }, { anew: true });
    const next = turn.house.slotAfter(turn.chat, until)?.at ?? until;
    return turn.answer(say(words.state.paused(fullMoment(next, chat.timeZone))));
  },
};

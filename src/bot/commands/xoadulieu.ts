import type { Command } from '../command.ts';
import { confirmChoice, readConfirmed } from '../confirm.ts';
import { ask, say } from '../say.ts';

/** `/xoadulieu`: forget this chat, once it is confirmed. */
export const xoadulieu: Command = {
  name: 'xoadulieu',
  aliases: ['forgetme', 'forget'],
  spoken: ['xóa dữ liệu', 'xóa dữ liệu của tôi'],
  who: 'chat-admin',
  async run(turn, args) {
    const { words } = turn;
    const confirmed = await readConfirmed(turn, 'xoadulieu', args);
    if (confirmed?.kind === 'yes') {
      await turn.forget();
      return turn.answer(say(words.data.forgotten));
    }
    if (confirmed) return turn.answer(say(words.expired));
    if (args === 'thoi') return turn.answer(say(words.cancelled));
    return turn.answer(
      ask(words.data.askForget, [
        confirmChoice(turn, 'xoadulieu', '', words.data.confirmForget),
        { label: words.label.cancel, action: 'xoadulieu thoi' },
      ]),
    );
  },
};

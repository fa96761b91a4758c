import type { Command } from '../command.ts';
import { say } from '../say.ts';

/** `/dung`: no more digests; the choices are kept. */
export const dung: Command = {
  name: 'dung',
  aliases: ['stop', 'unsubscribe'],
  spoken: ['dừng', 'dừng nhận tin', 'ngừng nhận tin', 'hủy đăng ký', 'thôi nhận tin'],
  who: 'chat-admin',
  async run(turn) {
    if (turn.known) await turn.save({ state: 'stopped' });
    await turn.answer(say(turn.words.state.stoppedNow));
  },
};

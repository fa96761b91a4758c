import { block } from '../../news/message.ts';
import type { Command } from '../command.ts';
import { say } from '../say.ts';
import type { Turn } from '../turn.ts';

const MOST_ADMINS = 20;

/** `/quantri`: who may run admin commands; `+telegram:123` adds one, `-telegram:123` removes one. */
export const quantri: Command = {
  name: 'quantri',
  aliases: ['admins'],
  spoken: ['quản trị', 'quản trị viên'],
  who: 'admin',
  async run(turn, args) {
    const [, sign, id] = /^([+-])\s*((?:telegram|zalo|console):[\w.@-]{1,64})$/u.exec(args) ?? [];
    if (sign === '+' && id !== undefined) return addAdmin(turn, id);
    if (sign === '-' && id !== undefined) return removeAdmin(turn, id);
    const { words, house } = turn;
    const added = (await house.addedAdmins?.list()) ?? [];
    return turn.answer({
      blocks: [
        { lines: [[{ bold: [words.operations.admins] }]] },
        block(...house.settings.admins.map((each) => `${each} 🔒`), ...added.map((each) => each.id)),
        block(words.operations.adminsHow, words.operations.adminUsage),
      ],
    });
  },
};

async function addAdmin(turn: Turn, id: string): Promise<void> {
  const { words, house, now } = turn;
  const added = (await house.addedAdmins?.list()) ?? [];
  if (added.length + house.settings.admins.length >= MOST_ADMINS) {
    return turn.answer(say(words.operations.tooManyAdmins(MOST_ADMINS)));
  }
  await house.addedAdmins?.add({ id, by: turn.incoming.sender ?? turn.incoming.chat, at: now });
  await turn.note(`quantri +${id}`, 'done');
  return turn.answer(say(words.operations.adminAdded(id)));
}

async function removeAdmin(turn: Turn, id: string): Promise<void> {
  const { words, house } = turn;
  if (house.settings.admins.includes(id)) return turn.answer(say(words.operations.adminFixed));
  if (!(await house.addedAdmins?.remove(id))) return turn.answer(say(words.operations.noSuchAdmin));
  await turn.note(`quantri -${id}`, 'done');
  return turn.answer(say(words.operations.adminRemoved(id)));
}

import { block } from '../../news/message.ts';
import type { ChatKey } from '../../news/chat.ts';
import type { Command } from '../command.ts';
import { say } from '../say.ts';

const MOST_EDITORS = 10;
const ID = String.raw`(?:telegram|zalo|console):[\w.@-]{1,64}`;
const CHANGE = new RegExp(String.raw`^(${ID})\s+([+-])\s*(${ID})$`, 'u');

/** `/bientap <chat> +<person>`: who may change one chat without being an admin. */
export const bientap: Command = {
  name: 'bientap',
  aliases: ['editors', 'editor'],
  spoken: ['biên tập', 'biên tập viên'],
  who: 'admin',
  async run(turn, args) {
    const { words, house } = turn;
    const [, where, sign, editor] = CHANGE.exec(args) ?? [];
    if (where === undefined || editor === undefined) {
      const all = await house.editors.all();
      const lines = all.map(({ chat, editors }) => `${chat}: ${editors.join(', ')}`);
      return turn.answer({
        blocks: [
          { lines: [[{ bold: [words.editors.title] }]] },
          block(...(lines.length === 0 ? [words.editors.none] : lines)),
          block(words.editors.usage),
        ],
      });
    }
    const chat = where as ChatKey;
    if ((await house.chats.get(chat)) === undefined) return turn.answer(say(words.operations.noSuchChat));
    if (sign === '+') {
      if ((await house.editors.of(chat)).length >= MOST_EDITORS)
        return turn.answer(say(words.editors.tooMany(MOST_EDITORS)));
      await house.editors.add(chat, editor);
    } else if (!(await house.editors.remove(chat, editor))) {
      return turn.answer(say(words.editors.notThere));
    }
    await turn.note(`bientap ${chat} ${sign}${editor}`, 'done');
    const done = sign === '+' ? words.editors.added : words.editors.removed;
    return turn.answer(say(done(editor, chat)));
  },
};

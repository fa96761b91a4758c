import type { ChatKey } from '../../news/chat.ts';
import type { Command } from '../command.ts';
import { hearAction } from '../parse.ts';
import { say } from '../say.ts';
import { turnFor } from '../turn.ts';
import { caidat } from './caidat.ts';
import { chude } from './chude.ts';
import { diaphuong } from './diaphuong.ts';
import { dung } from './dung.ts';
import { gio } from './gio.ts';
import { muigio } from './muigio.ts';
import { ngonngu } from './ngonngu.ts';
import { tamdung } from './tamdung.ts';
import { tieptuc } from './tieptuc.ts';
import { showNext, xemtruoc } from './xemtruoc.ts';

/** What an editor may do for a chat: its settings, nothing of the house. */
const allowed: readonly Command[] = [
  chude,
  diaphuong,
  gio,
  muigio,
  ngonngu,
  tamdung,
  tieptuc,
  dung,
  caidat,
  xemtruoc,
];

/** `/kenh <chat> <command>`: an editor changes a channel's settings from his own chat. */
export const kenh: Command = {
  name: 'kenh',
  aliases: ['channel'],
  spoken: ['kênh'],
  who: 'anyone',
  takes: (args) => /^(?:telegram|zalo|console):/u.test(args),
  async run(turn, args) {
    const { words, house, incoming } = turn;
    const [, where, rest = ''] = /^((?:telegram|zalo|console):[\w.@-]{1,64})(?:\s+(.*))?$/u.exec(args) ?? [];
    if (where === undefined) return turn.answer(say(words.editors.actUsage));
    const chat = where as ChatKey;
    const { sender } = incoming;
    const mayAct =
      incoming.kind === 'private' &&
      sender !== undefined &&
      ((await turn.isAdmin()) || (await house.editors.of(chat)).includes(sender));
    const stored = mayAct ? await house.chats.get(chat) : undefined;
    // Whoever may not is told the same whether the chat is there or not.
    if (stored === undefined) {
      if (!mayAct) await turn.note(`kenh ${chat}`, 'refused');
      return turn.answer(say(words.editors.notYours));
    }
    const heard = hearAction(rest === '' ? 'caidat' : rest, allowed);
    if (heard.kind !== 'command') return turn.answer(say(words.editors.cannot, words.editors.actUsage));
    if (heard.command === xemtruoc) return showNext(turn, stored);
    await turn.note(`kenh ${chat} ${heard.command.name} ${heard.args}`.trim(), 'done');
    return heard.command.run(turnFor(turn, stored, `kenh ${chat}`), heard.args);
  },
};

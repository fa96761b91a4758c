import type { QuietHours } from '../../news/chat.ts';
import { block } from '../../news/message.ts';
import type { LocalTime } from '../../news/time.ts';
import { inRows } from '../cards/chosen.ts';
import type { Command } from '../command.ts';
import { readHours } from '../hours.ts';
import { say } from '../say.ts';
import type { Turn } from '../turn.ts';
import { foldTyped } from '../typed.ts';

const USUAL = ['22:00-06:00', '21:00-07:00', '23:00-06:00', '12:00-13:30'];

/** `/yenlang 22:00-06:00`: alerts wait until the morning. */
export const yenlang: Command = {
  name: 'yenlang',
  aliases: ['quiet', 'quiethours'],
  spoken: ['yên lặng', 'giờ yên lặng', 'im lặng'],
  who: 'chat-admin',
  takes: (args) => meansOff(args) || readQuiet(args) !== undefined,
  expects: (_, text) => meansOff(text) || readQuiet(text) !== undefined,
  async run(turn, args) {
    const { words } = turn;
    if (args === '') return askHours(turn);
    if (meansOff(args)) {
      await turn.save({}, { without: 'quiet' });
      return turn.answer(say(words.quiet.off));
    }
    const quiet = readQuiet(args);
    if (quiet === undefined) return turn.answer({ ...say(words.quiet.notUnderstood), otherwise: 'yenlang' });
    await turn.save({ quiet });
    const inside = turn.chat.hours.filter((hour) => isInside(hour, quiet));
    return turn.answer({
      ...say(
        words.quiet.done(quiet.from, quiet.to),
        ...(inside.length > 0 ? [words.quiet.hourInside(inside.join(', '))] : []),
      ),
      buttons: [[{ label: words.label.settings, action: 'caidat' }]],
    });
  },
};

function askHours(turn: Turn): Promise<void> {
  const { words, chat } = turn;
  const now = chat.quiet === undefined ? words.quiet.none : words.quiet.now(chat.quiet.from, chat.quiet.to);
  const choices = USUAL.map((span) => ({ label: span.replace('-', '–'), action: `yenlang ${span}` }));
  return turn.answer({
    blocks: [block(now), block(words.quiet.ask)],
    buttons: [
      ...inRows(choices, 2),
      ...(chat.quiet === undefined ? [] : [[{ label: words.quiet.turnOff, action: 'yenlang off' }]]),
      [{ label: words.label.settings, action: 'caidat' }],
    ],
    otherwise: 'yenlang',
  });
}

/** "22:00-06:00", "22h đến 6h", "10 giờ tối tới 6 giờ sáng". */
function readQuiet(typed: string): QuietHours | undefined {
  const parts = foldTyped(typed).split(/\s*(?:-|–|—|\bden\b|\btoi\b(?!\s*(?:-|–|den|toi|$))|\bto\b)\s*/u);
  if (parts.length !== 2) return undefined;
  const [from, to] = parts.map(hourOf);
  return from === undefined || to === undefined || from === to ? undefined : { from, to };
}

function hourOf(typed: string): LocalTime | undefined {
  const bare = typed.replace(/^(?:tu|from)\s+/u, '').trim();
  const read = readHours(/^\d{1,2}$/u.test(bare) ? `${bare}h` : bare);
  return read.kind === 'hours' && read.hours.length === 1 && read.rest === '' ? read.hours[0] : undefined;
}

function meansOff(typed: string): boolean {
  return /^(?:tat|off|khong|bo|huy|none|no)$/u.test(foldTyped(typed));
}

function isInside(hour: LocalTime, { from, to }: QuietHours): boolean {
  return from > to ? hour >= from || hour < to : hour >= from && hour < to;
}

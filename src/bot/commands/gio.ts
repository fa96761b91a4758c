import type { Command } from '../command.ts';
import { hoursOf } from '../cards/chosen.ts';
import { hourCard } from '../cards/hour-card.ts';
import { readDays } from '../days.ts';
import { MOST_HOURS, readHours } from '../hours.ts';
import { ask, say } from '../say.ts';
import type { Turn } from '../turn.ts';

/** `/gio 07:00 [t2-t6]`: when the digest comes. */
export const gio: Command = {
  name: 'gio',
  aliases: ['time', 'hour', 'hours'],
  spoken: ['giờ', 'giờ gửi', 'giờ nhận tin'],
  who: 'chat-admin',
  takes: (args) => readHours(args).kind !== 'none' && args.length <= 40,
  expects: (_, text) => namesHours(text),
  async run(turn, args) {
    if (args === '') return turn.answer(hourCard(turn));
    if (!(await changeHours(turn, args, 'gio'))) return;
    const { words, chat } = turn;
    await turn.answer({
      ...say(words.hours.done(hoursOf(chat), words.days(chat.days), words.zone.name(chat.timeZone))),
      buttons: [[{ label: words.label.settings, action: 'caidat' }]],
    });
  },
};

/** Stores the typed hours and days, which makes the subscription active; false when they were not understood and that has been answered. */
export async function changeHours(turn: Turn, typed: string, verb: string): Promise<boolean> {
  const { words, chat } = turn;
  const read = readHours(typed);
  if (read.kind === 'impossible') {
    const choices = read.nearest.map((hour) => ({ label: hour, action: `${verb} ${hour}` }));
    await turn.answer(ask(words.hours.impossible(read.typed), choices, verb));
    return false;
  }
  if (read.kind === 'too-many') {
    await turn.answer(say(words.hours.tooMany(MOST_HOURS)));
    return false;
  }
  const days = readDays(read.kind === 'hours' ? read.rest : typed);
  if (read.kind === 'none' && days === undefined) {
    await turn.answer({ ...say(words.hours.notUnderstood), otherwise: verb });
    return false;
  }
  const hours =
    read.kind === 'hours'
      ? read.hours
      : chat.hours.length > 0
        ? chat.hours
        : [turn.house.settings.defaultHour];
  await turn.save({ hours, days: days ?? chat.days, state: 'active' }, { anew: true });
  return true;
}

/** Whether a text is about hours or days. */
export function namesHours(text: string): boolean {
  return text.length <= 60 && (readHours(text).kind !== 'none' || readDays(text) !== undefined);
}

import { block } from '../../news/message.ts';
import type { Answer, Choice, Turn } from '../turn.ts';
import { hoursOf, inRows } from './chosen.ts';

/** Hours that most people want; any other can be typed. */
const USUAL_HOURS = ['06:00', '07:00', '08:00', '12:00', '17:00', '20:00'];

/** When the digest comes, with the usual hours and days to pick. */
export function hourCard(turn: Turn): Answer {
  const { words, chat } = turn;
  const state =
    chat.hours.length === 0
      ? []
      : [block(words.hours.now(hoursOf(chat), words.days(chat.days), words.zone.name(chat.timeZone)))];
  const days: readonly Choice[] = [
    { label: words.days([1, 2, 3, 4, 5]), action: 'gio t2-t6' },
    { label: words.days([1, 2, 3, 4, 5, 6]), action: 'gio t2-t7' },
    { label: words.days([1, 2, 3, 4, 5, 6, 7]), action: 'gio t2-cn' },
  ];
  return {
    blocks: [{ lines: [[{ bold: [words.hours.title] }], [words.hours.ask]] }, ...state],
    buttons: [
      ...inRows(hourChoices(turn, 'gio'), 3),
      ...(chat.hours.length === 0 ? [] : [days]),
      [{ label: words.label.settings, action: 'caidat' }],
    ],
    otherwise: 'gio',
  };
}

/** A button for each usual hour. */
export function hourChoices(turn: Turn, verb: string): readonly Choice[] {
  return USUAL_HOURS.map((hour) => ({
    label: turn.chat.hours.includes(hour) ? `✅ ${hour}` : hour,
    action: `${verb} ${hour}`,
  }));
}

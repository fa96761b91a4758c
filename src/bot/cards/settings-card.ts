import type { Line } from '../../news/message.ts';
import { shortDay } from '../moment.ts';
import type { Answer, Turn } from '../turn.ts';
import { hoursOf, namesOf } from './chosen.ts';

/** Everything about this chat on one card. */
export function settingsCard(turn: Turn): Answer {
  const { words, chat } = turn;
  const say = words.settings;
  const lines: readonly (readonly [string, string])[] = [
    [say.state, stateOf(turn)],
    [say.topics, chat.topics.length === 0 ? say.allTopics : namesOf(turn, chat.topics)],
    [say.places, chat.places.length === 0 ? say.wholeCountry : namesOf(turn, chat.places)],
    [say.hours, chat.hours.length === 0 ? say.noHours : `${hoursOf(chat)}, ${words.days(chat.days)}`],
    [say.zone, words.zone.name(chat.timeZone)],
    [say.emptyDay, chat.emptyDay === 'say' ? say.emptyDaySay : say.emptyDaySilent],
    [say.language, say.languageName],
  ];
  const running = chat.state === 'active' && chat.activeSince <= turn.now;
  return {
    blocks: [
      {
        lines: [
          [{ bold: [say.title] }],
          ...lines.map(([name, value]): Line => [{ bold: [`${name}: `] }, value]),
        ],
      },
    ],
    buttons: [
      [
        { label: say.pickTopics, action: 'chude' },
        { label: say.pickPlaces, action: 'diaphuong' },
      ],
      [
        { label: say.pickHours, action: 'gio' },
        { label: say.pickZone, action: 'muigio' },
      ],
      [
        chat.emptyDay === 'say'
          ? { label: say.silentOnEmptyDays, action: 'caidat im' }
          : { label: say.sayOnEmptyDays, action: 'caidat bao' },
        { label: say.pickLanguage, action: 'ngonngu' },
      ],
      running
        ? [
            { label: say.pause, action: 'tamdung' },
            { label: say.stop, action: 'dung' },
          ]
        : [
            chat.hours.length === 0
              ? { label: say.begin, action: 'start' }
              : { label: say.resume, action: 'tieptuc' },
          ],
    ],
  };
}

function stateOf({ words, chat, now }: Turn): string {
  if (chat.state === 'active' && chat.activeSince > now) {
    return words.state.pausedUntil(shortDay(chat.activeSince, now, chat.timeZone));
  }
  return words.state[chat.state];
}

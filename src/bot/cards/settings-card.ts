import type { Line } from '../../news/message.ts';
import { shortDay } from '../moment.ts';
import type { Answer, Choice, Turn } from '../turn.ts';
import { hoursOf, namesOf } from './chosen.ts';

/** Everything about this chat on one card. */
export function settingsCard(turn: Turn): Answer {
  const { words, chat } = turn;
  const say = words.settings;
  const more = words.options;
  const lines: readonly (readonly [string, string])[] = [
    [say.state, stateOf(turn)],
    [say.topics, chat.topics.length === 0 ? say.allTopics : namesOf(turn, chat.topics)],
    [say.places, chat.places.length === 0 ? say.wholeCountry : namesOf(turn, chat.places)],
    [say.hours, chat.hours.length === 0 ? say.noHours : `${hoursOf(chat)}, ${words.days(chat.days)}`],
    [say.zone, words.zone.name(chat.timeZone)],
    [more.length, more[chat.length ?? 'usual']],
    [more.keywords, keywordsOf(turn)],
    [more.quiet, chat.quiet === undefined ? more.noQuiet : `${chat.quiet.from}–${chat.quiet.to}`],
    [more.holidays, holidaysOf(turn)],
    ...(chat.fewer === undefined || chat.fewer.length === 0
      ? []
      : [[more.fewer, namesOf(turn, chat.fewer)] as const]),
    [words.figures.pictures, chat.pictures === true ? words.figures.on : words.figures.off],
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
      lengths.map(([length, typed]) => ({
        label: (chat.length ?? 'usual') === length ? `✅ ${more[length]}` : more[length],
        action: `caidat ${typed}`,
      })),
      [
        { label: more.keywords, action: 'tukhoa' },
        { label: more.quiet, action: 'yenlang' },
      ],
      [nextHolidays(turn), ...(chat.fewer?.length ? [{ label: words.entry.undo, action: 'bot xoa' }] : [])],
      [
        chat.emptyDay === 'say'
          ? { label: say.silentOnEmptyDays, action: 'caidat im' }
          : { label: say.sayOnEmptyDays, action: 'caidat bao' },
        { label: say.pickLanguage, action: 'ngonngu' },
      ],
      [
        chat.pictures === true
          ? { label: words.figures.withoutPictures, action: 'caidat khong hinh' }
          : { label: words.figures.withPictures, action: 'caidat hinh' },
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

const lengths = [
  ['short', 'ngan'],
  ['usual', 'vua'],
  ['full', 'du'],
] as const;

function keywordsOf({ words: { options }, chat: { follows = [], events = [] } }: Turn): string {
  return follows.length + events.length === 0
    ? options.noKeywords
    : options.count(follows.length, events.length);
}

function holidaysOf({ words: { options }, chat }: Turn): string {
  if (chat.holidays === undefined) return options.holidaysTet;
  return chat.holidays === 'skip' ? options.holidaysSkip : options.holidaysKeep;
}

/** The three ways in turn, each tap the next one. */
function nextHolidays({ words: { options }, chat }: Turn): Choice {
  if (chat.holidays === undefined) return { label: options.toSkip, action: 'caidat le nghi' };
  return chat.holidays === 'skip'
    ? { label: options.toKeep, action: 'caidat le giu' }
    : { label: options.toTet, action: 'caidat le tet' };
}

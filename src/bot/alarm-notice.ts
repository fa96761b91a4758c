import { block, message, type Message } from '../news/message.ts';
import type { Alarm } from '../ports/watch.ts';
import { wordsOf } from './words/speak.ts';

/** What admins are told when something goes wrong, in the bot's own language. */
export function alarmNotice(alarms: readonly Alarm[]): Message {
  const words = wordsOf('vi').alarm;
  return message(block([{ bold: [words.title] }], ...alarms.map(sentenceOf)), words.next);

  function sentenceOf(alarm: Alarm): string {
    switch (alarm.kind) {
      case 'undelivered':
        return words.undelivered(clock(alarm.slot), alarm.count, alarm.total);
      case 'late':
        return words.late(clock(alarm.slot), alarm.open);
      case 'sources':
        return words.sources(alarm.failing, alarm.total);
      case 'no-articles':
        return words.noArticles(alarm.hours);
    }
  }
}

/** `2026-11-24T07:00` as "07:00 24/11". */
function clock(slot: string): string {
  const [, month = '', day = '', time = ''] = /^\d{4}-(\d\d)-(\d\d)T(\d\d:\d\d)/u.exec(slot) ?? [];
  return time === '' ? slot : `${time} ${day}/${month}`;
}

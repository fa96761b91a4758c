import type { TimeZone } from '../../news/time.ts';
import type { Command } from '../command.ts';
import { ask } from '../say.ts';
import type { Choice } from '../turn.ts';
import { readZone } from '../zones.ts';

const USUAL = ['Asia/Ho_Chi_Minh', 'Asia/Bangkok', 'Asia/Shanghai', 'Asia/Tokyo', 'Europe/Berlin'];

/** `/muigio`: the zone that digest hours are told in. */
export const muigio: Command = {
  name: 'muigio',
  aliases: ['timezone', 'tz'],
  spoken: ['múi giờ'],
  who: 'chat-admin',
  takes: (args) => readZone(args).kind === 'zone',
  expects: (_, text) => text.split(' ').length <= 3,
  async run(turn, args) {
    const { words, chat } = turn;
    if (args === '')
      return turn.answer(ask(words.zone.ask(words.zone.name(chat.timeZone)), choices(USUAL), 'muigio'));
    const read = readZone(args);
    if (read.kind === 'unknown') {
      return turn.answer(ask(words.zone.unknown(read.near.length > 0), choices(read.near), 'muigio'));
    }
    // Only an active chat begins anew: a paused one stays paused, whatever its zone.
    await turn.save({ timeZone: read.zone }, { anew: chat.activeSince <= turn.now });
    return turn.answer({
      ...ask(turn.words.zone.done(words.zone.name(read.zone)), [
        { label: words.label.settings, action: 'caidat' },
      ]),
    });
  },
};

function choices(zones: readonly TimeZone[]): readonly Choice[] {
  return zones.map((zone) => ({ label: zone.replaceAll('_', ' '), action: `muigio ${zone}` }));
}

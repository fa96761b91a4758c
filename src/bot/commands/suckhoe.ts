import { block } from '../../news/message.ts';
import type { Command } from '../command.ts';
import type { HealthFact } from '../house.ts';
import { fullMoment } from '../moment.ts';

const ICONS: Readonly<Record<HealthFact['state'], string>> = { ok: '✅', warn: '⚠️', bad: '⛔' };

/** `/suckhoe`: how the bot is doing. */
export const suckhoe: Command = {
  name: 'suckhoe',
  aliases: ['health', 'status'],
  spoken: ['sức khỏe', 'tình trạng'],
  who: 'admin',
  async run(turn) {
    const { words, house, chat } = turn;
    const [sources, chats, open, next, facts] = await Promise.all([
      house.sources.list(),
      house.chats.count(),
      house.ledger.openCount(),
      house.chats.nextSlotAt(),
      house.health?.() ?? [],
    ]);
    const on = sources.filter(({ source }) => source.enabled);
    const bad = on.filter(({ health }) => health.failures > 0 || health.suspended !== undefined);
    await turn.answer({
      blocks: [
        { lines: [[{ bold: [words.operations.health] }]] },
        block(
          words.operations.sources(sources.length, on.length, bad.length),
          words.operations.chats(chats.active, chats.total),
          words.operations.open(open),
          ...(next === undefined ? [] : [words.operations.nextSlot(fullMoment(next, chat.timeZone))]),
        ),
        ...(facts.length === 0
          ? []
          : [
              block(
                ...facts.map(
                  ({ part, state, detail }) => `${ICONS[state]} ${part}${detail ? `: ${detail}` : ''}`,
                ),
              ),
            ]),
      ],
    });
  },
};

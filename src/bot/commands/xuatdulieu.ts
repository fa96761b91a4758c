import type { Command } from '../command.ts';
import { say } from '../say.ts';

/** The ledger keeps no more. */
const DAYS = 30;
const MOST_DELIVERIES = 1_000;

/** `/xuatdulieu`: all that is stored about this chat, as a file. */
export const xuatdulieu: Command = {
  name: 'xuatdulieu',
  aliases: ['export', 'mydata'],
  spoken: ['xuất dữ liệu', 'dữ liệu của tôi'],
  who: 'chat-admin',
  cost: 'expensive',
  async run(turn) {
    const { words, house, chat, incoming, now } = turn;
    if (!turn.known) return turn.answer(say(words.data.nothing));
    const [deliveries, linkedWith] = await Promise.all([
      house.ledger.history(chat.key, MOST_DELIVERIES),
      house.links.other(incoming.chat),
    ]);
    const data = {
      exportedAt: new Date(now).toISOString(),
      chat,
      ...(linkedWith === undefined ? {} : { linkedWith }),
      deliveries: deliveries.map(({ slot, state, attempts, partsSent, updatedAt, reason }) => ({
        slot,
        state,
        attempts,
        partsSent,
        updatedAt: new Date(updatedAt).toISOString(),
        ...(reason === undefined ? {} : { reason }),
      })),
    };
    return turn.answer(
      {
        blocks: [
          { lines: [[{ bold: [words.data.title] }], [words.files.ownData(DAYS)]] },
          ...say(words.data.keeps).blocks,
        ],
        file: { name: 'du-lieu.json', mime: 'application/json', text: `${JSON.stringify(data, null, 1)}\n` },
      },
      { fresh: true },
    );
  },
};

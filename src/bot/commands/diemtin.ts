import type { Message } from '../../news/message.ts';
import type { Command } from '../command.ts';
import { say } from '../say.ts';
import type { Answer, Turn } from '../turn.ts';

/** `/diemtin`: the digest of now. */
export const diemtin: Command = {
  name: 'diemtin',
  aliases: ['digest', 'tin'],
  spoken: ['điểm tin', 'tin hôm nay', 'đọc tin', 'tin mới', 'có gì mới', 'hôm nay có gì mới'],
  who: 'anyone',
  cost: 'expensive',
  async run(turn) {
    await turn.answer((await digestNow(turn)) ?? say(turn.words.digest.none), { fresh: true });
  },
};

/** The digest this chat would get now; absent when there is no news for it. */
export async function digestNow(turn: Turn): Promise<Answer | undefined> {
  const { house, now, incoming } = turn;
  // A linked chat reads it here, wherever its digests go.
  const chat = { ...turn.chat, key: incoming.chat };
  const digest = await house.desk.digestNow(chat, now);
  if (digest.sections.length === 0) return undefined;
  return answerOf(house.renderDigest(digest, chat));
}

function answerOf({ blocks, buttons }: Message): Answer {
  return { blocks, ...(buttons ? { buttons } : {}) };
}

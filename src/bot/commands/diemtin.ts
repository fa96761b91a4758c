import type { Digest } from '../../news/digest.ts';
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

/** The digest this chat would get now, going on after the stories it has `before`; absent when there is no news for it. */
export async function digestNow(turn: Turn, before: readonly string[] = []): Promise<Answer | undefined> {
  const { house, now, incoming } = turn;
  // A linked chat reads it here, wherever its digests go.
  const chat = { ...turn.chat, key: incoming.chat };
  const digest = await house.desk.digestNow(chat, now, new Set(before));
  if (digest.sections.length === 0) return undefined;
  return digestAnswer(turn, { ...digest, first: before.length + 1 }, before);
}

/** A digest as an answer that remembers its stories by their numbers, after those shown `before`. */
export function digestAnswer(
  { house, chat, incoming }: Turn,
  digest: Digest,
  before: readonly string[] = [],
): Answer {
  const { blocks, buttons } = house.renderDigest(digest, { ...chat, key: incoming.chat });
  const shown = digest.sections.flatMap(({ entries }) => entries.map(({ story }) => story.id));
  return { blocks, ...(buttons ? { buttons } : {}), shown: [...before, ...shown] };
}

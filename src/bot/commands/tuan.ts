import type { Command } from '../command.ts';
import { say } from '../say.ts';
import type { Turn } from '../turn.ts';
import { digestAnswer } from './diemtin.ts';

/** `/tuan`: what the past week brought. */
export const tuan: Command = {
  name: 'tuan',
  aliases: ['week', 'recap'],
  spoken: ['tuần', 'tuần qua', 'tin tuần', 'tổng kết tuần'],
  who: 'anyone',
  cost: 'expensive',
  run: (turn) => lookBack(turn, 7),
};

/** `/thang`: the past month. */
export const thang: Command = {
  name: 'thang',
  aliases: ['month'],
  spoken: ['tháng qua', 'tin tháng', 'tổng kết tháng'],
  who: 'anyone',
  cost: 'expensive',
  run: (turn) => lookBack(turn, 30),
};

async function lookBack(turn: Turn, days: number): Promise<void> {
  const { house, now, words, incoming } = turn;
  const chat = { ...turn.chat, key: incoming.chat };
  const digest = await house.desk.recap(chat, days, now);
  if (digest.sections.length === 0) return turn.answer(say(words.recap.none), { fresh: true });
  return turn.answer(digestAnswer(turn, digest), { fresh: true });
}

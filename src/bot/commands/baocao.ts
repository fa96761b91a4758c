import { block, type Block } from '../../news/message.ts';
import type { SlotReport } from '../../ports/ledger.ts';
import type { Command } from '../command.ts';
import { say } from '../say.ts';
import type { Turn } from '../turn.ts';

const SLOTS = 5;

/** `/baocao`: what was delivered, to how many, what failed and why. */
export const baocao: Command = {
  name: 'baocao',
  aliases: ['report'],
  spoken: ['báo cáo'],
  who: 'admin',
  async run(turn) {
    const { words, house } = turn;
    const slots = await house.ledger.slots(SLOTS);
    if (slots.length === 0) return turn.answer(say(words.operations.reportEmpty));
    const reports = await Promise.all(slots.map((slot) => house.ledger.report(slot)));
    return turn.answer({
      blocks: [
        { lines: [[{ bold: [words.operations.report] }]] },
        ...reports.map((report) => reportBlock(turn, report)),
      ],
    });
  },
};

function reportBlock({ words }: Turn, { slot, counts, reasons }: SlotReport): Block {
  const names = ['sent', 'pending', 'sending', 'failed', 'unknown', 'skipped'] as const;
  const figures = names
    .filter((state) => (counts[state] ?? 0) > 0)
    .map((state) => `${words.operations.delivery[state]} ${counts[state]}`);
  const why = Object.entries(reasons)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 5)
    .map(([reason, count]) => `${reason} ${count}`);
  return block(
    `${slot.replace('T', ' ')}: ${figures.join(', ')}`,
    ...(why.length === 0 ? [] : [`${words.operations.reasons}: ${why.join('; ')}`]),
  );
}

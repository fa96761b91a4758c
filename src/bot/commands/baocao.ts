import type { Chat, ChatKey } from '../../news/chat.ts';
import type { DeliveryRecord } from '../../news/delivery.ts';
import { block, type Block } from '../../news/message.ts';
import type { SlotReport } from '../../ports/ledger.ts';
import type { Command } from '../command.ts';
import { fullMoment } from '../moment.ts';
import { say } from '../say.ts';
import type { Turn } from '../turn.ts';

const SLOTS = 5;
/** Slots of one chat that are shown: three weeks of a digest a day. */
const HISTORY = 20;
/** Doubtful deliveries that are named; the rest is counted. */
const NAMED = 10;

/** `/baocao`: what was delivered, to how many, what failed and why. `/baocao telegram:123`: why one chat did or did not get it. */
export const baocao: Command = {
  name: 'baocao',
  aliases: ['report'],
  spoken: ['báo cáo'],
  who: 'admin',
  takes: (args) => isChatKey(args.trim()),
  async run(turn, args) {
    const chat = args.trim();
    if (chat === '') return await reportSlots(turn);
    return isChatKey(chat)
      ? await reportChat(turn, chat)
      : await turn.answer(say(turn.words.operations.noSuchChat));
  },
};

async function reportSlots(turn: Turn): Promise<void> {
  const { words, house } = turn;
  const slots = await house.ledger.slots(SLOTS);
  if (slots.length === 0) return turn.answer(say(words.operations.reportEmpty));
  const [reports, doubtful] = await Promise.all([
    Promise.all(slots.map((slot) => house.ledger.report(slot))),
    house.ledger.doubtful(NAMED + 1),
  ]);
  return turn.answer({
    blocks: [
      { lines: [[{ bold: [words.operations.report] }]] },
      ...reports.map((report) => reportBlock(turn, report)),
      ...doubtfulBlocks(turn, doubtful),
      block(words.operations.reportHow),
    ],
  });
}

function reportBlock({ words }: Turn, { slot, counts, reasons }: SlotReport): Block {
  const names = ['sent', 'pending', 'sending', 'failed', 'unknown', 'skipped'] as const;
  const figures = names
    .filter((state) => (counts[state] ?? 0) > 0)
    .map((state) => `${words.operations.delivery[state]} ${counts[state]}`);
  const due = names.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const why = Object.entries(reasons)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 5)
    .map(([reason, count]) => `${reason} ${count}`);
  return block(
    `${slot.replace('T', ' ').replace('.alerts', ' 🔔')}: ${figures.join(', ')} (${words.operations.due(due)})`,
    ...(why.length === 0 ? [] : [`${words.operations.reasons}: ${why.join('; ')}`]),
  );
}

/** Names those of whom nobody knows whether it arrived: with the policy `loss` they are the price, and must be told. */
function doubtfulBlocks(
  { words }: Turn,
  doubtful: readonly { readonly chat: ChatKey; readonly slot: string }[],
): readonly Block[] {
  if (doubtful.length === 0) return [];
  const lines = doubtful
    .slice(0, NAMED)
    .map(({ chat, slot }) => `${slot.replace('T', ' ').replace('.alerts', ' 🔔')} ${chat}`);
  return [block(words.operations.doubtful, ...lines, ...(doubtful.length > NAMED ? ['…'] : []))];
}

/** What became of every digest of one chat, as far as it is kept. */
async function reportChat(turn: Turn, key: ChatKey): Promise<void> {
  const { words, house } = turn;
  const [chat, history] = await Promise.all([house.chats.get(key), house.ledger.history(key, HISTORY)]);
  await turn.note(`baocao ${key}`, 'done');
  if (chat === undefined && history.length === 0) return turn.answer(say(words.operations.noSuchChat));
  const state = chat?.state === 'gone' ? `gone (${chat.goneReason ?? ''})` : chat?.state;
  const lines = history.map((record) => historyLine(turn, record, chat));
  return turn.answer({
    blocks: [
      block([{ bold: [words.operations.historyOf(key)] }], ...(state === undefined ? [] : [state])),
      block(...(lines.length === 0 ? [words.operations.reportEmpty] : lines)),
    ],
  });
}

function historyLine({ words, chat: asker }: Turn, record: DeliveryRecord, chat: Chat | undefined): string {
  const { slot, state, attempts, reason, updatedAt } = record;
  const when = fullMoment(updatedAt, chat?.timeZone ?? asker.timeZone);
  const tries = attempts > 1 ? `, ${words.operations.attempts(attempts)}` : '';
  const why = reason === undefined ? '' : `, ${reason}`;
  return `${slot.replace('T', ' ').replace('.alerts', ' 🔔')}: ${words.operations.delivery[state]} ${when}${tries}${why}`;
}

function isChatKey(text: string): text is ChatKey {
  return /^(?:telegram:-?\d{1,20}|zalo:[0-9a-zA-Z]{1,64}|console:\w{1,32})$/u.test(text);
}

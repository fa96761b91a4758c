import type { Language } from '../../news/chat.ts';
import { block, message, type Message } from '../../news/message.ts';
import type { Command } from '../command.ts';
import { confirmChoice, readConfirmed } from '../confirm.ts';
import { say } from '../say.ts';
import type { Turn } from '../turn.ts';
import { cleanTyped, saysTheSame } from '../typed.ts';
import { wordsOf } from '../words/speak.ts';

/** Fits into one message on every platform. */
const TEXT_LIMIT = 1_500;
/** Between the confirmation and the first send. */
const UNDO_SECONDS = 30;

/** `/thongbao <text>`: an announcement to all active chats, previewed, confirmed, and stopped with `/thongbao dung`. */
export const thongbao: Command = {
  name: 'thongbao',
  aliases: ['broadcast', 'announce'],
  spoken: ['thông báo'],
  who: 'admin',
  async run(turn, args) {
    const { words } = turn;
    if (args === 'thoi') return turn.answer(say(words.cancelled));
    if (['dừng', 'stop', 'dừng gửi'].some((each) => saysTheSame(args, each))) return halt(turn);
    const confirmed = await readConfirmed(turn, 'thongbao', args);
    if (confirmed?.kind === 'yes') return begin(turn, linesOfKept(confirmed.what));
    if (confirmed) return turn.answer(say(words.expired));
    if (args === '') return answerProgress(turn);
    return preview(turn);
  },
};

async function preview(turn: Turn): Promise<void> {
  const { words, house, incoming, chat } = turn;
  const lines = linesTyped(incoming.text);
  if (lines.join('\n').length > TEXT_LIMIT) return turn.answer(say(words.broadcast.tooLong(TEXT_LIMIT)));
  if ((await house.broadcasts.current()) !== undefined) return turn.answer(say(words.broadcast.running));
  const { active } = await house.chats.count();
  if (active === 0) return turn.answer(say(words.broadcast.nobody));
  return turn.answer({
    blocks: [
      ...say(words.broadcast.preview).blocks,
      ...announcement(lines, chat.language).blocks,
      ...say(words.broadcast.askSend(active, UNDO_SECONDS)).blocks,
    ],
    buttons: [
      [
        confirmChoice(turn, 'thongbao', JSON.stringify(lines), words.broadcast.send),
        { label: words.label.cancel, action: 'thongbao thoi' },
      ],
    ],
  });
}

async function begin(turn: Turn, lines: readonly string[]): Promise<void> {
  const { words, house, now, incoming } = turn;
  // There is one at a time, and none is shorter than its undo window: its second names it.
  const slot = `${new Date(now).toISOString().slice(0, 19)}.tb`;
  const begun = await house.broadcasts.begin({
    slot,
    tell: incoming.chat,
    messages: { vi: announcement(lines, 'vi'), en: announcement(lines, 'en') },
    startsAt: now + UNDO_SECONDS * 1000,
  });
  if (!begun) return turn.answer(say(words.broadcast.running));
  await turn.note(`thongbao ${slot} ${lines.join(' ').slice(0, 100)}`, 'done');
  return turn.answer({
    ...say(words.broadcast.begun(UNDO_SECONDS)),
    buttons: [[{ label: words.broadcast.stop, action: 'thongbao dung' }]],
  });
}

async function halt(turn: Turn): Promise<void> {
  const { words, house } = turn;
  const current = await house.broadcasts.current();
  if (current === undefined || !(await house.broadcasts.halt()))
    return turn.answer(say(words.broadcast.nothingToStop));
  const { counts } = await house.ledger.report(current.slot);
  await turn.note(`thongbao dung ${current.slot}`, 'done');
  return turn.answer(say(words.broadcast.stopped(counts.sent ?? 0)));
}

async function answerProgress(turn: Turn): Promise<void> {
  const { words, house } = turn;
  const current = await house.broadcasts.current();
  if (current === undefined) return turn.answer(say(words.broadcast.ask));
  const { counts } = await house.ledger.report(current.slot);
  const { sent = 0, pending = 0, sending = 0, failed = 0, unknown = 0 } = counts;
  return turn.answer({
    ...say(words.broadcast.progress(sent, pending + sending, failed + unknown)),
    buttons: [[{ label: words.broadcast.stop, action: 'thongbao dung' }]],
  });
}

function announcement(lines: readonly string[], language: Language): Message {
  const words = wordsOf(language);
  return message(
    { lines: [[{ bold: [words.broadcast.title] }], ...lines.map((line) => [line])] },
    block(words.broadcast.foot),
  );
}

/** What was typed after the command, with its line ends: everything else in this house is one line. */
function linesTyped(text: string): readonly string[] {
  const said = text
    .normalize('NFC')
    .replace(/^\s*\/?\s*(?:thongbao|broadcast|announce|thông báo|thong bao)(?:@\w+)?\s*/iu, '');
  const lines = said.slice(0, 4 * TEXT_LIMIT).split(/\r\n|[\n\r\u2028\u2029]/u);
  const clean = lines.map((line) => cleanTyped(line, 2 * TEXT_LIMIT));
  return clean.filter((line, at) => line !== '' || (at > 0 && clean[at - 1] !== ''));
}

/** What we wrote into our own memory a minute ago; nobody else can write there. */
function linesOfKept(text: string): readonly string[] {
  return JSON.parse(text) as readonly string[];
}

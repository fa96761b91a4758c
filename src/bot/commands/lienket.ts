import { randomInt } from 'node:crypto';
import { block } from '../../news/message.ts';
import { parseChatKey, type Chat, type ChatKey, type Platform } from '../../news/chat.ts';
import type { Slot } from '../../news/digest.ts';
import type { Command } from '../command.ts';
import type { House } from '../house.ts';
import { backAgain } from '../membership.ts';
import { say } from '../say.ts';
import { openTurn, type Turn } from '../turn.ts';
import { squeeze } from '../typed.ts';

/** Without letters and digits that look alike: 31^8 codes, of which a handful are good at a time. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const CODE_LENGTH = 8;
const MINUTES = 10;
/** Codes made, and codes tried, by one chat in ten minutes. */
const MOST_CODES = 5;
const MOST_TRIES = 5;

const NAMES: Readonly<Record<Platform, string>> = { telegram: 'Telegram', zalo: 'Zalo', console: 'Console' };

/** `/lienket`: one subscription on Telegram and Zalo. A code joins them, `telegram` or `zalo` says where digests come, `bo` undoes it. */
export const lienket: Command = {
  name: 'lienket',
  aliases: ['link', 'connect'],
  spoken: ['liên kết'],
  who: 'chat-admin',
  takes: (args) => isCode(args) || /^(?:telegram|zalo|bo|bỏ)$/iu.test(args),
  async run(turn, args) {
    const { words, incoming, house } = turn;
    if (incoming.kind !== 'private') return turn.answer(say(words.link.privateOnly));
    const wish = squeeze(args);
    const other = await house.links.other(incoming.chat);
    if (wish === 'bo' || wish === 'undo' || wish === 'unlink') return undo(turn);
    if (wish === 'telegram' || wish === 'zalo')
      return other === undefined ? turn.answer(say(words.link.notLinked)) : deliverOn(turn, other, wish);
    if (args !== '') return redeem(turn, wish);
    return other === undefined ? offer(turn) : turn.answer(card(turn, other));
  },
};

function isCode(args: string): boolean {
  return args.length <= 20 && squeeze(args).length === CODE_LENGTH && /\d/u.test(args);
}

/** A code with a digit in it, so that no word is ever taken for one. */
function newCode(): string {
  for (;;) {
    const code = Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    if (/\d/.test(code) && /[a-z]/.test(code)) return code;
  }
}

async function offer(turn: Turn): Promise<void> {
  const { words, house, incoming } = turn;
  if (!(await house.dialogue.allow(incoming.chat, 'link-codes', MOST_CODES, MINUTES * 60)))
    return turn.answer(say(words.link.tooMany));
  const code = newCode();
  await house.links.offer(incoming.chat, code);
  const typed = `${code.slice(0, 4)}-${code.slice(4)}`.toUpperCase();
  const { platform } = parseChatKey(incoming.chat);
  const there = platform === 'console' ? words.link.which : NAMES[platform === 'zalo' ? 'telegram' : 'zalo'];
  return turn.answer({
    blocks: [
      { lines: [[{ bold: [words.link.title] }], [words.link.intro(there)]] },
      block(words.link.typed(typed, MINUTES)),
    ],
  });
}

async function redeem(turn: Turn, code: string): Promise<void> {
  const { words, house, incoming } = turn;
  // Counted before looking: whoever guesses runs out of tries, not of codes.
  if (!(await house.dialogue.allow(incoming.chat, 'link-tries', MOST_TRIES, MINUTES * 60)))
    return turn.answer(say(words.link.tooMany));
  const home = code.length === CODE_LENGTH ? await house.links.redeem(code) : undefined;
  if (home === undefined) return turn.answer(say(words.link.wrongCode));
  if (parseChatKey(home).platform === parseChatKey(incoming.chat).platform)
    return turn.answer(say(words.link.samePlatform));
  const taken = await Promise.all([house.links.other(home), house.links.other(incoming.chat)]);
  if (taken.some((other) => other !== undefined)) return turn.answer(say(words.link.linkedAlready));
  await house.links.join(home, incoming.chat);
  const joined = await openTurn(house, incoming);
  const shown = card(joined, home);
  return joined.answer({
    ...shown,
    blocks: [...say(joined.words.link.linked(nameOf(home))).blocks, ...shown.blocks],
  });
}

async function deliverOn(turn: Turn, other: ChatKey, platform: Platform): Promise<void> {
  const { house, incoming, chat } = turn;
  const wanted = [incoming.chat, other].find((key) => parseChatKey(key).platform === platform);
  if (wanted !== undefined && wanted !== chat.key)
    await house.links.rehome(chat.key, wanted, nextSlotOf(house), turn.now);
  const moved = await openTurn(house, incoming);
  // Whoever has blocked one platform and asks on the other is not gone any more.
  if (moved.chat.state === 'gone') await moved.save(backAgain(moved));
  return moved.answer({
    ...say(moved.words.link.moved(NAMES[platform])),
    buttons: [[{ label: moved.words.label.settings, action: 'caidat' }]],
  });
}

async function undo(turn: Turn): Promise<void> {
  const { words, house, incoming } = turn;
  const home = await house.links.part(incoming.chat);
  return turn.answer(say(home === undefined ? words.link.notLinked : words.link.undone(nameOf(home))));
}

function card(turn: Turn, other: ChatKey): Parameters<Turn['answer']>[0] {
  const { words, chat } = turn;
  const { platform } = parseChatKey(chat.key);
  const choices = (['telegram', 'zalo'] as const).filter((each) => each !== platform);
  return {
    blocks: [
      {
        lines: [[{ bold: [words.link.title] }], [words.link.state(NAMES[platform], nameOf(other))]],
      },
    ],
    buttons: [
      [
        ...choices.map((each) => ({ label: words.link.moveTo(NAMES[each]), action: `lienket ${each}` })),
        { label: words.link.undo, action: 'lienket bo' },
      ],
    ],
  };
}

/** The slot a moved subscription waits for: one that has just passed and was not sent is still wanted. */
function nextSlotOf({ clock, settings, slotAfter }: House): (chat: Chat) => Slot | undefined {
  return (chat) => {
    const lookBack = clock.now() - (settings.lateLimitMs ?? 0);
    return chat.state === 'active' ? slotAfter(chat, Math.max(chat.activeSince, lookBack)) : undefined;
  };
}

function nameOf(chat: ChatKey): string {
  return NAMES[parseChatKey(chat).platform];
}

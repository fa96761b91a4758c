import { parseChatKey } from '../news/chat.ts';
import type { Incoming, LookUp, SentFile } from '../ports/channel.ts';
import type { OpenQuestion } from '../ports/dialogue.ts';
import { offerImport } from './commands/opml.ts';
import { answerSearch } from './commands/tim.ts';
import type { Command } from './command.ts';
import { commands } from './commands.ts';
import type { House } from './house.ts';
import { lookUp } from './look-up.ts';
import { backAgain, isBackOrNewDay, noteMembership } from './membership.ts';
import { hear, hearAction, type Heard } from './parse.ts';
import { createDoor, usualRates, type Cost } from './rates.ts';
import { ask, say } from './say.ts';
import { openTurn, type Turn } from './turn.ts';
import { cleanTyped, TYPED_LIMIT } from './typed.ts';
import { wordsOf } from './words/speak.ts';

/** An address cut short would be another address. */
const ADDRESS_LIMIT = 1_500;

export interface Conversation {
  /** Answers one message, tap or change of membership. Never throws: what goes wrong is logged and politely told. */
  receive(incoming: Incoming): Promise<void>;
  /** Answers a question asked from within another chat. Never throws. */
  lookUp: LookUp;
}

/** The conversation, free of platforms. Constructing starts nothing. */
export function createConversation(house: House): Conversation {
  const door = createDoor(house.dialogue, house.clock, house.settings.rates ?? usualRates);

  async function answer(incoming: Incoming): Promise<void> {
    if (await noteMembership(house, incoming)) return;
    if (incoming.file !== undefined) return answerFile(incoming, incoming.file);
    const text = cleanTyped(incoming.text, incoming.text.includes('://') ? ADDRESS_LIMIT : TYPED_LIMIT);
    if (text === '' || !isForUs(incoming, text)) return;

    const plain = incoming.pressed === undefined && !text.startsWith('/');
    const question = plain ? await house.dialogue.recall(incoming.chat) : undefined;
    const heard = understand(incoming, text, question);
    const admission = await door.admit(incoming.chat, costOf(incoming, heard));
    if (admission !== 'come-in') return turnAway(house, incoming, admission === 'wait');

    const turn = await openTurn(house, incoming);
    if (turn.known && isBackOrNewDay(turn))
      await turn.save(turn.chat.state === 'gone' ? backAgain(turn) : {});
    await act(turn, heard);
  }

  /** Files are for admins; what lies in one is looked at for nobody else. */
  async function answerFile(incoming: Incoming, file: SentFile): Promise<void> {
    const admission = await door.admit(incoming.chat, 'expensive');
    if (admission !== 'come-in') return turnAway(house, incoming, admission === 'wait');
    const turn = await openTurn(house, incoming);
    if (await turn.isAdmin()) return offerImport(turn, file);
    return turn.answer(say(turn.words.operations.onlyText), { keepQuestion: true });
  }

  return {
    async lookUp(question) {
      try {
        return await lookUp(house, question);
      } catch (error) {
        house.log.error('look-up-failed', { platform: parseChatKey(question.asker).platform, error });
        return { found: [], more: false, startLabel: wordsOf('vi').inline.start };
      }
    },
    async receive(incoming) {
      try {
        await answer(incoming);
      } catch (error) {
        house.log.error('conversation-failed', { platform: parseChatKey(incoming.chat).platform, error });
        await apologise(house, incoming);
      }
    },
  };
}

/** What a message asks of us; a row of numbers asks several things. */
type Asked =
  | Heard
  | { readonly kind: 'choices'; readonly actions: readonly string[] }
  | { readonly kind: 'no-choice'; readonly most: number }
  | { readonly kind: 'answer'; readonly text: string; readonly otherwise: string; readonly most: number };

function understand(incoming: Incoming, text: string, question: OpenQuestion | undefined): Asked {
  if (incoming.pressed) return hearAction(text, commands);
  const actions = question?.actions ?? [];
  if (/^\d{1,2}(?:[\s,;]+\d{1,2})*[.)]?$/u.test(text)) {
    const numbers = (text.match(/\d+/gu) ?? []).map(Number);
    const chosen = numbers.map((number) => actions[number - 1]).filter((action) => action !== undefined);
    if (chosen.length === numbers.length) return { kind: 'choices', actions: chosen };
    if (question?.otherwise === undefined) return { kind: 'no-choice', most: actions.length };
  }
  const heard = hear(text, commands);
  if (heard.kind === 'text' && question?.otherwise !== undefined) {
    return { kind: 'answer', text, otherwise: question.otherwise, most: actions.length };
  }
  return heard;
}

/** In a channel everything is a post for its readers, and only a command speaks to us. */
function isForUs({ kind, pressed }: Incoming, text: string): boolean {
  return kind !== 'channel' || pressed !== undefined || text.startsWith('/');
}

function costOf({ pressed }: Incoming, heard: Asked): Cost {
  if (pressed || heard.kind === 'choices' || heard.kind === 'no-choice') return 'press';
  if (heard.kind === 'text') return 'query';
  return heard.kind === 'command' ? (heard.command.cost ?? 'command') : 'command';
}

async function act(turn: Turn, asked: Asked): Promise<void> {
  switch (asked.kind) {
    case 'command':
      return run(turn, asked.command, asked.args);
    case 'text':
      return answerSearch(turn, asked.text, 0);
    case 'answer': {
      const meant = hearAction(`${asked.otherwise} ${asked.text}`, commands);
      const fits = meant.kind === 'command' && (meant.command.expects?.(turn, meant.args) ?? true);
      if (fits) return run(turn, meant.command, meant.args);
      if (/^\d+$/u.test(asked.text)) return act(turn, { kind: 'no-choice', most: asked.most });
      return answerSearch(turn, asked.text, 0);
    }
    case 'choices': {
      for (const [at, action] of asked.actions.entries()) {
        const last = at === asked.actions.length - 1;
        await act(last ? turn : turn.muted(), hearAction(action, commands));
      }
      return undefined;
    }
    case 'no-choice':
      return turn.answer(
        say(asked.most === 0 ? turn.words.nothingAsked : turn.words.notANumber(asked.most)),
        { keepQuestion: true },
      );
    case 'unknown':
      return offerCommands(turn, asked.near, asked.args);
  }
}

/** Whoever asks is checked at every action: a button proves nothing. */
async function run(turn: Turn, command: Command, args: string): Promise<void> {
  const { words, incoming } = turn;
  if (command.who === 'admin' && !(await turn.isAdmin())) {
    await turn.acknowledge();
    await turn.note(command.name, 'refused');
    return turn.answer(say(words.refused), { fresh: true });
  }
  if (command.who === 'chat-admin' && incoming.kind !== 'private' && !(await incoming.isChatAdmin())) {
    if (incoming.pressed) return turn.acknowledge(words.chatAdminsOnly);
    return turn.answer(say(words.chatAdminsOnly), { fresh: true, keepQuestion: true });
  }
  await turn.acknowledge();
  return command.run(turn, args);
}

async function offerCommands(turn: Turn, near: readonly Command[], args: string): Promise<void> {
  await turn.acknowledge();
  const { words, incoming } = turn;
  // In a group the command may be another bot's.
  if (incoming.kind !== 'private') return;
  const isAdmin = await turn.isAdmin();
  const offered = near.filter((each) => each.who !== 'admin' || isAdmin).slice(0, 3);
  const choices = offered.map(({ name }) => ({
    label: `/${name} ${args}`.trim(),
    action: `${name} ${args}`.trim(),
  }));
  await turn.answer(ask(words.unknownCommand(offered.length > 0), choices));
}

async function turnAway(house: House, incoming: Incoming, aloud: boolean): Promise<void> {
  if (!aloud) return incoming.pressed?.acknowledge();
  const chat = await house.chats.get(incoming.chat);
  const words = wordsOf(chat?.language ?? 'vi');
  if (incoming.pressed) return incoming.pressed.acknowledge(words.wait);
  await incoming.reply({ blocks: say(words.wait).blocks });
}

/** Says that it did not work, in a language that needs no store to be known. */
async function apologise(house: House, incoming: Incoming): Promise<void> {
  if (incoming.membership !== undefined || incoming.movedTo !== undefined) return;
  try {
    const words = wordsOf('vi');
    await incoming.pressed?.acknowledge(words.trouble.slice(0, 200));
    await incoming.reply({ blocks: say(words.trouble).blocks });
  } catch (error) {
    house.log.error('apology-failed', { platform: parseChatKey(incoming.chat).platform, error });
  }
}

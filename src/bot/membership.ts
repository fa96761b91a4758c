import type { Chat } from '../news/chat.ts';
import type { Incoming } from '../ports/channel.ts';
import type { House } from './house.ts';
import { dayIn } from './moment.ts';
import { openTurn, type Turn } from './turn.ts';

/** Takes note of chats that go, come back or move; true when the message was about that and nothing else. */
export async function noteMembership(house: House, incoming: Incoming): Promise<boolean> {
  if (incoming.movedTo !== undefined) {
    await house.chats.move(incoming.chat, incoming.movedTo);
    return true;
  }
  if (incoming.membership === undefined) return false;
  const turn = await openTurn(house, incoming);
  if (incoming.membership === 'gone') await noteGone(turn);
  else await noteBack(turn);
  return true;
}

/** What changes when a chat that was given up shows a sign of life. */
export function backAgain({ chat, now }: Turn): Partial<Chat> {
  return { state: chat.hours.length === 0 ? 'setup' : 'active', activeSince: now };
}

/** Whether the chat's entry should be renewed although it asked for no change: it is back, or this is its first word today. */
export function isBackOrNewDay({ chat, now, incoming }: Turn): boolean {
  // Only the chat that went can come back; its linked one speaks for itself.
  if (chat.state === 'gone') return chat.key === incoming.chat;
  return chat.seenOn !== dayIn(now, chat.timeZone);
}

async function noteGone(turn: Turn): Promise<void> {
  const { chat } = turn;
  // A linked chat that goes takes nothing from the one the digests go to.
  if (chat.key !== turn.incoming.chat) return;
  // A chat that stopped by itself gets nothing anyway; that it stopped is worth remembering.
  if (!turn.known || chat.state === 'stopped') return;
  await turn.save({ state: 'gone', goneReason: chat.kind === 'private' ? 'blocked' : 'kicked' });
}

async function noteBack(turn: Turn): Promise<void> {
  if (turn.known) {
    if (turn.chat.state === 'gone' && turn.chat.key === turn.incoming.chat) await turn.save(backAgain(turn));
    return;
  }
  if (turn.chat.kind !== 'group') return;
  await turn.answer({
    blocks: [{ lines: [[turn.words.start.groupHello]] }],
    buttons: [[{ label: '/start', action: 'start' }]],
  });
}

import { randomInt } from 'node:crypto';
import type { Choice, Turn } from './turn.ts';

/** How long a confirmation stays open. */
const OPEN_MS = 60_000;

/**
 * A button that confirms something weighty. What is confirmed stays in our memory of this chat, the button only
 * carries a mark: so it works for whoever asked, for a minute, once.
 */
export function confirmChoice(turn: Turn, verb: string, what: string, label: string): Choice {
  const action = `${verb} ok:${lettersOf(turn.now)}-${lettersOf(randomInt(26, 26 ** 3))}`;
  return { label, action, kept: `${action} ${asker(turn)} ${what}` };
}

export type Confirmed = { readonly kind: 'yes'; readonly what: string } | { readonly kind: 'expired' };

/** Whether the arguments of a command confirm an earlier question; absent when they are no confirmation at all. */
export async function readConfirmed(turn: Turn, verb: string, args: string): Promise<Confirmed | undefined> {
  const [, mark, moment] = /^ok:(([a-z]{1,12})-[a-z]{1,3})(?: |$)/u.exec(args) ?? [];
  if (mark === undefined || moment === undefined) return undefined;
  const since = numberOf(moment);
  const { dialogue } = turn.house;
  const action = `${verb} ok:${mark}`;
  const question = await dialogue.recall(turn.incoming.chat);
  const asked = `${action} ${asker(turn)} `;
  const kept = question?.actions.find((each) => each.startsWith(asked));
  const fresh = turn.now - since <= OPEN_MS && turn.now >= since;
  if (kept === undefined || !fresh) return { kind: 'expired' };
  // Two taps at the same moment: only one of them is the first.
  if (!(await dialogue.allow(turn.incoming.chat, `ok-${verb}-${mark}`, 1, 120))) return { kind: 'expired' };
  await dialogue.clear(turn.incoming.chat);
  return { kind: 'yes', what: kept.slice(asked.length) };
}

/** Anonymous admins of a group and posts of a channel have no id of their own: there the chat itself asks. */
function asker({ incoming }: Turn): string {
  return incoming.sender ?? incoming.chat;
}

/** A moment in letters only, because names of things counted have no digits. */
function lettersOf(moment: number): string {
  return moment > 0 ? lettersOf(Math.floor(moment / 26)) + String.fromCodePoint(97 + (moment % 26)) : '';
}

function numberOf(letters: string): number {
  return Array.from(letters).reduce((sum, letter) => sum * 26 + (letter.codePointAt(0) ?? 97) - 97, 0);
}

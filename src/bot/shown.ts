import type { Turn } from './turn.ts';

/** The stories that somebody speaks of by number, and which of them. */
export interface Pointed {
  /** In the order of their numbers. */
  readonly ids: readonly string[];
  /** From 1; absent when none was named. */
  readonly number?: number;
  /** The number as it was named leads to no story. */
  readonly outside: boolean;
}

/** Whether words after a command point at a story: a number, the slot of a digest, or both. */
export function isPointing(args: string): boolean {
  return /^(?:@[\w:+.-]{1,40}|\d{1,2}|@[\w:+.-]{1,40} \d{1,2})$/u.test(args);
}

/** What "2" or `@2026-11-24T07:00 2` points at: in the digest of that slot, else (or with `@now`) in the one shown last, else in the last one delivered. */
export async function pointedAt(turn: Turn, args: string): Promise<Pointed> {
  const [, slot, typed] = /^(?:@(\S+))? ?(\d{1,2})?$/u.exec(args) ?? [];
  const ids = await idsOf(turn, slot === 'now' ? undefined : slot);
  const only = ids.length === 1 ? 1 : undefined;
  const number = typed === undefined ? only : Number(typed);
  const outside = number !== undefined && (number < 1 || number > ids.length);
  return { ids, outside, ...(number === undefined ? {} : { number }) };
}

async function idsOf({ house, incoming, chat }: Turn, slot: string | undefined): Promise<readonly string[]> {
  const question = slot === undefined ? await house.dialogue.recall(incoming.chat) : undefined;
  if (question?.shown !== undefined && question.shown.length > 0) return question.shown;
  const here = await house.ledger.tellings(incoming.chat, slot);
  return here.length > 0 || chat.key === incoming.chat ? here : house.ledger.tellings(chat.key, slot);
}

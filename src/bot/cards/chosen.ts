import { parseChatKey, type Chat } from '../../news/chat.ts';
import type { Choice, Turn } from '../turn.ts';

/** Names of topics or places, joined; some names have commas in them. */
export function namesOf(turn: Turn, ids: readonly string[]): string {
  return ids.map((id) => turn.house.vocabulary.name(id, turn.chat.language)).join(' · ');
}

/** "07:00, 17:00". */
export function hoursOf(chat: Chat): string {
  return chat.hours.join(', ');
}

/** Puts buttons into rows of `width`. */
export function inRows<T>(choices: readonly T[], width: number): readonly (readonly T[])[] {
  const rows: T[][] = [];
  for (let at = 0; at < choices.length; at += width) rows.push(choices.slice(at, at + width));
  return rows;
}

/** How to choose, where there are no buttons to tap. */
export function byNumber({ incoming, words }: Turn): readonly string[] {
  return parseChatKey(incoming.chat).platform === 'zalo' ? [words.state.byNumber] : [];
}

/** Where to go from a card: to the hour as long as there is none, to the settings otherwise. */
export function onwards({ chat, words }: Turn): Choice {
  return chat.hours.length === 0
    ? { label: words.settings.pickHours, action: 'gio' }
    : { label: words.label.settings, action: 'caidat' };
}

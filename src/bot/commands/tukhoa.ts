import { keywordCard } from '../cards/keyword-card.ts';
import type { Command } from '../command.ts';
import { findKeyword, MOST_ALERTS } from '../keywords.ts';
import { foldTyped } from '../typed.ts';

/** `/tukhoa`: what this chat follows; `/tukhoa toi da 5`: no more alerts a day than that. */
export const tukhoa: Command = {
  name: 'tukhoa',
  aliases: ['keywords', 'alerts'],
  spoken: ['từ khóa', 'từ khóa của tôi', 'đang theo dõi'],
  who: 'chat-admin',
  takes: (args) => LIMIT.test(foldTyped(args)),
  async run(turn, args) {
    const { chat } = turn;
    const limit = LIMIT.exec(foldTyped(args))?.[1];
    if (limit !== undefined) await turn.save({ mostAlerts: Math.min(Number(limit), MOST_ALERTS) });
    const [, when, ref] = /^(now|digest) (.+)$/u.exec(args) ?? [];
    const follow = ref === undefined ? undefined : findKeyword(chat.follows ?? [], ref);
    if (follow && (when === 'now' || when === 'digest')) {
      await turn.save({
        follows: chat.follows?.map((each) => (each === follow ? { ...each, when } : each)) ?? [],
      });
    }
    return turn.answer(await keywordCard(turn));
  },
};

/** Zero means: everything in the digest. */
const LIMIT = /^(?:toi da|nhieu nhat|max|at most) (\d{1,3})\b/u;

import { block, type Block } from '../../news/message.ts';
import { usualAlerts } from '../../news/chat.ts';
import type { Follow } from '../../news/chat.ts';
import { keywordRef } from '../keywords.ts';
import type { Answer, Choice, Turn } from '../turn.ts';

const LIMITS = [3, 10, 30];

/** Keywords and events of this chat, each with a button to drop it or to change when its news comes. */
export async function keywordCard(turn: Turn): Promise<Answer> {
  const { words, chat, house } = turn;
  const say = words.follow;
  const follows = chat.follows ?? [];
  const events = await house.desk.stories(chat.events ?? []);
  const add = { label: say.add, action: 'theodoi' };
  const settings = { label: words.label.settings, action: 'caidat' };
  if (follows.length === 0 && events.length === 0) {
    return { blocks: [block(say.none)], buttons: [[add, settings]] };
  }
  const most = chat.mostAlerts ?? usualAlerts;
  const blocks: Block[] = [];
  if (follows.length > 0) {
    blocks.push({
      lines: [
        [{ bold: [say.title] }],
        ...follows.map(({ query, when }) => [`• ${query} · ${when === 'now' ? say.now : say.digest}`]),
      ],
    });
    blocks.push(block(say.limit(most)));
  }
  if (events.length > 0) {
    blocks.push({
      lines: [[{ bold: [words.event.title] }], ...events.map(({ title }) => [`• ${title}`])],
    });
  }
  const limits = LIMITS.map((each) => ({
    label: each === most ? `✅ ${say.atMost(each)}` : say.atMost(each),
    action: `tukhoa max ${each}`,
  }));
  return {
    blocks,
    buttons: [
      ...follows.map((follow) => keywordRow(turn, follow)),
      ...(chat.events ?? [])
        .filter((id) => events.some((story) => story.id === id))
        .map((id) => [dropEvent(id, events.find((story) => story.id === id)?.title ?? id)]),
      ...(follows.length > 0 ? [limits] : []),
      [add, settings],
    ],
  };
}

function keywordRow({ words }: Turn, { query, when }: Follow): readonly Choice[] {
  const ref = keywordRef(query);
  const change =
    when === 'now'
      ? { label: `${words.follow.toDigest} ${short(query)}`, action: `tukhoa digest ${ref}` }
      : { label: `${words.follow.toNow} ${short(query)}`, action: `tukhoa now ${ref}` };
  return [{ label: `✖ ${short(query)}`, action: `botheodoi ${ref}` }, change];
}

/** A button that drops a followed event. */
export function dropEvent(id: string, title: string): Choice {
  return { label: `✖ ${short(title)}`, action: `botheodoi =${id}` };
}

/** A label of a few words. */
export function short(text: string, most = 32): string {
  const letters = Array.from(text);
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}

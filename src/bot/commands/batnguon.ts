import type { Command } from '../command.ts';
import { sourceCard } from '../cards/source-card.ts';
import { say } from '../say.ts';
import { findSource } from '../source-lookup.ts';
import type { Turn } from '../turn.ts';

/** `/batnguon <id>`: read a source again. */
export const batnguon: Command = {
  name: 'batnguon',
  aliases: ['enablesource'],
  spoken: ['bật nguồn'],
  who: 'admin',
  takes: (args) => /^[\w~-]+$/u.test(args),
  run: (turn, args) => switchSource(turn, args, true),
};

/** `/tatnguon <id>`: leave a source unread. */
export const tatnguon: Command = {
  name: 'tatnguon',
  aliases: ['disablesource'],
  spoken: ['tắt nguồn'],
  who: 'admin',
  takes: (args) => /^[\w~-]+$/u.test(args),
  run: (turn, args) => switchSource(turn, args, false),
};

async function switchSource(turn: Turn, args: string, enabled: boolean): Promise<void> {
  const { words, house } = turn;
  const verb = enabled ? 'batnguon' : 'tatnguon';
  const entry = await findSource(turn, args, verb);
  if (!entry) return;
  const { id, name } = entry.source;
  await house.sources.setEnabled(id, enabled);
  await turn.note(`${verb} ${id}`, 'done');
  const card = sourceCard(turn, { ...entry, source: { ...entry.source, enabled } });
  const done = enabled ? words.sources.enabled(name) : words.sources.disabled(name);
  await turn.answer({ ...card, blocks: [...say(done).blocks, ...card.blocks] });
}

import type { SourceHealth } from '../../news/source.ts';
import type { Instant } from '../../news/time.ts';
import type { Command } from '../command.ts';
import { sourceCard } from '../cards/source-card.ts';
import { say } from '../say.ts';
import { findSource } from '../source-lookup.ts';
import type { Turn } from '../turn.ts';

/** `/batnguon <id>`: read a source again, and now if it was suspended. */
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
  const health = enabled ? awake(entry.health, turn.now) : entry.health;
  if (health !== entry.health) await house.sources.report(id, health);
  await turn.note(`${verb} ${id}`, 'done');
  const card = sourceCard(turn, { health, source: { ...entry.source, enabled } });
  const done = enabled ? words.sources.enabled(name) : words.sources.disabled(name);
  await turn.answer({ ...card, blocks: [...say(done).blocks, ...card.blocks] });
}

/** Without its suspension and what led to it, due at once; unchanged when nothing was wrong. A fault that lasts is told anew. */
function awake(health: SourceHealth, now: Instant): SourceHealth {
  if (health.suspended === undefined && health.failures === 0) return health;
  const {
    suspended: _,
    suspendedAt: _at,
    told: _told,
    repeatingPolls: _r,
    driftingPolls: _d,
    ...rest
  } = health;
  return { ...rest, failures: 0, nextPollAt: now };
}

import type { SourceEntry } from '../ports/sources.ts';
import { ask, say } from './say.ts';
import type { Turn } from './turn.ts';
import { nearestOf } from './typed.ts';

/** Ids longer than this are carried in buttons by their mark. */
const CARRIED = 30;

/** How a button names a source: its id, or a short mark of a long one. */
export function sourceRef(id: string): string {
  return id.length <= CARRIED ? id : `~${markOf(id)}`;
}

/** The source that was meant; absent when there is none, and then the nearest have been offered for `verb`. */
export async function findSource(turn: Turn, typed: string, verb: string): Promise<SourceEntry | undefined> {
  const { words, house } = turn;
  const ref = typed.split(' ')[0] ?? '';
  if (ref === '') {
    await turn.answer({ ...say(words.sources.askId), otherwise: verb });
    return undefined;
  }
  const direct = ref.startsWith('~') ? undefined : await house.sources.get(ref.toLowerCase());
  if (direct) return direct;
  const all = await house.sources.list();
  const marked = all.find(({ source }) => sourceRef(source.id) === ref);
  if (marked) return marked;
  const near = nearestOf(ref, all, ({ source }) => [source.id, source.name, source.publisher]);
  const choices = near.map(({ source }) => ({
    label: `${source.name} (${source.id})`,
    action: `${verb} ${sourceRef(source.id)}`,
  }));
  await turn.answer(ask(words.sources.unknownId(near.length > 0), choices));
  return undefined;
}

/** FNV-1a, 32 bits: two of a few hundred ids hardly ever share it, and then only a button is ambiguous, never a stored name. */
function markOf(id: string): string {
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

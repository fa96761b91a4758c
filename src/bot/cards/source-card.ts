import { block, type Line } from '../../news/message.ts';
import type { SourceEntry } from '../../ports/sources.ts';
import { sourceRef } from '../source-lookup.ts';
import type { Answer, Turn } from '../turn.ts';

const PAGE = 10;

/** Sources, ten a page, with their health at a glance. */
export function sourceList(turn: Turn, entries: readonly SourceEntry[], wanted: number): Answer {
  const { words } = turn;
  if (entries.length === 0) return { blocks: [block(words.sources.noneYet)] };
  const pages = Math.ceil(entries.length / PAGE);
  const page = Math.min(Math.max(1, wanted), pages);
  const shown = entries.slice((page - 1) * PAGE, page * PAGE);
  const arrows = [
    ...(page > 1 ? [{ label: '◀', action: `nguon >${page - 1}` }] : []),
    ...(page < pages ? [{ label: '▶', action: `nguon >${page + 1}` }] : []),
  ];
  return {
    blocks: [
      { lines: [[{ bold: [words.sources.title(page, pages, entries.length)] }], [words.sources.legend]] },
      block(...shown.map((entry) => sourceLine(turn, entry))),
    ],
    buttons: [
      ...shown.map(({ source }) => [{ label: source.name, action: `nguon ${sourceRef(source.id)}` }]),
      ...(arrows.length > 0 ? [arrows] : []),
    ],
  };
}

/** One source with all we know of it, and what can be done. */
export function sourceCard(turn: Turn, { source, health }: SourceEntry): Answer {
  const { words, now } = turn;
  const say = words.sources;
  const facts: string[] = [
    health.lastOkAt === undefined ? say.neverOk : say.lastOk(words.ago(now - health.lastOkAt)),
    ...(health.lastNewAt === undefined ? [] : [say.lastNew(words.ago(now - health.lastNewAt))]),
    ...(health.failures > 0 ? [say.failing(health.failures)] : []),
    ...(health.failures > 0 && health.lastError ? [health.lastError.slice(0, 200)] : []),
    ...(health.suspended ? [say.suspended[health.suspended]] : []),
    ...(source.enabled ? [] : [say.off]),
    ...(source.addedBy === undefined ? [] : [say.addedBy(source.addedBy)]),
  ];
  const ref = sourceRef(source.id);
  return {
    blocks: [
      { lines: [[`${iconOf({ source, health })} `, { bold: [source.name] }], [source.id], [source.url]] },
      block(...facts),
    ],
    buttons: [
      [
        ...(source.enabled && !health.suspended ? [] : [{ label: say.enable, action: `batnguon ${ref}` }]),
        ...(source.enabled ? [{ label: say.disable, action: `tatnguon ${ref}` }] : []),
        { label: say.test, action: `thunguon ${ref}` },
        { label: say.remove, action: `xoanguon ${ref}` },
      ],
      [{ label: words.label.back, action: 'nguon' }],
    ],
  };
}

function sourceLine(turn: Turn, entry: SourceEntry): Line {
  const { source, health } = entry;
  const last = health.lastOkAt === undefined ? '' : ` · ${turn.words.ago(turn.now - health.lastOkAt)}`;
  return [`${iconOf(entry)} ${source.name} (${source.id})${last}`];
}

function iconOf({ source, health }: SourceEntry): string {
  if (!source.enabled) return '⏸';
  if (health.suspended) return '⛔';
  if (health.failures > 0) return '⚠️';
  return health.lastOkAt === undefined ? '🆕' : '✅';
}

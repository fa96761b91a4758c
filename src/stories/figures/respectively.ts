import type { Frame, Reading } from './frame.ts';
import type { Statement } from './group.ts';

/** "lần lượt": the numbers of a list go to the things of a list before it, in order. */
export function distribute(statements: Statement[]): Statement[] {
  const result: Statement[] = [];
  for (const [index, statement] of statements.entries()) {
    const { level, changes } = statement;
    const first = changes.findIndex((change) => isRespective(change));
    if (level !== undefined && isRespective(level)) {
      const run = [statement];
      while (
        statements[index + run.length]?.level?.role.bare === true &&
        !statements[index + run.length]!.level!.fresh
      ) {
        run.push(statements[index + run.length]!);
      }
      const lists = listOf(level.frame, run.length);
      if (lists !== undefined) run.forEach((one, k) => (one.level = { ...one.level!, frame: lists(k) }));
    } else if (first >= 0 && changes.length - first >= 2) {
      const run = changes.slice(first);
      const lists = level === undefined ? listOf(run[0]!.frame, run.length) : undefined;
      const before = statements.slice(index - run.length + 1, index + 1);
      if (lists !== undefined) {
        result.push({ ...statement, changes: changes.slice(0, first) });
        run.forEach((change, k) => result.push({ changes: [{ ...change, frame: lists(k) }], extra: [] }));
        continue;
      }
      if (before.length === run.length && before.every((one) => one.level !== undefined)) {
        statement.changes.splice(first);
        run.forEach((change, k) => before[k]!.changes.push(change));
      }
    }
    result.push(statement);
  }
  return result;
}

function isRespective(reading: Reading): boolean {
  return reading.clause.before.some((m, i, all) => {
    if (m.kind !== 'entry') return false;
    if (m.entry.kind === 'respectively') return true;
    // "tương ứng tăng 30% và 41%"
    const next = all[i + 1];
    const last = all[i - 1];
    // "tăng tương ứng 30% và 41%"
    if (
      m.entry.tokens[0] === 'tương' &&
      m.entry.tokens[1] === 'ứng' &&
      last?.kind === 'entry' &&
      (last.entry.kind === 'up' || last.entry.kind === 'down')
    )
      return true;
    const moves = next?.kind === 'entry' && (next.entry.kind === 'up' || next.entry.kind === 'down');
    return m.entry.tokens[0] === 'tương' && m.entry.tokens[1] === 'ứng' && moves;
  });
}

/** The list of the frame that has as many things as there are numbers, as frames of one thing each. */
function listOf(frame: Frame, count: number): ((k: number) => Frame) | undefined {
  if (frame.places.length === count) return (k) => ({ ...frame, places: [frame.places[k]!] });
  if (frame.markets.length === count) return (k) => ({ ...frame, markets: [frame.markets[k]!] });
  if (frame.items.length === count) return (k) => ({ ...frame, items: [frame.items[k]!] });
  const strong = frame.indicators.filter(({ weak }) => weak !== true);
  return strong.length === count ? (k) => ({ ...frame, indicators: [strong[count - 1 - k]!] }) : undefined;
}

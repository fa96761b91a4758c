import type { LogSink } from '../log.ts';
import type { Trouble } from '../ports/operations.ts';

const most = 50;

/** A sink that passes every line on and keeps the last warnings and errors in memory. Lines come redacted, so what is kept is. */
export function rememberTroubles(sink: LogSink): LogSink & { recent(): readonly Trouble[] } {
  const kept: Trouble[] = [];
  return {
    write(line) {
      sink.write(line);
      if (!/^\{"level":"(?:warn|error)"/u.test(line)) return;
      const trouble = troubleOf(line);
      if (trouble === undefined) return;
      kept.unshift(trouble);
      kept.length = Math.min(kept.length, most);
    },
    recent: () => [...kept],
  };
}

function troubleOf(line: string): Trouble | undefined {
  try {
    const { level, time, msg, error } = JSON.parse(line) as {
      readonly level: string;
      readonly time: string;
      readonly msg: string;
      readonly error?: { readonly message?: string };
    };
    const detail = typeof error?.message === 'string' ? error.message.slice(0, 200) : undefined;
    return {
      at: Date.parse(time),
      level: level === 'error' ? 'error' : 'warn',
      event: msg,
      ...(detail === undefined ? {} : { detail }),
    };
  } catch {
    // A line cut by redaction is no line of ours any more.
    return undefined;
  }
}

import { inspect } from 'node:util';
import type { Log } from '../../src/ports/log.ts';

/** A log that redacts nothing and shows all of a thrown thing, hidden fields and causes too: what must never be logged is found in `text()`. */
export function createRawLog(): { readonly log: Log; text: () => string } {
  const lines: string[] = [];
  const write = (event: string, fields?: Readonly<Record<string, unknown>>) => {
    lines.push(`${event} ${inspect(fields, { depth: 10, showHidden: true, maxStringLength: null })}`);
  };
  return { log: { debug: write, info: write, warn: write, error: write }, text: () => lines.join('\n') };
}

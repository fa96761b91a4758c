import { block } from '../news/message.ts';
import type { Answer, Choice } from './turn.ts';

/** An answer of plain lines, one block each. */
export function say(...lines: readonly string[]): Answer {
  return { blocks: lines.map((line) => block(line)) };
}

/** A question with its choices, one a row. */
export function ask(line: string, choices: readonly Choice[], otherwise?: string): Answer {
  return {
    blocks: [block(line)],
    buttons: choices.map((choice) => [choice]),
    ...(otherwise === undefined ? {} : { otherwise }),
  };
}

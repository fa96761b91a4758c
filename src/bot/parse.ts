import type { Command } from './command.ts';
import { nearestOf, saysTheSame } from './typed.ts';

export type Heard =
  | { readonly kind: 'command'; readonly command: Command; readonly args: string }
  /** A slash with a name that we do not know; those it may have meant. */
  | {
      readonly kind: 'unknown';
      readonly name: string;
      readonly args: string;
      readonly near: readonly Command[];
    }
  | { readonly kind: 'text'; readonly text: string };

/** Words of the longest spoken name. */
const LONGEST_NAME = 6;

/**
 * Tells commands from plain text. `text` is clean already. With a slash, whatever follows is meant as a command;
 * without one, a spoken name counts when it is the whole message or when the command takes the words behind it.
 */
export function hear(text: string, commands: readonly Command[]): Heard {
  if (/^\/\s*[\p{L}\p{N}]/u.test(text)) return hearSlash(text.slice(1).trim(), commands);
  const words = text.split(' ');
  for (const [command, args] of matches(words, commands)) {
    if (args === '' || command.takes?.(args)) return { kind: 'command', command, args };
  }
  return { kind: 'text', text };
}

/** Reads an action, a command line that we wrote ourselves. */
export function hearAction(action: string, commands: readonly Command[]): Heard {
  return hearSlash(action.trim(), commands);
}

function hearSlash(line: string, commands: readonly Command[]): Heard {
  const [first = '', ...others] = line.split(' ');
  const words = [first.replace(/@\w*$/u, ''), ...others];
  const [match] = matches(words, commands);
  if (match) return { kind: 'command', command: match[0], args: match[1] };
  const name = words[0] ?? '';
  const near = nearestOf(name, commands, (each) => [each.name, ...each.aliases, ...each.spoken]);
  return { kind: 'unknown', name, args: words.slice(1).join(' '), near };
}

/** Commands whose name the words begin with, the longest name first, each with the words left over. */
function matches(
  words: readonly string[],
  commands: readonly Command[],
): readonly (readonly [Command, string])[] {
  const found: (readonly [Command, string])[] = [];
  for (let length = Math.min(LONGEST_NAME, words.length); length >= 1; length -= 1) {
    const typed = words
      .slice(0, length)
      .join(' ')
      .replace(/[:.!?]$/u, '');
    const command = commands.find((each) => goesBy(each, typed));
    if (command) found.push([command, words.slice(length).join(' ')]);
  }
  return found;
}

function goesBy({ name, aliases, spoken }: Command, typed: string): boolean {
  const plain = typed.toLowerCase();
  if (plain === name || aliases.includes(plain)) return true;
  return spoken.some((phrase) => saysTheSame(typed, phrase));
}

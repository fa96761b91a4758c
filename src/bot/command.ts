import type { Turn } from './turn.ts';

/** One thing that can be asked of the bot. */
export interface Command {
  /** As typed after the slash: ASCII, Vietnamese. The names people see. */
  readonly name: string;
  /** English name and other spellings typed after a slash, or alone as a whole message. */
  readonly aliases: readonly string[];
  /** What it is called in a message without a slash, in correct Vietnamese: "chủ đề". */
  readonly spoken: readonly string[];
  /** `chat-admin`: whoever may change this chat's settings. `admin`: an operator, in a private chat. */
  readonly who: 'anyone' | 'chat-admin' | 'admin';
  /** Whether words after the spoken name make it this command rather than a search. Absent: they never do. */
  readonly takes?: (args: string) => boolean;
  /** Whether a plain text answers the question this command has left open; any does when absent. */
  readonly expects?: (turn: Turn, args: string) => boolean;
  /** What the command costs its chat; `command` when absent. */
  readonly cost?: 'query' | 'expensive';
  run(turn: Turn, args: string): Promise<void>;
}

/** A piece of formatted text, free of any platform. Plain strings are text, never markup. */
export type Span =
  | string
  | { readonly bold: readonly Span[] }
  | { readonly italic: readonly Span[] }
  | { readonly link: string; readonly text: string };

export type Line = readonly Span[];

/** Lines that belong together: a message is cut between blocks, inside one only when it alone is too long. */
export interface Block {
  readonly lines: readonly Line[];
}

/** A tap on Telegram, a numbered choice elsewhere. `action` is a command line such as `chude +thep`, at most 64 bytes with its prefix. */
export interface Button {
  readonly label: string;
  readonly action: string;
}

export interface Message {
  readonly blocks: readonly Block[];
  readonly buttons?: readonly (readonly Button[])[];
}

/** A rendered message part as one platform takes it; the text is already escaped and within the platform's limit. */
export interface Part {
  readonly text: string;
  readonly format: 'telegram-html' | 'plain' | 'ansi';
  readonly buttons?: readonly (readonly Button[])[];
}

/** Builds a block of one line per argument; a string is a line of plain text. */
export function block(...lines: readonly (string | Line)[]): Block {
  return { lines: lines.map((line) => (typeof line === 'string' ? [line] : line)) };
}

/** Builds a message without buttons from lines or blocks. */
export function message(...blocks: readonly (string | Block)[]): Message {
  return { blocks: blocks.map((each) => (typeof each === 'string' ? block(each) : each)) };
}

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
  /** Sent after the text; where a platform takes no files, its text follows instead, as far as a few messages go. */
  readonly file?: TextFile;
  /** Stands above the text where that is short, else follows it; left out where a platform takes none. */
  readonly picture?: Picture;
}

/** A picture of our own making. */
export interface Picture {
  /** PNG in base64, since a message may wait in the ledger. */
  readonly png: string;
  /** Where we serve the same picture, for platforms that fetch it themselves. */
  readonly url?: string;
  /** What it shows, as plain text: said where it stands alone. */
  readonly caption: string;
}

/** A file that is text, in UTF-8. */
export interface TextFile {
  /** ASCII, with its ending: `nguon-tin.opml`. */
  readonly name: string;
  readonly mime: string;
  readonly text: string;
}

/** A rendered message part as one platform takes it; the text is already escaped and within the platform's limit. */
export interface Part {
  readonly text: string;
  readonly format: 'telegram-html' | 'plain' | 'ansi';
  readonly buttons?: readonly (readonly Button[])[];
  /** Goes with the text, which is then its caption. */
  readonly picture?: Picture;
}

/** Builds a block of one line per argument; a string is a line of plain text. */
export function block(...lines: readonly (string | Line)[]): Block {
  return { lines: lines.map((line) => (typeof line === 'string' ? [line] : line)) };
}

/** Builds a message without buttons from lines or blocks. */
export function message(...blocks: readonly (string | Block)[]): Message {
  return { blocks: blocks.map((each) => (typeof each === 'string' ? block(each) : each)) };
}

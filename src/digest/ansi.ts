import type { Line, Message, Part, Span } from '../news/message.ts';
import { pack } from './pack.ts';
import type { Platform } from './pack.ts';
import { safeLink } from './safe-link.ts';

export interface Terminal {
  readonly colour: boolean;
  /** Columns to wrap at. */
  readonly width: number;
}

/** Renders a message for a terminal: wrapped at word borders, bold, dim and blue where there is colour. One part, as nothing limits it; the console numbers the buttons. */
export function renderAnsi(message: Message, terminal: Terminal): readonly Part[] {
  const platform: Platform = {
    format: 'ansi',
    buttons: true,
    fits: () => true,
    write: (line) => wrap(words(line, terminal), terminal.width),
  };
  return pack(message, platform);
}

/** A word as printed, with the columns it takes. */
interface Word {
  readonly text: string;
  readonly width: number;
}

const styles = {
  bold: ['\u001b[1m', '\u001b[22m'],
  italic: ['\u001b[2m', '\u001b[22m'],
  link: ['\u001b[34m', '\u001b[39m'],
} as const;

function words(line: Line, terminal: Terminal, style?: keyof typeof styles): readonly Word[] {
  return line.flatMap((span) => spanWords(span, terminal, style));
}

function spanWords(span: Span, terminal: Terminal, style?: keyof typeof styles): readonly Word[] {
  if (typeof span === 'string') return split(span, terminal, style);
  if ('bold' in span) return words(span.bold, terminal, 'bold');
  if ('italic' in span) return words(span.italic, terminal, 'italic');
  const link = safeLink(span.link);
  if (link === undefined) return split(span.text, terminal, style);
  // A terminal with colour takes links behind words (OSC 8); anything else gets the address itself.
  if (terminal.colour)
    return split(span.text === '' ? link : span.text, terminal, 'link').map((word) => leadingTo(link, word));
  const label = span.text === '' || span.text === span.link ? '' : `${span.text} `;
  return [...split(label, terminal, style), ...split(link, terminal, 'link')];
}

function leadingTo(link: string, word: Word): Word {
  return word.text.trim() === ''
    ? word
    : { ...word, text: `\u001b]8;;${link}\u001b\\${word.text}\u001b]8;;\u001b\\` };
}

function split(text: string, terminal: Terminal, style?: keyof typeof styles): readonly Word[] {
  return (text.match(/\s+|\S+/gu) ?? []).map((word) => {
    const width = Array.from(word.normalize('NFC')).length;
    const [on, off] =
      style === undefined || !terminal.colour || word.trim() === '' ? ['', ''] : styles[style];
    return { text: `${on}${word}${off}`, width };
  });
}

function wrap(line: readonly Word[], width: number): string {
  let out = '';
  let column = 0;
  let blank = '';
  for (const word of line) {
    if (word.text.trim() === '') {
      blank = word.text;
      continue;
    }
    if (column > 0 && column + blank.length + word.width > width) {
      out += '\n';
      column = 0;
      blank = '';
    }
    out += blank + word.text;
    column += blank.length + word.width;
    blank = '';
  }
  return out;
}

import type { Block, Button, Line, Message, Part, Span } from '../news/message.ts';

/** How one platform writes lines and how much of them it takes. */
export interface Platform {
  readonly format: Part['format'];
  /** Writes one line; the result is final text. */
  write(line: Line): string;
  /** Whether text written so far, plus nothing else, is small enough for one message. */
  fits(lines: readonly Line[]): boolean;
  /** Whether buttons travel with the part or were written into the text already. */
  readonly buttons: boolean;
}

/**
 * Packs a message into as few parts as fit, cutting between blocks. A block that alone is too long is cut between lines, a line that
 * alone is too long between graphemes, never inside markup. The buttons go with the last part.
 */
export function pack(message: Message, platform: Platform): readonly Part[] {
  const parts: Line[][] = [];
  let open: Line[] = [];
  for (const lines of message.blocks.flatMap((each) => fitting(each, platform))) {
    const joined = open.length === 0 ? lines : [...open, [], ...lines];
    if (open.length > 0 && !platform.fits(joined)) {
      parts.push(open);
      open = lines;
    } else {
      open = joined;
    }
  }
  if (open.length > 0) parts.push(open);
  return parts.map((lines, at) => ({
    text: lines.map((line) => platform.write(line)).join('\n'),
    format: platform.format,
    ...lastButtons(message.buttons, platform, at === parts.length - 1),
  }));
}

function lastButtons(
  buttons: readonly (readonly Button[])[] | undefined,
  platform: Platform,
  last: boolean,
): { buttons?: readonly (readonly Button[])[] } {
  return last && platform.buttons && buttons !== undefined && buttons.length > 0 ? { buttons } : {};
}

/** The block itself when it fits, else pieces of it that do. */
function fitting(block: Block, platform: Platform): Line[][] {
  const pieces: Line[][] = [];
  let open: Line[] = [];
  for (const line of block.lines.flatMap((each) => fittingLines(each, platform))) {
    if (open.length > 0 && !platform.fits([...open, line])) {
      pieces.push(open);
      open = [];
    }
    open.push(line);
  }
  if (open.some((line) => line.length > 0)) pieces.push(open);
  return pieces;
}

function fittingLines(line: Line, platform: Platform): Line[] {
  if (platform.fits([line])) return [line];
  const total = graphemes(textOf(line)).length;
  let low = 1;
  let high = total;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (platform.fits([cut(line, 0, middle)])) low = middle;
    else high = middle - 1;
  }
  // What does not fit even with one grapheme is all markup (a link longer than a message); its text alone is kept.
  if (!platform.fits([cut(line, 0, low)])) return total > 1 ? fittingLines([textOf(line)], platform) : [];
  return [cut(line, 0, low), ...fittingLines(cut(line, low, total), platform)];
}

/** Graphemes `from` to `to` of a line, with the markup around them. */
function cut(spans: Line, from: number, to: number): Line {
  const kept: Span[] = [];
  let at = 0;
  for (const span of spans) {
    const letters = graphemes(textOf([span]));
    const first = Math.max(from - at, 0);
    const last = Math.min(to - at, letters.length);
    if (first < last) kept.push(cutSpan(span, letters, first, last));
    at += letters.length;
  }
  return kept;
}

function cutSpan(span: Span, letters: readonly string[], from: number, to: number): Span {
  if (typeof span === 'string') return letters.slice(from, to).join('');
  if ('bold' in span) return { bold: cut(span.bold, from, to) };
  if ('italic' in span) return { italic: cut(span.italic, from, to) };
  return { link: span.link, text: letters.slice(from, to).join('') };
}

/** The text of a line without its markup. */
export function textOf(line: Line): string {
  return line
    .map((span) => {
      if (typeof span === 'string') return span;
      if ('bold' in span) return textOf(span.bold);
      if ('italic' in span) return textOf(span.italic);
      return span.text;
    })
    .join('');
}

const segmenter = new Intl.Segmenter('vi', { granularity: 'grapheme' });

function graphemes(text: string): readonly string[] {
  return Array.from(segmenter.segment(text), (each) => each.segment);
}

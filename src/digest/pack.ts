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
  const letters = lettersOf(line);
  const total = letters.count;
  const pieces: Line[] = [];
  for (let from = 0; from < total;) {
    const to = lastFitting(letters, from, platform);
    const rest = cut(letters, from, total);
    // What does not fit even with one letter is all markup (a link longer than a message): its text alone is kept.
    if (to === from && rest.some((span) => typeof span !== 'string'))
      return [...pieces, ...fittingLines([textOf(rest)], platform)];
    if (to > from) pieces.push(cut(letters, from, to));
    // A single letter longer than a message (thousands of marks on it) is no text; it is left out.
    from = Math.max(to, from + 1);
  }
  return pieces;
}

/** The furthest letter up to which the line fits from a letter on; `from` itself when not even one does. */
function lastFitting(letters: Letters, from: number, platform: Platform): number {
  let low = from;
  let high = letters.count;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (platform.fits([cut(letters, from, middle)])) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A line taken apart into graphemes once, so that trying cuts costs no further segmentation. */
interface Letters {
  readonly count: number;
  readonly spans: readonly LetterSpan[];
}

interface LetterSpan {
  /** Where the span begins, in letters of its line. */
  readonly start: number;
  readonly count: number;
  readonly build: (from: number, to: number) => Span;
}

function lettersOf(line: Line): Letters {
  let count = 0;
  const spans = line.map((span) => {
    const built = letterSpan(span, count);
    count += built.count;
    return built;
  });
  return { count, spans };
}

function letterSpan(span: Span, start: number): LetterSpan {
  if (typeof span !== 'string' && !('link' in span)) {
    const inner = lettersOf('bold' in span ? span.bold : span.italic);
    const build = (from: number, to: number): Span =>
      'bold' in span ? { bold: cut(inner, from, to) } : { italic: cut(inner, from, to) };
    return { start, count: inner.count, build };
  }
  const letters = Array.from(segmenter.segment(textOf([span])), (each) => each.segment);
  const build = (from: number, to: number): Span => {
    const text = letters.slice(from, to).join('');
    return typeof span === 'string' ? text : { link: span.link, text };
  };
  return { start, count: letters.length, build };
}

/** Letters `from` to `to` of a line, with the markup around them. */
function cut(letters: Letters, from: number, to: number): Line {
  return letters.spans
    .filter((span) => span.start < to && span.start + span.count > from)
    .map((span) => span.build(Math.max(from - span.start, 0), Math.min(to - span.start, span.count)));
}

const segmenter = new Intl.Segmenter('vi', { granularity: 'grapheme' });

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

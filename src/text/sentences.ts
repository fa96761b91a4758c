import { endsAtAbbreviation } from './abbreviations.ts';

/** Where a sentence stands in its text: `[start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Splits newspaper text into sentences, verbatim and trimmed. A line end always ends one; TP. HCM, 18,3%, 28.2, Q. 1,
 * PGS.TS., initials, quotations and text in brackets do not. Linear in the length of the text.
 */
export function sentences(text: string): string[] {
  return sentenceSpans(text).map(({ start, end }) => text.slice(start, end));
}

/** As `sentences`, but the places where they stand. */
export function sentenceSpans(text: string): Span[] {
  const spans: Span[] = [];
  let lineStart = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && !LINE_END.has(text.charCodeAt(i))) continue;
    if (i > lineStart) splitLine(text, lineStart, i, spans);
    lineStart = i + 1;
  }
  return spans;
}

const LINE_END = new Set([0x0a, 0x0d, 0x0b, 0x0c, 0x85, 0x2028, 0x2029]);
const TERMINATORS = '.!?…';
const CLOSERS = '”"’\'»)]';
const LONGEST_QUOTATION = 600;
const LONGEST_BRACKET = 300;

function splitLine(text: string, from: number, to: number, spans: Span[]): void {
  const shielded = shields(text, from, to);
  let start = from;
  let shield = 0;
  for (let i = from; i < to; i++) {
    if (!TERMINATORS.includes(text[i]!)) continue;
    let end = i + 1;
    while (end < to && TERMINATORS.includes(text[end]!)) end++;
    const run = text.slice(i, end);
    while (end < to && (CLOSERS.includes(text[end]!) || TERMINATORS.includes(text[end]!))) end++;
    while (shield < shielded.length && shielded[shield]!.end < end) shield++;
    const inside = shielded[shield];
    const kept = inside !== undefined && inside.start < i && inside.end > end;
    if (!kept && isBoundary(text, { start, dot: i, end, to, run })) {
      push(text, start, end, spans);
      start = end;
    }
    i = end - 1;
  }
  push(text, start, to, spans);
}

interface Candidate {
  readonly start: number;
  readonly dot: number;
  readonly end: number;
  readonly to: number;
  readonly run: string;
}

function isBoundary(text: string, at: Candidate): boolean {
  let next = at.end;
  while (next < at.to && isSpace(text[next]!)) next++;
  if (next >= at.to) return true;
  const following = text.slice(next, Math.min(at.to, next + 48));
  const ellipsis = at.run.length > 1 ? at.run.includes('..') || at.run.includes('…') : at.run === '…';
  if (next === at.end) {
    // A missing space: a word goes before and a capitalised word after ("tháng 7.Theo"), which no domain or number has.
    if (!/^[“"(]?\p{Lu}\p{Ll}/u.test(following)) return false;
    if (!/[\p{Ll}\p{Nd}%)”"]/u.test(text[at.dot - 1] ?? '')) return false;
  } else if (
    !/^(?:[\p{Lu}\p{Lt}“"‘'«]|[([]\p{Lu}|[-–—•+*]\s|\p{Nd}|[-–—]\p{Lu}|[a-zđ]\)\s)/u.test(following)
  ) {
    return false;
  }
  if (ellipsis) return !/^\p{Nd}/u.test(following);
  if (at.run !== '.' || at.end > at.dot + 1) return true;
  return !endsAtAbbreviation(text.slice(Math.max(at.start, at.dot - 60), at.dot), following);
}

/** Quotations and brackets that close within reach, in order of their ends; sentence marks inside them do not count. */
function shields(text: string, from: number, to: number): Span[] {
  const found: Span[] = [];
  let curly = -1;
  let straight = -1;
  const brackets: number[] = [];
  for (let i = from; i < to; i++) {
    const c = text[i]!;
    if (c === '“' || c === '«') curly = i;
    else if ((c === '”' || c === '»') && curly >= 0) {
      if (i - curly <= LONGEST_QUOTATION) found.push({ start: curly, end: i + 1 });
      curly = -1;
    } else if (c === '"') {
      const opens = straight < 0 || i - straight > LONGEST_QUOTATION;
      if (opens) straight = i;
      else {
        found.push({ start: straight, end: i + 1 });
        straight = -1;
      }
    } else if (c === '(') brackets.push(i);
    else if (c === ')') {
      const open = brackets.pop();
      if (open !== undefined && i - open <= LONGEST_BRACKET) found.push({ start: open, end: i + 1 });
    }
  }
  return outermost(found);
}

/** Keeps of nested or crossing spans the widest, sorted by place. */
function outermost(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) merged.push(span);
    else if (span.end > last.end) merged[merged.length - 1] = { start: last.start, end: span.end };
  }
  return merged;
}

function isSpace(c: string): boolean {
  return c === ' ' || c === '\t' || c === '\u00a0' || (c > '\u00ff' && /\s/u.test(c));
}

function push(text: string, start: number, end: number, spans: Span[]): void {
  let from = start;
  let to = end;
  while (from < to && isSpace(text[from]!)) from++;
  while (to > from && isSpace(text[to - 1]!)) to--;
  if (to > from) spans.push({ start: from, end: to });
}

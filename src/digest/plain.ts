import type { Line, Message, Part, Span } from '../news/message.ts';
import { pack } from './pack.ts';
import type { Platform } from './pack.ts';
import { safeLink } from './safe-link.ts';
import { withNumberedChoices } from './choices.ts';
import { withPicture } from './with-picture.ts';

/** Zalo takes 2,000 characters; the unit is not published, so the widest reading (UTF-16) is kept. */
const zaloLimit = 2000;

/** Renders a message as plain text for Zalo: bare links after their text, choices as numbered lines. */
export function renderPlain(message: Message): readonly Part[] {
  const parts = pack(withNumberedChoices(message), plain);
  return withPicture(message, parts, { caption: zaloLimit, byAddress: true });
}

const plain: Platform = {
  format: 'plain',
  buttons: false,
  write: (line) => line.map(writeSpan).join(''),
  fits: (lines) => lines.map((line) => plain.write(line)).join('\n').length <= zaloLimit,
};

function writeSpan(span: Span): string {
  if (typeof span === 'string') return span;
  if ('bold' in span) return writeLine(span.bold);
  if ('italic' in span) return writeLine(span.italic);
  const link = safeLink(span.link);
  if (link === undefined) return span.text;
  return span.text === '' || span.text === span.link ? link : `${span.text}: ${link}`;
}

function writeLine(line: Line): string {
  return line.map(writeSpan).join('');
}

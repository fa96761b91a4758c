import type { Line, Message, Part, Span } from '../news/message.ts';
import { pack, textOf } from './pack.ts';
import type { Platform } from './pack.ts';
import { safeLink } from './safe-link.ts';
import { withPicture } from './with-picture.ts';

/** Telegram counts Unicode code points after parsing entities; before parsing it takes 32,768 bytes. */
const codePoints = 4096;
const rawBytes = 32_000;
/** Entities beyond the hundredth are dropped by the server without a word. */
const entities = 100;

/** A caption takes 1,024 after parsing; before parsing it is never shorter. */
const captionUnits = 1024;

/** Renders a message as Telegram HTML. Every part is within the server's limits and parses under its grammar. */
export function renderTelegram(message: Message): readonly Part[] {
  return withPicture(message, pack(message, html), { caption: captionUnits, byAddress: false });
}

const html: Platform = {
  format: 'telegram-html',
  buttons: true,
  write: (line) => line.map(writeSpan).join(''),
  fits(lines) {
    const visible = lines.map(textOf).join('\n');
    if (visible.length > codePoints && Array.from(visible).length > codePoints) return false;
    if (lines.reduce((sum, line) => sum + markup(line), 0) > entities) return false;
    return Buffer.byteLength(lines.map((line) => html.write(line)).join('\n')) <= rawBytes;
  },
};

function writeSpan(span: Span): string {
  if (typeof span === 'string') return escapeHtml(span);
  if ('bold' in span) return `<b>${span.bold.map(writeSpan).join('')}</b>`;
  if ('italic' in span) return `<i>${span.italic.map(writeSpan).join('')}</i>`;
  const link = safeLink(span.link);
  return link === undefined
    ? escapeHtml(span.text)
    : `<a href="${escapeHtml(link)}">${escapeHtml(span.text)}</a>`;
}

function markup(line: Line): number {
  return line.reduce((sum, span) => {
    if (typeof span === 'string') return sum;
    if ('bold' in span) return sum + 1 + markup(span.bold);
    if ('italic' in span) return sum + 1 + markup(span.italic);
    return sum + 1;
  }, 0);
}

/** The one place where text becomes HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

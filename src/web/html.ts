import { safeLink } from '../digest/safe-link.ts';
import type { Line, Span } from '../news/message.ts';

/** Markup that is safe to send: made by `html` and nothing else. */
export interface Html {
  readonly markup: string;
}

type Insert = Html | string | number | undefined | false | readonly Insert[];

/** A template whose inserts are text: the one place where text becomes a page. Markup of other templates is taken as it is, lists are joined, nothing stands for `undefined` and `false`. */
export function html(strings: TemplateStringsArray, ...inserts: readonly Insert[]): Html {
  return {
    markup: strings.map((text, at) => text + (at < inserts.length ? written(inserts[at]) : '')).join(''),
  };
}

function written(insert: Insert): string {
  if (insert === undefined || insert === false) return '';
  if (typeof insert === 'string' || typeof insert === 'number') return escapeText(String(insert));
  return 'markup' in insert ? insert.markup : insert.map(written).join('');
}

/** Text for HTML and XML, inside and outside of quoted attributes. Characters that XML forbids are left out. */
export function escapeText(text: string): string {
  return text
    .replaceAll(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]|\p{Cs}/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A line of a message as markup. */
export function lineHtml(line: Line): Html {
  return html`${line.map(spanHtml)}`;
}

function spanHtml(span: Span): Html {
  if (typeof span === 'string') return html`${typeset(span)}`;
  if ('bold' in span) return html`<b>${lineHtml(span.bold)}</b>`;
  if ('italic' in span) return html`<i>${lineHtml(span.italic)}</i>`;
  return outward(span.link, span.text);
}

/** A link to somewhere else, or its text alone when it leads nowhere safe. */
export function outward(link: string | undefined, text: string): Html {
  const safe = link === undefined ? undefined : safeLink(link);
  return safe === undefined ? html`${text}` : html`<a href="${safe}" rel="noopener">${text}</a>`;
}

/** Keeps a number with its unit, and a month with its word, on one line. */
export function typeset(text: string): string {
  return text
    .replaceAll(/(\d) (?=(?:%|tỷ|tỉ|triệu|nghìn|đồng|điểm|USD|xe|tấn|lít)(?![\p{L}]))/gu, '$1\u00A0')
    .replaceAll(/(?<![\p{L}])(tháng|quý|ngày|năm) (?=\d|[IVX]+\/)/giu, '$1\u00A0');
}

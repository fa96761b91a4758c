import type { Instant } from '../news/time.ts';
import { readArticle, type PageArticle } from './article-page.ts';
import { decodeText } from './decode.ts';

/** A page as it was fetched. */
export interface PageBytes {
  readonly bytes: Uint8Array;
  /** The response header. */
  readonly contentType?: string;
  readonly now: Instant;
}

/** Decodes a page by its header, else by what it declares itself, and reads its article. Undefined when the bytes are no HTML. */
export function readPageBytes({ bytes, contentType, now }: PageBytes): PageArticle | undefined {
  const html = decodePage(bytes, contentType);
  return /<(?:!doctype|html|head|body|div|p|meta|table|article)\b/i.test(html.slice(0, 100_000))
    ? readArticle(html, { now })
    : undefined;
}

/** Text of an HTML page. The header's charset comes first (HTML standard, 13.2.3.2), then the page's own `<meta>`. */
export function decodePage(bytes: Uint8Array, contentType?: string): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1');
  const told = /charset\s*=/i.test(contentType ?? '')
    ? undefined
    : /<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1];
  return decodeText(bytes, {
    ...(contentType !== undefined && { contentType }),
    ...(told !== undefined && { encoding: told }),
  }).text;
}

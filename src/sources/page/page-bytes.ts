import type { Instant } from '../../news/time.ts';
import { readArticle, type PageArticle } from './article-page.ts';
import { decodeText } from '../plain/decode.ts';
import { listPages, readListPage, type ListEntry } from '../list/list-page.ts';
import { pageLinks, type PageLinks } from './page-links.ts';

/** A page as it was fetched. */
export interface PageBytes {
  readonly bytes: Uint8Array;
  /** The response header. */
  readonly contentType?: string;
}

/** What can be read in a page; plain data, so that it can be asked of a thread. */
export type PageQuestion = PageBytes &
  (
    | { readonly read: 'article'; readonly now: Instant }
    | { readonly read: 'links'; readonly url: string }
    | { readonly read: 'list'; readonly url: string; readonly now: Instant; readonly listPage: string }
  );

export interface PageAnswers {
  /** Undefined when the bytes are no HTML. */
  readonly article: PageArticle | undefined;
  readonly links: PageLinks;
  /** Undefined when no list page of that id is declared. */
  readonly list: readonly ListEntry[] | undefined;
}

/** Decodes a page by its header, else by what it declares itself, and reads in it what is asked. */
export function answerPage(question: PageQuestion): PageAnswers[PageQuestion['read']] {
  const text = decodePage(question);
  switch (question.read) {
    case 'article':
      return isHtml(text) ? readArticle(text, { now: question.now }) : undefined;
    case 'links':
      return pageLinks(text, question.url);
    case 'list': {
      const page = listPages().find((each) => each.id === question.listPage);
      return page === undefined ? undefined : readListPage(text, page, question);
    }
  }
}

/** Text of an HTML page. The header's charset comes first (HTML standard, 13.2.3.2), then the page's own `<meta>`. */
function decodePage({ bytes, contentType }: PageBytes): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1');
  const told = /charset\s*=/i.test(contentType ?? '')
    ? undefined
    : /<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1];
  return decodeText(bytes, {
    ...(contentType !== undefined && { contentType }),
    ...(told !== undefined && { encoding: told }),
  }).text;
}

function isHtml(text: string): boolean {
  const start = text.slice(0, 100_000);
  if (/^\s*<\?xml[^>]*>\s*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b/i.test(start)) return false;
  return /<(?:!doctype|html|head|body|div|p|meta|table|article)\b/i.test(start);
}

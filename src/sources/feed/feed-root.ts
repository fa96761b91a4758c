import { finder } from '../plain/finder.ts';
import { attributesOf, createScanner } from './markup.ts';
import type { Attributes, Token } from './markup.ts';

/** A feed is not hidden behind more false starts than this. */
const MAX_ATTEMPTS = 100;

/** What shows, after the end of a feed, that something else begins. A second feed is read on. */
export const BEGINS_ANOTHER: ReadonlySet<string> = new Set(['html', 'script']);

export type Found =
  | { readonly root: Token }
  /** What it is instead, as far as its first element tells. */
  | { readonly instead: 'html' | 'xml' | 'text' };

/**
 * Finds the element a feed begins with, whatever stands before it: warnings of a PHP script, the words of a browser's XML
 * viewer, a doctype of something else. A page that merely talks about feeds is none.
 */
export function findFeedRoot(text: string): Found {
  const scanner = createScanner(text);
  const scriptEnd = finder(text, '</script');
  const styleEnd = finder(text, '</style');
  let first: string | undefined;
  let page = false;
  let patience = MAX_ATTEMPTS;
  for (let token = scanner.next(0); token !== undefined;) {
    let from = token.end;
    if (token.kind === 'cdata' && !token.selfClosed) from = token.at + 9;
    if (token.kind === 'open') {
      const local = token.name.replace(/^.*:/, '');
      first ??= local;
      if (local === 'html' || local === 'body' || local === 'head') page = true;
      if (isRoot(token, local) && patience > 0) {
        patience -= 1;
        if (local === first || confirms(text, token, local, page)) return { root: token };
      }
      const end = local === 'script' ? scriptEnd(from) : local === 'style' ? styleEnd(from) : -1;
      if (end !== -1) from = end;
    }
    token = scanner.next(from);
  }
  return { instead: page ? 'html' : first === undefined ? 'text' : 'xml' };
}

function isRoot({ name }: Token, local: string): boolean {
  return local === 'rss' || local === 'feed' || local === 'rdf' || local === 'entry' || name === 'channel';
}

/** A root that is not the first element must be followed by what follows it in a feed; inside a page it must name its kind as well. */
function confirms(text: string, token: Token, local: string, page: boolean): boolean {
  const attributes = attributesOf(text, token);
  const next = createScanner(text).next(token.end);
  const inner = next?.kind === 'open' ? next.name.replace(/^.*:/, '') : '';
  switch (local) {
    case 'rss':
      return inner === 'channel' || (!page && 'version' in attributes);
    case 'feed':
      return (
        Object.keys(attributes).some((name) => name.startsWith('xmlns')) ||
        (!page && /^(?:title|id|entry|link)$/.test(inner))
      );
    case 'rdf':
      return inner === 'channel' || inner === 'item';
    case 'entry':
      return false;
    default:
      return !page && /^(?:title|link|item|description)$/.test(inner);
  }
}

/** Whether a document without entries is a feed all the same. */
export function isFeedRoot(root: Token, attributes: Attributes, head: string): boolean {
  const local = root.name.replace(/^.*:/, '');
  if (local === 'rss') return true;
  if (local === 'entry') return false;
  const namespaces = Object.entries(attributes)
    .filter(([name]) => name.startsWith('xmlns'))
    .map(([, uri]) => uri.toLowerCase());
  if (local === 'rdf') return head !== '' || namespaces.some((uri) => /\/rss\b|netscape\.com\/rdf/.test(uri));
  if (local === 'feed') return head !== '' || namespaces.some((uri) => /atom|echo|pie/.test(uri));
  return head !== '';
}

import { selectAll } from 'css-select';
import { parsePage, textOf, type PageElement, type PageNode } from './page-tree.ts';
import { addressKey, bareHost } from '../web/source-address.ts';

export interface FeedLink {
  readonly url: string;
  readonly title?: string;
}

/** What a page offers to somebody who looks for feeds. */
export interface PageLinks {
  readonly title: string;
  readonly feeds: readonly FeedLink[];
  /** Pages that seem to list feeds: a link that reads "RSS". */
  readonly lists: readonly string[];
}

/** Reads the feed links of a page (decoded HTML) that came from `url`: those it declares, those it lists, and the pages that seem to list more. */
export function pageLinks(html: string, url: string): PageLinks {
  const page = parsePage(html);
  const all = (selector: string): PageElement[] => selectAll<PageNode, PageElement>(selector, page);
  const base = absolute(all('base[href]')[0]?.attribs['href'] ?? '', url) ?? url;
  const feeds = new Map<string, FeedLink>();
  const lists: string[] = [];
  const add = (href: string, title: string): void => {
    const address = absolute(href, base);
    const key = address === undefined ? undefined : addressKey(address);
    if (address === undefined || key === undefined || feeds.has(key) || feeds.size >= 200) return;
    feeds.set(key, { url: address, ...(title !== '' && { title: title.slice(0, 120) }) });
  };
  for (const link of all('link[rel~="alternate"][href]')) {
    const type = link.attribs['type'] ?? '';
    if (
      /(?:rss|atom|rdf)\+?xml|feed\+json|application\/json/i.test(type) &&
      !/oembed|wp-json/.test(link.attribs['href'] ?? '')
    ) {
      if (!/comments?\/feed|\/comments/i.test(link.attribs['href'] ?? ''))
        add(link.attribs['href'] ?? '', link.attribs['title'] ?? '');
    }
  }
  for (const anchor of all('a[href]').slice(0, 3000)) {
    const href = anchor.attribs['href'] ?? '';
    if (/\.(?:rss|atom)(?:\?|$)|\/rss\/[^?#]+\.(?:xml|rss)$|[?&](?:format|type)=rss\b/i.test(href))
      add(href, textOf(anchor));
    else if (
      /\brss\b/i.test(textOf(anchor).slice(0, 40)) ||
      /\/(?:rss|kenh-rss|rss-feed|rss_feed)(?:\.\w+)?\/?$/i.test(href)
    ) {
      const list = absolute(href, base);
      if (list !== undefined && !lists.includes(list) && sameSite(list, url)) lists.push(list);
    }
  }
  const title = all('title')[0];
  return { title: title === undefined ? '' : textOf(title), feeds: [...feeds.values()], lists };
}

/** Whether two addresses belong to one site: the same host, or one below the other. */
export function sameSite(a: string, b: string): boolean {
  const [left, right] = [bareHost(new URL(a).hostname), bareHost(new URL(b).hostname)];
  return left === right || left.endsWith(`.${right}`) || right.endsWith(`.${left}`);
}

function absolute(href: string, base: string): string | undefined {
  if (href.trim() === '' || !URL.canParse(href.trim(), base)) return undefined;
  const url = new URL(href.trim(), base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  url.hash = '';
  return url.href.length <= 2048 ? url.href : undefined;
}

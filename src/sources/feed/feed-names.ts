import type { Attributes } from './markup.ts';

/** Which part of a feed an element is for us, whatever its dialect calls it. */
export type Role = 'title' | 'link' | 'guid' | 'date' | 'body';

/** Turns the names of one feed into those of this program: no prefix for RSS and Atom themselves, usual prefixes for the rest. */
export interface NameBook {
  /** Learns from the `xmlns` attributes of a tag. */
  learn(attributes: Attributes): void;
  /** `rss:item`, `item`, `atom10:link`: their meaning here. `ownNamespace` is an `xmlns` on the element itself. */
  name(qualified: string, ownNamespace?: string): string;
}

/** Creates a name book for a feed whose root element has this (lower-case) name: its prefix is that of the feed's own elements. */
export function createNameBook(rootName: string): NameBook {
  const prefixes = new Map<string, string>();
  const known = new Map<string, string>();
  const rootPrefix = /^([^:]+):(?!rdf$)/.exec(rootName)?.[1];
  if (rootPrefix !== undefined) prefixes.set(rootPrefix, '');

  function learn(attributes: Attributes): void {
    for (const [attribute, value] of Object.entries(attributes)) {
      if (!attribute.startsWith('xmlns:')) continue;
      const prefix = attribute.slice(6);
      if (prefix === rootPrefix) continue;
      prefixes.set(prefix, usualPrefix(value) ?? `?${prefix}`);
      known.clear();
    }
  }

  function name(qualified: string, ownNamespace?: string): string {
    const colon = qualified.indexOf(':');
    if (colon === -1) {
      const prefix = ownNamespace === undefined ? '' : (usualPrefix(ownNamespace) ?? '?');
      return prefix === '' ? qualified : `${prefix}:${qualified}`;
    }
    let found = known.get(qualified);
    if (found === undefined) {
      const prefix = qualified.slice(0, colon);
      const meaning = prefixes.get(prefix) ?? (prefix === 'rss' || prefix === 'rss2' ? '' : prefix);
      found = meaning === '' ? qualified.slice(colon + 1) : `${meaning}:${qualified.slice(colon + 1)}`;
      known.set(qualified, found);
    }
    return found;
  }

  return { learn, name };
}

/** Prefix of a namespace in this program, empty for those of RSS and Atom; absent for one we do not know. */
function usualPrefix(namespace: string): string | undefined {
  const uri = namespace
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/#]+$/, '');
  if (OWN.has(uri) || /^(?:my|channel)\.netscape\.com\/rdf\/simple\/0\.9/.test(uri)) return '';
  return USUAL.get(uri);
}

/** What RSS (0.9 to 2.0), Atom and its drafts have called themselves. */
const OWN = new Set([
  '',
  'purl.org/rss/1.0',
  'purl.org/rss/2.0',
  'purl.org/net/rss1.1',
  'purl.org/net/rss1.1/payload',
  'backend.userland.com/rss2',
  'backend.userland.com/rss',
  'backend.userland.com/rss091',
  'backend.userland.com/rss092',
  'blogs.law.harvard.edu/tech/rss',
  'cyber.law.harvard.edu/rss',
  'cyber.law.harvard.edu/rss/rss.html',
  'www.rssboard.org/rss-specification',
  'www.w3.org/2005/atom',
  'purl.org/atom/ns',
  'purl.org/atom',
  'purl.org/echo',
  'purl.org/pie',
  'example.com/newformat',
  'example.com/necho',
  'uri/of/echo/namespace',
]);

const USUAL: ReadonlyMap<string, string> = new Map([
  ['purl.org/dc/elements/1.1', 'dc'],
  ['purl.org/dc/elements/1.0', 'dc'],
  ['purl.org/metadata/dublin_core', 'dc'],
  ['purl.org/dc/terms', 'dcterms'],
  ['purl.org/rss/1.0/modules/content', 'content'],
  ['purl.org/rss/1.0/modules/syndication', 'sy'],
  ['www.w3.org/1999/xhtml', 'xhtml'],
  ['www.w3.org/1999/02/22-rdf-syntax-ns', 'rdf'],
  ['search.yahoo.com/mrss', 'media'],
  ['rssnamespace.org/feedburner/ext/1.0', 'feedburner'],
  ['www.itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['prismstandard.org/namespaces/basic/2.0', 'prism'],
  ['prismstandard.org/namespaces/1.2/basic', 'prism'],
]);

/** Elements of an entry that we read, by their name here. */
export const ENTRY_ROLES: ReadonlyMap<string, Role> = new Map<string, Role>([
  ['title', 'title'],
  ['dc:title', 'title'],
  ['media:title', 'title'],
  ['itunes:title', 'title'],
  ['link', 'link'],
  ['feedburner:origlink', 'link'],
  ['guid', 'guid'],
  ['id', 'guid'],
  ['dc:identifier', 'guid'],
  ['pubdate', 'date'],
  ['published', 'date'],
  ['issued', 'date'],
  ['created', 'date'],
  ['updated', 'date'],
  ['modified', 'date'],
  ['date', 'date'],
  ['dc:date', 'date'],
  ['dcterms:issued', 'date'],
  ['dcterms:available', 'date'],
  ['dcterms:created', 'date'],
  ['dcterms:modified', 'date'],
  ['prism:publicationdate', 'date'],
  ['description', 'body'],
  ['summary', 'body'],
  ['content', 'body'],
  ['content:encoded', 'body'],
  ['encoded', 'body'],
  ['abstract', 'body'],
  ['dc:description', 'body'],
  ['dcterms:abstract', 'body'],
  ['body', 'body'],
  ['xhtml:body', 'body'],
  ['xhtml:div', 'body'],
  ['media:description', 'body'],
  ['itunes:summary', 'body'],
]);

/** Elements about the whole feed that we read. */
export const HEAD_FIELDS: ReadonlySet<string> = new Set([
  'title',
  'dc:title',
  'link',
  'ttl',
  'sy:updateperiod',
  'sy:updatefrequency',
]);

/** Elements about the whole feed with a title and a link of their own, which must not be mistaken for the feed's. */
export const HEAD_BOXES: ReadonlySet<string> = new Set([
  'image',
  'textinput',
  'author',
  'contributor',
  'source',
  'description',
  'tagline',
  'subtitle',
  'info',
  'itunes:owner',
  'itunes:summary',
]);

/** Elements that would not stand inside another field's HTML: they show that the field before was never closed. */
export const FIELD_STARTS: ReadonlySet<string> = new Set([
  'title',
  'link',
  'guid',
  'pubdate',
  'description',
  'id',
  'updated',
  'published',
  'dc:date',
  'content:encoded',
]);

/** An entry of RSS or of Atom. */
export function isEntry(meaning: string): boolean {
  return meaning === 'item' || meaning === 'entry';
}

/** Elements of an entry that only hold others together. */
export const TRANSPARENT: ReadonlySet<string> = new Set(['media:group']);

import { createRequire } from 'node:module';
import { is, selectAll, selectOne } from 'css-select';
import { Parser } from 'htmlparser2';
import type { SourceHints } from '../../news/source.ts';
import type { Instant } from '../../news/time.ts';
import { cleanLine } from '../../text/clean.ts';
import { canonicalLink, linkKey } from '../web/canonical-link.ts';
import { linkedRecords } from '../page/linked-data.ts';
import { readPageDate } from '../page/page-date.ts';
import {
  isElement,
  parsePage,
  textOf,
  type PageElement,
  type PageNode,
  type PageRoot,
} from '../page/page-tree.ts';

/** How the entries of one publisher's list page are found; several ways are tried in order until one finds some. */
export interface ListPage {
  readonly id: string;
  readonly title: string;
  readonly readers: readonly ListReader[];
}

export type ListReader =
  /** CSS selectors: one element per entry, the rest inside it. Without `title` the entry's first link is its title. */
  | {
      readonly kind: 'selectors';
      readonly entry: string;
      readonly title?: string;
      readonly date?: string;
      readonly summary?: string;
    }
  /** schema.org `ItemList`, or articles one by one. */
  | { readonly kind: 'json-ld' }
  /** A news sitemap, or a plain one whose addresses then are the titles. */
  | { readonly kind: 'sitemap' }
  /** Every link of title length whose path matches; the date is looked for around it. */
  | { readonly kind: 'links'; readonly path: string };

/** An entry as the page shows it, made safe: what a feed's item is before it gets its identity. */
export interface ListEntry {
  readonly title: string;
  readonly link: string;
  readonly publishedAt?: Instant;
  readonly summary: string;
}

const declared = createRequire(import.meta.url)('./list-pages.json') as readonly ListPage[];
const limits = { entries: 300, title: 300, summary: 2000, links: 5000 } as const;

/** The declared list page that a source's hints name. */
export function listPageOf(hints: SourceHints | undefined): ListPage | undefined {
  return hints?.listPage === undefined ? undefined : declared.find((page) => page.id === hints.listPage);
}

/** All declared list pages. */
export function listPages(): readonly ListPage[] {
  return declared;
}

/**
 * Reads a list page (decoded HTML or XML) into entries in page order, each once, 300 at most. Entries without a title or
 * a safe http(s) link on the page's own site are left out. `url` is where the page came from.
 */
export function readListPage(
  text: string,
  page: ListPage,
  { url, now }: { readonly url: string; readonly now: Instant },
): readonly ListEntry[] {
  let tree: PageRoot | undefined;
  const parsed = (): PageRoot => (tree ??= parsePage(text));
  for (const reader of page.readers) {
    const found = rawEntries(reader, text, parsed, url);
    const entries = settle(found, url, now);
    if (entries.length > 0) return entries;
  }
  return [];
}

interface RawEntry {
  readonly title: string;
  readonly href: string;
  readonly date?: string;
  readonly summary?: string;
}

function rawEntries(
  reader: ListReader,
  text: string,
  parsed: () => PageRoot,
  url: string,
): readonly RawEntry[] {
  switch (reader.kind) {
    case 'selectors':
      return bySelectors(reader, parsed());
    case 'json-ld':
      return byLinkedData(parsed());
    case 'sitemap':
      return bySitemap(text);
    case 'links':
      return byLinks(new RegExp(reader.path, 'i'), parsed(), url);
  }
}

function settle(found: readonly RawEntry[], url: string, now: Instant): readonly ListEntry[] {
  const entries = new Map<string, ListEntry>();
  const site = siteOf(url);
  for (const raw of found) {
    if (entries.size >= limits.entries) break;
    const title = cleanLine(raw.title).slice(0, limits.title);
    const link = canonicalLink(raw.href, url);
    if (title === '' || link === undefined || siteOf(link) !== site) continue;
    const key = linkKey(link);
    if (entries.has(key)) continue;
    const publishedAt = raw.date === undefined ? undefined : readPageDate(raw.date, now);
    const summary = cleanLine(raw.summary ?? '').slice(0, limits.summary);
    entries.set(key, {
      title,
      link,
      ...(publishedAt !== undefined && { publishedAt }),
      summary: summary === title ? '' : summary,
    });
  }
  return [...entries.values()];
}

function bySelectors(
  reader: Extract<ListReader, { kind: 'selectors' }>,
  page: PageRoot,
): readonly RawEntry[] {
  const entries: RawEntry[] = [];
  for (const entry of findAll(reader.entry, page).slice(0, limits.entries * 2)) {
    const titled = first(reader.title ?? 'a[href]', entry);
    const anchor = titled === undefined ? undefined : titled.name === 'a' ? titled : first('a[href]', titled);
    const link = anchor ?? first('a[href]', entry);
    if (titled === undefined || link === undefined) continue;
    const dated = reader.date === undefined ? undefined : first(reader.date, entry);
    const summed = reader.summary === undefined ? undefined : first(reader.summary, entry);
    entries.push({
      title: textOf(titled) || (link.attribs['title'] ?? ''),
      href: link.attribs['href'] ?? '',
      date: dated === undefined ? textOf(entry) : (dated.attribs['datetime'] ?? textOf(dated)),
      ...(summed !== undefined && { summary: textOf(summed) }),
    });
  }
  return entries;
}

function byLinks(path: RegExp, page: PageRoot, url: string): readonly RawEntry[] {
  const entries: RawEntry[] = [];
  for (const anchor of findAll('a[href]', page).slice(0, limits.links)) {
    const href = anchor.attribs['href'] ?? '';
    const title = textOf(anchor) || (anchor.attribs['title'] ?? '');
    if (title.length < 25 || !URL.canParse(href, url)) continue;
    if (!path.test(new URL(href, url).pathname.slice(0, 500))) continue;
    const around = surroundings(anchor, title);
    entries.push({ title, href, ...(around !== undefined && { date: around }) });
  }
  return entries;
}

/** What stands beside a link in its own box: the date, where there is one. */
function surroundings(anchor: PageElement, title: string): string | undefined {
  let at: PageElement['parent'] = anchor.parent;
  for (let steps = 0; steps < 3 && at !== null && isElement(at); steps++) {
    const rest = textOf(at).replace(title, ' ');
    if (rest.length > 600) return undefined;
    if (/\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}/.test(rest)) return rest.trim().slice(0, 300);
    at = at.parent;
  }
  return undefined;
}

function byLinkedData(page: PageRoot): readonly RawEntry[] {
  return linkedRecords(page)
    .flatMap((record) => (isType(record, /^ItemList$/) ? elementsOf(record['itemListElement']) : [record]))
    .map((record) => (isRecord(record['item']) ? { ...record['item'], ...urlOf(record['item']) } : record))
    .flatMap((record) => {
      const title = record['headline'] ?? record['name'];
      const href = urlOf(record)['url'];
      if (typeof title !== 'string' || typeof href !== 'string') return [];
      const date = record['datePublished'] ?? record['dateCreated'];
      const summary = record['description'];
      return [
        {
          title,
          href,
          ...(typeof date === 'string' && { date }),
          ...(typeof summary === 'string' && { summary }),
        },
      ];
    });
}

/** Sitemaps are read as a stream of tags: a broken one still gives what came before. */
function bySitemap(text: string): readonly RawEntry[] {
  const entries: RawEntry[] = [];
  let fields: Record<string, string> | undefined;
  let field = '';
  const parser = new Parser(
    {
      onopentagname(name) {
        if (name === 'url') fields = Object.create(null) as Record<string, string>;
        field = name;
      },
      ontext(part) {
        if (fields !== undefined) fields[field] = (fields[field] ?? '') + part;
      },
      onclosetag(name, implied) {
        field = '';
        // Closed by the end of the file alone: its address may be cut.
        if (name !== 'url' || fields === undefined || implied) return;
        const href = (fields['loc'] ?? '').trim();
        const date = fields['news:publication_date'] ?? fields['lastmod'];
        const title = (fields['news:title'] ?? titleFrom(href)).trim();
        if (entries.length < limits.entries)
          entries.push({ title, href, ...(date !== undefined && { date }) });
        fields = undefined;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(text.slice(0, 5_000_000));
  return entries;
}

/** `/tin-tuc/gia-gao-tang-123.html` → `gia gao tang`: better than no title, and the page itself will give the right one. */
function titleFrom(href: string): string {
  if (!URL.canParse(href)) return '';
  const last = new URL(href).pathname.split('/').findLast((part) => part !== '') ?? '';
  return last
    .replace(/\.\w+$/, '')
    .replace(/[-_]+/g, ' ')
    .replace(/\s\d+$/, '')
    .trim();
}

function elementsOf(value: unknown): readonly Record<string, unknown>[] {
  return (Array.isArray(value) ? value : [value]).filter(isRecord);
}

function urlOf(record: Readonly<Record<string, unknown>>): { readonly url?: unknown } {
  const page = record['mainEntityOfPage'];
  const url = record['url'] ?? (isRecord(page) ? page['@id'] : page) ?? record['@id'];
  return { url };
}

function isType(record: Readonly<Record<string, unknown>>, type: RegExp): boolean {
  return [record['@type']].flat().some((name) => typeof name === 'string' && type.test(name));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The last two or three labels of a host, enough to tell a ministry's own pages from links to others. */
function siteOf(url: string): string {
  const labels = new URL(url).hostname.replace(/^www\./, '').split('.');
  const second = labels.at(-2) ?? '';
  return labels.slice(/^(?:gov|com|org|net|edu)$/.test(second) ? -3 : -2).join('.');
}

function findAll(selector: string, root: PageRoot): readonly PageElement[] {
  return selectAll<PageNode, PageElement>(selector, root);
}

function first(selector: string, element: PageElement): PageElement | undefined {
  if (is<PageNode, PageElement>(element, selector)) return element;
  return selectOne<PageNode, PageElement>(selector, element) ?? undefined;
}

import { decodeHTML } from 'entities';
import type { Instant } from '../../news/time.ts';
import { selectAll, selectOne } from 'css-select';
import { linkedRecords, type LinkedRecord } from './linked-data.ts';
import { isPersonName } from './page-boilerplate.ts';
import { readPageDate } from './page-date.ts';
import { collapse, marksOf, textOf, type PageElement, type PageNode, type PageRoot } from './page-tree.ts';

/** What a page says of its article outside the article's text. */
export interface PageMetadata {
  readonly title: string;
  readonly byline?: string;
  readonly publishedAt?: Instant;
  readonly description?: string;
  /** The whole text, where the page hands it to search engines. */
  readonly articleBody?: string;
  readonly siteName?: string;
  /** The page calls itself an article. */
  readonly isArticle: boolean;
}

/** Reads a page's JSON-LD, meta tags, headings and visible date, in that order of trust. `now` bounds the date: nothing appears in the future. */
export function readMetadata(page: PageRoot, now: Instant): PageMetadata {
  const linked = linkedArticle(page);
  const metas = metaTags(page);
  const siteName = metas.get('og:site_name') ?? namedOf(linked?.['publisher']);
  const title = titleOf(page, metas, linked, siteName);
  const byline = bylineOf(page, metas, linked, siteName);
  const publishedAt = dateOf(page, metas, linked, now);
  const description =
    metas.get('og:description') ?? metas.get('description') ?? textField(linked, 'description');
  const articleBody = textField(linked, 'articleBody');
  return {
    title,
    isArticle:
      linked !== undefined ||
      metas.get('og:type')?.toLowerCase() === 'article' ||
      metas.has('article:published_time'),
    ...(byline !== undefined && { byline }),
    ...(publishedAt !== undefined && { publishedAt }),
    ...(description !== undefined && { description }),
    ...(articleBody !== undefined && { articleBody }),
    ...(siteName !== undefined && { siteName }),
  };
}

/** The one `h1` that is a headline, else what the page tells others its title is; the site's name at either end is cut off. */
function titleOf(
  page: PageRoot,
  metas: Metas,
  linked: LinkedRecord | undefined,
  siteName: string | undefined,
): string {
  const told =
    metas.get('og:title') ??
    textField(linked, 'headline') ??
    metas.get('twitter:title') ??
    metas.get('title');
  const inHead = find('title', page);
  const candidates = [told, inHead === undefined ? undefined : textOf(inHead)]
    .filter((text) => text !== undefined && text !== '')
    .map((text) => withoutSite(withoutSite(text as string, siteName), siteName));
  const headlines = findAll('h1', page)
    .map(textOf)
    .filter((text) => text.length >= 8 && text.length <= 400);
  const agreed = headlines.find((headline) =>
    candidates.some((candidate) => saysTheSame(headline, candidate)),
  );
  if (agreed !== undefined) return agreed;
  const marked = findAll('h1, h2, h3, div, p, span', page).find(
    (element) =>
      /(?:^|[\s_-])(?:title|tieu-?de|headline|heading)(?:$|[\s_-])/.test(marksOf(element)) &&
      candidates.some((candidate) => saysTheSame(textOf(element), candidate)),
  );
  if (marked !== undefined) return textOf(marked);
  return candidates[0] ?? headlines[0] ?? '';
}

function withoutSite(title: string, siteName: string | undefined): string {
  const parts = title.split(/\s+(?:[|»•]|[-–—](?=\s))\s*/);
  if (parts.length < 2) return title.trim();
  const last = parts.at(-1) ?? '';
  const bar = /\s[|»•]\s*[^|»•]{1,60}$/.test(title);
  const site = siteName !== undefined && fold(last).includes(fold(siteName));
  const like =
    /^(?:Báo|Tạp chí|Cổng|Trang|Tin tức|Chi tiết|Thời báo|Đài|Bộ|Sở|Cục|UBND)(?:\s.{0,60})?$|\.(?:vn|com|net|org)$/u.test(
      last,
    );
  const known = siteName !== undefined && fold(siteName).includes(fold(last)) && last.length > 3;
  if (!bar && !site && !like && !known) return title.trim();
  return (
    title
      .slice(0, title.lastIndexOf(last))
      .replace(/\s*[|»•\-–—]\s*$/, '')
      .trim() || title.trim()
  );
}

function saysTheSame(a: string, b: string): boolean {
  const [left, right] = [fold(a), fold(b)];
  return (
    left !== '' &&
    (left === right ||
      (left.length >= 20 && right.startsWith(left)) ||
      (right.length >= 20 && left.startsWith(right)))
  );
}

function bylineOf(
  page: PageRoot,
  metas: Metas,
  linked: LinkedRecord | undefined,
  siteName: string | undefined,
): string | undefined {
  const visible = findAll(
    '[rel="author"], [itemprop="author"] [itemprop="name"], [itemprop="author"], .author_mail strong, .author-name, .article-author .name, .detail-author, .cms-author, .article__author, .name-author, .author-info .name, .article-detail-author, .tac-gia, .tacgia, .author, .byline, .post-author, p.pAuthor, .news-author, .detail__author',
    page,
  )
    .slice(0, 12)
    .map((element) =>
      tidyByline(element.name === 'meta' ? (element.attribs['content'] ?? '') : textOf(element)),
    );
  const told = [
    namedOf(linked?.['author']),
    metas.get('article:author'),
    metas.get('author'),
    metas.get('dable:author'),
  ].map((text) => (text === undefined ? undefined : tidyByline(text)));
  const named = [...told, ...visible].find(
    (text): text is string => text !== undefined && isByline(text, siteName),
  );
  if (named !== undefined) return named;
  // Whatever else is called after an author, when it holds nothing but a name.
  return findAll('[class*="author"], [class*="tacgia"], [class*="byline"]', page)
    .slice(0, 30)
    .map((element) => tidyByline(textOf(element)))
    .find((text) => isPersonName(text) && isByline(text, siteName));
}

function tidyByline(text: string): string {
  return collapse(text)
    .replace(
      /^(?:tác giả|bài(?: và ảnh)?|thực hiện|theo|by|nhóm phóng viên|phóng viên|pv|người viết)\s*[:：]\s*/i,
      '',
    )
    .replace(/\s*[|•–-]\s*\d.*$/, '')
    .replace(/\S+@\S+\.\S+/, '')
    .replace(/^[\s,;:()/-]+|[\s,;:(/-]+$/g, '');
}

function isByline(text: string, siteName: string | undefined): boolean {
  if (text.length < 2 || text.length > 80 || /https?:|www\.|[<>{}]/.test(text)) return false;
  if (siteName !== undefined && (fold(text) === fold(siteName) || fold(siteName).includes(fold(text))))
    return false;
  if (/\.(?:vn|com|net|org)$/i.test(text) && !/[\s/]/.test(text)) return false;
  if (
    /^(?:báo|tạp chí|thời báo|cổng|trang tin|bộ |sở |vccorp|admin|administrator|webmaster|root|editor|biên tập viên)/i.test(
      text,
    )
  )
    return false;
  if (/^\d/.test(text) || /\d{1,2}[/:]\d{2}/.test(text)) return false;
  return (
    isPersonName(text.replace(/\s*[(/|].*$/, '')) || (/\p{L}/u.test(text) && text.split(/\s+/).length >= 2)
  );
}

/** Meta and JSON-LD dates first, then `<time>`, then what stands in the page where dates stand. */
function dateOf(
  page: PageRoot,
  metas: Metas,
  linked: LinkedRecord | undefined,
  now: Instant,
): Instant | undefined {
  const told = [
    textField(linked, 'datePublished'),
    ...[
      'article:published_time',
      'datepublished',
      'pubdate',
      'publishdate',
      'og:published_time',
      'dc.date.issued',
      'date',
      'its_publication',
      'dc.date',
      'parsely-pub-date',
      'sailthru.date',
      'article:published',
      'dcterms.created',
      'lastmod',
    ].map((name) => metas.get(name)),
    textField(linked, 'dateCreated'),
  ];
  for (const text of told) {
    const at = text === undefined ? undefined : readPageDate(text, now);
    if (at !== undefined) return at;
  }
  for (const time of findAll('[itemprop="datePublished"], time[datetime], time', page).slice(0, 20)) {
    const at =
      readPageDate(time.attribs['datetime'] ?? time.attribs['content'] ?? '', now) ??
      readPageDate(textOf(time), now);
    if (at !== undefined) return at;
  }
  const headline = find('h1', page);
  const dated = findAll(
    '[class*="date"], [class*="time"], [class*="ngay"], [class*="publish"], [id*="date"], [id*="Date"], [class*="Date"], [class*="Time"], [class*="meta"], [class*="tool-bar"], [class*="post-info"]',
    page,
  ).filter((element) => textOf(element).length <= 160);
  // The page's own clock ("Thứ Tư, 25/11/2026") stands above the headline in the page's head; the article's date hardly ever does.
  const ordered =
    headline === undefined
      ? dated
      : [...dated.filter((element) => nearHeadline(element, headline)), ...dated];
  for (const element of ordered) {
    const at = readPageDate(textOf(element), now);
    if (at !== undefined) return at;
  }
  return undefined;
}

function nearHeadline(element: PageElement, headline: PageElement): boolean {
  let around: PageElement['parent'] = headline;
  for (let steps = 0; steps < 3 && around?.parent !== null && around !== null; steps++)
    around = around.parent;
  for (let at: PageElement['parent'] = element; at !== null; at = at.parent) if (at === around) return true;
  return false;
}

type Metas = ReadonlyMap<string, string>;

function metaTags(page: PageRoot): Metas {
  const metas = new Map<string, string>();
  for (const meta of findAll('meta', page).slice(0, 500)) {
    const content = collapse(decodeHTML(meta.attribs['content'] ?? ''));
    if (content === '') continue;
    for (const name of [meta.attribs['property'], meta.attribs['name'], meta.attribs['itemprop']]) {
      const key = name?.toLowerCase();
      if (key !== undefined && !metas.has(key)) metas.set(key, content);
    }
  }
  return metas;
}

function linkedArticle(page: PageRoot): LinkedRecord | undefined {
  return linkedRecords(page).find((record) =>
    [record['@type']]
      .flat()
      .some((type) => typeof type === 'string' && /(?:Article|BlogPosting|Report)$/.test(type)),
  );
}

function textField(record: LinkedRecord | undefined, name: string): string | undefined {
  const value = record?.[name];
  if (typeof value !== 'string') return undefined;
  const text = name === 'articleBody' ? decodeHTML(value).trim() : collapse(decodeHTML(value));
  return text === '' ? undefined : text;
}

function namedOf(value: unknown): string | undefined {
  if (typeof value === 'string') return collapse(decodeHTML(value)) || undefined;
  if (Array.isArray(value)) {
    const names = value.map(namedOf).filter((name) => name !== undefined);
    return names.length > 0 ? [...new Set(names)].slice(0, 4).join(', ') : undefined;
  }
  if (typeof value === 'object' && value !== null) return namedOf((value as LinkedRecord)['name']);
  return undefined;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function find(selector: string, page: PageRoot): PageElement | undefined {
  return selectOne<PageNode, PageElement>(selector, page) ?? undefined;
}

function findAll(selector: string, page: PageRoot): PageElement[] {
  return selectAll<PageNode, PageElement>(selector, page);
}

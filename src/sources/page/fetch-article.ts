import type { Item } from '../../news/item.ts';
import type { Source } from '../../news/source.ts';
import type { Instant } from '../../news/time.ts';
import type { PageArticle } from './article-page.ts';
import type { PageReader } from './page-reader.ts';
import type { Fetcher } from '../web/fetch.ts';
import { createRobotsGuard, type RobotsGuard } from '../web/robots.ts';

/** Gets the text of articles whose feed carries only a teaser. */
export interface ArticleFetcher {
  /** The best text we may have for an item. Never throws: where the page cannot be had, the feed's own text is the answer and `reason` says why. */
  textFor(item: Item, source: Source, now: Instant): Promise<ArticleText>;
}

export interface ArticleText {
  readonly text: string;
  readonly from: 'page' | 'feed';
  /** Why the feed's text was used, in one word. */
  readonly reason?: TeaserReason;
  readonly byline?: string;
  /** The page's own date, for items whose feed gives none. */
  readonly publishedAt?: Instant;
}

export type TeaserReason =
  | 'complete'
  | 'teaser-only'
  | 'no-link'
  | 'robots'
  | 'robots-unreachable'
  | 'unreachable'
  | 'not-html'
  | 'unreadable'
  | 'worse'
  | 'other-text';

export interface ArticleFetcherDeps {
  readonly fetcher: Pick<Fetcher, 'fetch'>;
  readonly reader: Pick<PageReader, 'read'>;
  readonly robots?: RobotsGuard;
}

/** Article pages are smaller than feeds may be. */
const maxPageBytes = 3 * 1024 * 1024;
/** A feed text of this many characters in several paragraphs is the article itself. */
const completeFrom = 1500;

/** Creates the article fetcher. Robots rules are remembered by it; nothing is fetched before the first item. */
export function createArticleFetcher(deps: ArticleFetcherDeps): ArticleFetcher {
  const robots = deps.robots ?? createRobotsGuard(deps.fetcher);

  return {
    async textFor(item, source, now) {
      const teaser = (reason: TeaserReason): ArticleText => ({ text: item.summary, from: 'feed', reason });
      if (source.hints?.teaserOnly === true) return teaser('teaser-only');
      if (item.link === undefined || !URL.canParse(item.link)) return teaser('no-link');
      if (isComplete(item.summary)) return teaser('complete');
      const allowed = await robots.mayRead(item.link, now);
      if (!allowed.allowed) return teaser(allowed.reason);
      const outcome = await deps.fetcher.fetch(item.link, {
        maxBytes: maxPageBytes,
        accept: 'text/html, application/xhtml+xml, */*;q=0.3',
        ...(allowed.pauseMs !== undefined && { gapMs: allowed.pauseMs }),
      });
      if (outcome.kind !== 'ok') return teaser('unreachable');
      const contentType = outcome.headers['content-type'];
      if (contentType !== undefined && !/html|xml|text\/plain|octet-stream/i.test(contentType))
        return teaser('not-html');
      const page = await deps.reader.read({
        bytes: outcome.bytes,
        now,
        ...(contentType !== undefined && { contentType }),
      });
      if (page === undefined || page.text === '') return teaser('unreadable');
      if (page.text.length < Math.max(120, item.summary.length * 0.8)) return teaser('worse');
      if (!isAbout(page, item)) return teaser('other-text');
      return {
        text: page.text,
        from: 'page',
        ...(page.byline !== undefined && { byline: page.byline }),
        ...(page.publishedAt !== undefined && { publishedAt: page.publishedAt }),
      };
    },
  };
}

function isComplete(summary: string): boolean {
  return (
    summary.length >= completeFrom && summary.split('\n').length >= 3 && !/(?:…|\.\.\.|\[…\])$/.test(summary)
  );
}

/** A consent page, a captcha or a home page where the article should be shares hardly a word with the item. */
function isAbout(page: PageArticle, item: Item): boolean {
  const known = wordsOf(`${item.title} ${item.summary.slice(0, 300)}`);
  if (known.size < 4) return true;
  const found = wordsOf(`${page.title} ${page.text}`);
  let shared = 0;
  for (const word of known) if (found.has(word)) shared += 1;
  return shared >= known.size * 0.4;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(
    text
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{N}]{2,}/gu) ?? [],
  );
}

import type { TimeZone } from '../../news/time.ts';
import type { StoryHits } from '../../ports/desk.ts';
import { html, typeset } from '../html.ts';
import type { Html } from '../html.ts';
import type { Page, Site } from '../layout.ts';
import { storyPath } from './digest-page.ts';
import { timeHtml } from './moment.ts';

export const pageSize = 10;

export interface SearchShown {
  readonly query: string;
  readonly offset: number;
  /** Absent when nothing was asked yet. */
  readonly hits?: StoryHits;
}

/** The search box with what it found. */
export function searchPage(site: Site, { query, offset, hits }: SearchShown, timeZone: TimeZone): Page {
  return {
    title: query === '' ? 'Tìm tin' : `Tìm: ${query}`,
    path: '/tim',
    hidden: query !== '',
    body: html`<h1>Tìm trong kho tin</h1>
      <form class="search" role="search" action="${site.base}/tim" method="get">
        <input
          type="search"
          name="q"
          value="${query}"
          aria-label="Từ cần tìm"
          maxlength="200"
          placeholder="xuất khẩu lạng sơn"
          required
        />
        <button>Tìm</button>
      </form>
      ${hits === undefined ? html`<p class="quiet">Gõ có dấu hay không dấu đều được. Hiểu "cụm từ", -từ bỏ, OR, tu:2026-11-01, nguon:vnexpress.</p>` : results(site, query, offset, hits, timeZone)}`,
  };
}

function results(site: Site, query: string, offset: number, hits: StoryHits, timeZone: TimeZone): Html {
  if (hits.stories.length === 0)
    return html`<p>Chưa có tin nào khớp với “${query}”. Mời bạn thử ít từ hơn, hoặc từ khác.</p>`;
  const link = (from: number): string => `${site.base}/tim?q=${encodeURIComponent(query)}&tu=${from}`;
  return html`<p class="quiet">${hits.total} việc</p>
    ${hits.stories.map(
      (story) =>
        html`<article>
          <h2 class="title"><a href="${storyPath(site, story.id)}">${typeset(story.title)}</a></h2>
          ${story.summary[0] !== undefined && story.summary[0].sentence !== story.title && html`<p>${typeset(story.summary[0].sentence)}</p>`}
          <p class="quiet">
            ${[...new Set(story.reports.map((report) => report.publisher))].slice(0, 3).join(', ')} ·
            ${timeHtml(story.updatedAt, timeZone)}
          </p>
        </article> `,
    )}
    <nav class="pager" aria-label="Trang kết quả">
      ${offset > 0 ? html`<a href="${link(Math.max(0, offset - pageSize))}" rel="prev">← Trang trước</a>` : html`<span></span>`}
      ${offset + pageSize < hits.total && html`<a href="${link(offset + pageSize)}" rel="next">Trang sau →</a>`}
    </nav>`;
}

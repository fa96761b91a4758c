import { figureText, lineOfFigure } from '../../digest/figure-lines.ts';
import { digestWords, ownWordsMark } from '../../digest/words.ts';
import type { Digest, Entry } from '../../news/digest.ts';
import type { LocalDate } from '../../news/time.ts';
import type { Vocabulary } from '../../ports/vocabulary.ts';
import { html, lineHtml, outward, typeset } from '../html.ts';
import type { Html } from '../html.ts';
import { siteName } from '../layout.ts';
import type { Page, Site } from '../layout.ts';
import { dayAfter, timeHtml } from './moment.ts';

const words = digestWords.vi;

/** The digest of a day as a page. `today` tells how far one can page forward. */
export function digestPage(site: Site, digest: Digest, today: LocalDate, vocabulary: Vocabulary): Page {
  const isToday = digest.date === today;
  const date = words.date(digest.date);
  const firstTitles = digest.sections
    .flatMap((section) => section.entries.map((entry) => entry.story.title))
    .slice(0, 3);
  return {
    title: isToday ? `${siteName} · ${date}` : `${date} · ${siteName}`,
    description: describe(digest, firstTitles),
    path: isToday ? '/' : `/d/${digest.date}`,
    card: `/card/${digest.date}.png`,
    body: html`<h1>${date}</h1>
      ${digest.sections.length === 0 && html`<p>Chưa có tin nào trong ngày này.</p>`} ${figures(site, digest)}
      ${digest.sections.map(
        (section) =>
          html`<section>
            <h2>
              <span aria-hidden="true">${vocabulary.icon(section.topic)}</span>
              ${vocabulary.name(section.topic, 'vi')}
            </h2>
            ${section.entries.map((entry) => entryHtml(site, entry, digest))}
          </section> `,
      )}
      ${
        digest.upcoming !== undefined &&
        html`<section>
          <h2>Sắp tới</h2>
          <ul class="figures">
            ${digest.upcoming.map((line) => html`<li>${typeset(line)}</li>`)}
          </ul>
        </section>`
      }
      <nav class="pager" aria-label="Ngày khác">
        <a href="${site.base}/d/${dayAfter(digest.date, -1)}" rel="prev">← Ngày trước</a>
        ${!isToday && html`<a href="${site.base}/d/${dayAfter(digest.date, 1)}" rel="next">Ngày sau →</a>`}
      </nav>`,
  };
}

/** What a share card says: the figures of the day, else the first titles. */
function describe(digest: Digest, titles: readonly string[]): string {
  const lines = digest.figures.map(({ figure }) => figureText(figure, 'vi'));
  const all = lines.length > 0 ? lines : titles;
  return all.length === 0
    ? 'Điểm tin công nghiệp và thương mại mỗi ngày, có dẫn nguồn.'
    : all.join(' · ').slice(0, 300);
}

function figures(site: Site, digest: Digest): Html {
  if (digest.figures.length === 0) return html``;
  return html`<section>
    <h2>Số trong ngày</h2>
    <ul class="figures">
      ${digest.figures.map(
        ({ figure }) =>
          html`<li>
            ${lineHtml(lineOfFigure(figure, 'vi'))}
            <a
              href="${site.base}/solieu/${encodeURIComponent(figure.indicator)}"
              aria-label="Biểu đồ: ${figureText(figure, 'vi')}"
              >biểu đồ</a
            >
          </li> `,
      )}
    </ul>
  </section> `;
}

function entryHtml(site: Site, entry: Entry, { timeZone }: Digest): Html {
  const { story, lead } = entry;
  const others = new Set(story.reports.map((report) => report.publisher));
  others.delete(lead.publisher);
  const text =
    entry.ownWords === undefined
      ? entry.quotes.map((quote) => quote.sentence).join(' ')
      : `${ownWordsMark} ${entry.ownWords}`;
  return html`<article>
    <h3><a href="${storyPath(site, story.id)}">${typeset(story.title)}</a></h3>
    ${text !== '' && html`<p>${typeset(text)}</p>`}
    <p class="quiet">
      ${outward(lead.link, lead.publisher)}${others.size > 0 && ` ${words.morePapers(others.size)}`} ·
      ${timeHtml(lead.publishedAt, timeZone)}
    </p>
  </article> `;
}

/** Where a story's page is. */
export function storyPath(site: Site, id: string): string {
  return `${site.base}/story/${encodeURIComponent(id)}`;
}

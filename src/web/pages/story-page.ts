import { lineOfFigure, wordedFigures } from '../../digest/figure-lines.ts';
import type { Report, Story } from '../../news/story.ts';
import type { TimeZone } from '../../news/time.ts';
import type { PublicStory } from '../../ports/public-desk.ts';
import type { Vocabulary } from '../../ports/vocabulary.ts';
import { html, lineHtml, outward, typeset } from '../html.ts';
import type { Html } from '../html.ts';
import type { Page, Site } from '../layout.ts';
import { storyPath } from './digest-page.ts';
import { timeHtml } from './moment.ts';

/** Figures shown; the rest is in the articles. */
const mostFigures = 12;

/** One event: what it is, its figures with the sentences they stand in, and every paper that told it, in order. */
export function storyPage(
  site: Site,
  { story, conflicts }: PublicStory,
  timeZone: TimeZone,
  vocabulary: Vocabulary,
): Page {
  const reports = new Map(story.reports.map((report) => [report.articleId, report]));
  return {
    title: story.title,
    description: story.summary[0]?.sentence ?? story.title,
    path: storyPath({ base: '' }, story.id),
    kind: 'article',
    body: html`<h1>${typeset(story.title)}</h1>
      <p class="quiet">
        ${new Set(story.reports.map((report) => report.publisher)).size} báo đưa tin · cập nhật
        ${timeHtml(story.updatedAt, timeZone)}
      </p>
      ${tags(site, story, vocabulary)}
      ${story.summary.map((quote) => quoteHtml(quote.sentence, reports.get(quote.articleId)))}
      ${figuresHtml(site, story)}
      ${
        conflicts.length > 0 &&
        html`<section>
          <h2>Các báo đưa số khác nhau</h2>
          ${conflicts.map(
            (readings) =>
              html`<ul class="figures">
                ${readings.map(({ figure, publishers }) => html`<li>${lineHtml(lineOfFigure(figure, 'vi'))} <span class="quiet">${publishers.join(', ')}</span></li>`)}
              </ul>`,
          )}
        </section>`
      }
      <section>
        <h2>Diễn biến và nguồn</h2>
        <ol class="timeline">
          ${story.reports.map(
            (report) =>
              html`<li>
                ${timeHtml(report.publishedAt, timeZone)} <b>${report.publisher}</b
                ><br />${outward(report.link, report.title)}
              </li> `,
          )}
        </ol>
      </section>`,
  };
}

function tags(site: Site, story: Story, vocabulary: Vocabulary): Html {
  const names = [...story.topics.slice(0, 3), ...story.places.slice(0, 4)].map((id) =>
    vocabulary.name(id, 'vi'),
  );
  if (names.length === 0) return html``;
  return html`<ul class="tags" aria-label="Chủ đề, địa phương">
    ${names.map((name) => html`<li><a href="${site.base}/tim?q=${encodeURIComponent(name)}">${name}</a></li>`)}
  </ul>`;
}

function quoteHtml(sentence: string, report: Report | undefined): Html {
  return html`<blockquote>
    <p>${typeset(sentence)}</p>
    ${report !== undefined && html`<cite class="quiet">${outward(report.link, report.publisher)}</cite>`}
  </blockquote> `;
}

function figuresHtml(site: Site, story: Story): Html {
  const worded = wordedFigures(story.figures, 'vi').slice(0, mostFigures);
  if (worded.length === 0) return html``;
  return html`<section>
    <h2>Số liệu</h2>
    ${worded.map(
      ({ figure, line }) =>
        html`<details>
          <summary>${lineHtml(line)}</summary>
          <blockquote>${typeset(figure.sentence)}</blockquote>
          <p><a href="${site.base}/solieu/${encodeURIComponent(figure.indicator)}">Xem theo thời gian</a></p>
        </details> `,
    )}
  </section> `;
}

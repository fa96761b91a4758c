import type { FigureRow, FigureSheet, IndicatorChoice } from '../../ports/figures.ts';
import type { TimeZone } from '../../news/time.ts';
import { html, outward, typeset } from '../html.ts';
import type { Html } from '../html.ts';
import type { Page, Site } from '../layout.ts';
import { timeHtml } from './moment.ts';

/** The indicators there are. */
export function indicatorsPage(site: Site, choices: readonly IndicatorChoice[]): Page {
  return {
    title: 'Số liệu theo thời gian',
    description: 'Số liệu công nghiệp, thương mại, giá cả gom từ các bài báo, có dẫn nguồn.',
    path: '/solieu',
    body: html`<h1>Số liệu theo thời gian</h1>
      ${choices.length === 0 && html`<p>Chưa có số liệu nào. Số liệu được gom dần từ các bài báo.</p>`}
      <ul>
        ${choices.map(({ id, name }) => html`<li><a href="${path(site, id)}">${name}</a></li> `)}
      </ul>`,
  };
}

/** One series: its picture, and every reading with the sentence it was taken from. */
export function figuresPage(site: Site, sheet: FigureSheet, timeZone: TimeZone): Page {
  const newest = sheet.rows[0];
  const picture = `${site.base}/chart/${encodeURIComponent(sheet.id)}.png`;
  const alt = `Biểu đồ ${sheet.title}, ${sheet.measure}${newest === undefined ? '' : `; ${newest.period}: ${newest.text}`}`;
  return {
    title: `${sheet.title} · Số liệu`,
    description:
      newest === undefined
        ? sheet.title
        : `${sheet.title}: ${newest.period} ${newest.text} (${sheet.measure})`,
    path: path({ base: '' }, sheet.id),
    card: `/chart/${encodeURIComponent(sheet.id)}.png`,
    body: html`<h1>${sheet.title}</h1>
      <p class="quiet">${sheet.measure}</p>
      <figure>
        <picture
          ><source srcset="${picture}?nen=toi" media="(prefers-color-scheme: dark)" />
          <img src="${picture}" width="1200" height="675" alt="${alt}"
        /></picture>
      </figure>
      <div class="scroll" tabindex="0" role="region" aria-label="Bảng số liệu">
        <table>
          <thead>
            <tr>
              <th scope="col">Kỳ</th>
              <th scope="col">Số liệu</th>
              <th scope="col">Nguồn</th>
            </tr>
          </thead>
          <tbody>
            ${sheet.rows.map((row) => rowHtml(row, timeZone))}
          </tbody>
        </table>
      </div>
      ${
        sheet.related.length > 0 &&
        html`<h2>Xem thêm</h2>
          <ul>
            ${sheet.related.map(({ id, title }) => html`<li><a href="${path(site, id)}">${title}</a></li>`)}
          </ul>`
      }`,
  };
}

function rowHtml(row: FigureRow, timeZone: TimeZone): Html {
  return html`<tr>
    <td class="number">${row.period}</td>
    <td class="number">
      ${row.text}${row.estimated && ' (ước)'}${row.others.map((other) => html`<br /><span class="quiet">${other.text}, ${other.publishers.join(', ')}</span>`)}
    </td>
    <td>
      <details>
        <summary>${row.publishers.join(', ')}</summary>
        <blockquote>${typeset(row.sentence)}</blockquote>
        <p>${outward(row.link, row.publishers[0] ?? 'Bài gốc')}, ${timeHtml(row.publishedAt, timeZone)}</p>
      </details>
    </td>
  </tr> `;
}

function path(site: Site, id: string): string {
  return `${site.base}/solieu/${encodeURIComponent(id)}`;
}

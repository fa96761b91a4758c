import type { Instant, TimeZone } from '../../news/time.ts';
import type { Overview } from '../../ports/operations.ts';
import type { SourceEntry } from '../../ports/sources.ts';
import type { Sighting } from '../../ports/watch.ts';
import type { Vocabulary } from '../../ports/vocabulary.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Page, Site } from '../layout.ts';
import { clockAndDay, timeHtml } from './moment.ts';

export interface OperatorView {
  readonly overview: Overview;
  readonly now: Instant;
  readonly timeZone: TimeZone;
  readonly vocabulary: Vocabulary;
  readonly admin: string;
}

const day = 86_400_000;

/** What the operator looks at in the morning: will the next slot happen, did the last one, and what is ailing. */
export function operatorPage(site: Site, view: OperatorView): Page {
  const { overview, now, timeZone, admin } = view;
  return {
    title: 'Vận hành',
    path: '/vanhanh',
    hidden: true,
    wide: true,
    body: html`<h1>Vận hành</h1>
      <p class="quiet">
        ${admin} · ${clockAndDay(now, timeZone)} · chỉ xem, mọi thay đổi làm bằng lệnh trong chat
      </p>
      ${next(view)} ${slots(overview)} ${house(overview)} ${troubles(overview, timeZone)} ${sources(view)}
      <form action="${site.base}/vanhanh/ra" method="post">
        <p><button>Đăng xuất</button></p>
      </form>`,
  };
}

function next({ overview, timeZone, vocabulary }: OperatorView): Html {
  const slot = overview.next;
  if (slot === undefined)
    return html`<h2>Lượt gửi kế tiếp</h2>
      <p class="warn">Chưa có ai chờ nhận tin.</p>`;
  return html`<h2>Lượt gửi kế tiếp: ${timeHtml(slot.at, timeZone)}</h2>
    <p>${slot.chats}${slot.more && '+'} nơi nhận. Nếu gửi lúc này:</p>
    ${slot.samples.map(({ chats, choice, titles }) => {
      const chosen = [...choice.topics, ...choice.places].map((id) => vocabulary.name(id, 'vi')).join(', ');
      return html`<details>
        <summary>${chats} nơi nhận: ${chosen === '' ? 'tất cả chủ đề, cả nước' : chosen}</summary>
        ${
          titles.length === 0
            ? html`<p class="quiet">Chưa có tin nào.</p>`
            : html`<ol>
                ${titles.map((title) => html`<li>${title}</li>`)}
              </ol>`
        }
      </details> `;
    })}`;
}

const states = ['sent', 'pending', 'sending', 'failed', 'unknown', 'skipped'] as const;

function slots({ slots: reports, open }: Overview): Html {
  return html`<h2>Các lượt gửi</h2>
<p${open > 0 && html` class="warn"`}>Đang chờ gửi: ${open}</p>
${
  reports.length === 0
    ? html`<p class="quiet">Chưa có lượt gửi nào.</p>`
    : table(
        ['Lượt', 'Đã gửi', 'Chờ', 'Đang gửi', 'Không gửi được', 'Không rõ', 'Bỏ qua', 'Lý do'],
        reports.map(({ slot, counts, reasons }) => [
          html`${slot.replace('T', ' ')}`,
          ...states.map((state) => {
            const count = counts[state] ?? 0;
            const bad = count > 0 && (state === 'failed' || state === 'unknown');
            return html`<span${bad && html` class="bad"`}>${count}</span>`;
          }),
          html`${Object.entries(reasons)
            .toSorted(([, a], [, b]) => b - a)
            .slice(0, 4)
            .map(([reason, count]) => `${reason} ${count}`)
            .join('; ')}`,
        ]),
        'Các lượt gửi',
      )
}`;
}

function house({ articles, chats, channels, memory, sightings, warnings }: Overview): Html {
  const peak = sightings.length === 0 ? memory.resident : Math.max(...sightings.map((each) => each.memory));
  return html`<h2>Máy</h2>
    <ul>
      <li>Bài trong kho: ${articles}</li>
      <li>Nơi nhận: ${chats.active} đang nhận trên ${chats.total}</li>
      <li>Bộ nhớ: ${memory.resident} MB (đỉnh tuần qua ${peak} MB), vùng nhớ JavaScript ${memory.heap} MB</li>
      ${Object.entries(channels).map(
        ([name, { state, detail }]) =>
          html`<li>
            ${name}:
            <b class="${state === 'up' ? 'good' : 'bad'}">${state}</b>${detail !== undefined && ` ${detail}`}
          </li>`,
      )}
      ${warnings.map((warning) => html`<li class="warn">Redis: ${warning}</li>`)}
    </ul>`;
}

function troubles({ troubles: list }: Overview, timeZone: TimeZone): Html {
  if (list.length === 0)
    return html`<h2>Lỗi gần đây</h2>
      <p class="good">Không có.</p>`;
  return html`<h2>Lỗi gần đây</h2>
    ${table(
      ['Lúc', 'Việc', 'Chi tiết'],
      list
        .slice(0, 20)
        .map(({ at, level, event, detail }) => [
          timeHtml(at, timeZone),
          html`<span class="${level === 'error' ? 'bad' : 'warn'}">${event}</span>`,
          html`${detail ?? ''}`,
        ]),
      'Lỗi gần đây',
    )}`;
}

function sources({ overview, now, timeZone }: OperatorView): Html {
  const on = overview.sources.filter(({ source }) => source.enabled);
  const bad = on.filter(({ health }) => health.failures > 0 || health.suspended !== undefined);
  const sorted = overview.sources.toSorted((a, b) => trouble(b) - trouble(a));
  return html`<h2>Nguồn tin: ${overview.sources.length}, đang bật ${on.length}, có lỗi ${bad.length}</h2>
    <p class="quiet">Bảy ngày qua, mỗi ô sáu giờ: ▇ tốt, ▅ có lúc lỗi, ▁ lỗi, · chưa có số liệu.</p>
    ${table(
      ['Nguồn', 'Tình trạng', 'Bảy ngày', 'Đọc được', 'Tin mới', 'Lỗi cuối'],
      sorted.map((entry) => [
        html`${entry.source.name}<br /><span class="quiet">${entry.source.id}</span>`,
        stateHtml(entry),
        html`<span class="strip">${strip(entry.source.id, overview.sightings, now)}</span>`,
        entry.health.lastOkAt === undefined ? html`–` : timeHtml(entry.health.lastOkAt, timeZone),
        entry.health.lastNewAt === undefined ? html`–` : timeHtml(entry.health.lastNewAt, timeZone),
        html`${entry.health.lastError ?? ''}`,
      ]),
      'Nguồn tin',
    )}`;
}

function trouble({ source, health }: SourceEntry): number {
  if (!source.enabled) return -1;
  return (health.suspended === undefined ? 0 : 1000) + health.failures;
}

function stateHtml({ source, health }: SourceEntry): Html {
  if (!source.enabled) return html`<span class="quiet">tắt</span>`;
  if (health.suspended !== undefined) return html`<b class="bad">tạm ngưng: ${health.suspended}</b>`;
  if (health.failures > 0) return html`<b class="warn">lỗi ${health.failures} lần</b>`;
  return health.lastOkAt === undefined
    ? html`<span class="quiet">chưa đọc</span>`
    : html`<span class="good">tốt</span>`;
}

/** Twenty-eight quarters of days, the oldest first. */
function strip(id: string, sightings: readonly Sighting[], now: Instant): string {
  return Array.from({ length: 28 }, (_, at) => {
    const from = now - 7 * day + (at * day) / 4;
    const seen = sightings.filter((each) => each.at > from && each.at <= from + day / 4);
    if (seen.length === 0) return '·';
    const failed = seen.filter((each) => each.failing.includes(id)).length;
    return failed === 0 ? '▇' : failed < seen.length ? '▅' : '▁';
  }).join('');
}

function table(heads: readonly string[], rows: readonly (readonly Html[])[], name: string): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${name}">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Asks for the tap that uses the ticket up: a chat that only looks at the link for its preview must not. */
export function doorPage(site: Site, ticket: string): Page {
  return {
    title: 'Trang vận hành',
    path: '/vanhanh',
    hidden: true,
    body: html`<h1>Trang vận hành</h1>
      <form action="${site.base}/vanhanh/vao" method="post">
        <input type="hidden" name="ve" value="${ticket}" />
        <p>Đường dẫn này dùng được một lần.</p>
        <p><button>Vào trang vận hành</button></p>
      </form>`,
  };
}

/** Says how one gets in. */
export function closedPage(site: Site): Page {
  return {
    title: 'Trang vận hành',
    path: '/vanhanh',
    hidden: true,
    body: html`<h1>Trang vận hành</h1>
      <p>
        Đường dẫn đã hết hạn hoặc đã dùng. Quản trị viên gõ /vanhanh trong chat với bot để nhận đường dẫn mới.
        <a href="${site.base}/">Về điểm tin hôm nay</a>.
      </p>`,
  };
}

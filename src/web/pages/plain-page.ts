import { html } from '../html.ts';
import type { Page, Site } from '../layout.ts';

/** What is said where nothing is. */
export function notFoundPage(site: Site): Page {
  return {
    title: 'Không có trang này',
    path: '/',
    hidden: true,
    body: html`<h1>Không có trang này</h1>
      <p>
        Có thể tin đã quá ba tháng nên không còn lưu, hoặc báo đã yêu cầu gỡ.
        <a href="${site.base}/">Về điểm tin hôm nay</a>.
      </p>`,
  };
}

import fc from 'fast-check';
import { parseDocument } from 'htmlparser2';
import { textContent } from 'domutils';
import { expect, it } from 'vitest';
import { escapeText, html, lineHtml, typeset } from '../../src/web/html.ts';

it('shows whatever is inserted as text, in and outside of attributes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { markup } = html`<p title="${text}">${text}</p>`;
      const document = parseDocument(markup);
      expect(document.children).toHaveLength(1);
      expect(textContent(document)).toBe(text.replaceAll(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]|\p{Cs}/gu, ''));
    }),
  );
});

it('takes templates and lists of them as they are, and nothing for what is not there', () => {
  const items = ['a', '<b>'].map((each) => html`<li>${each}</li>`);
  expect(html`${items}${undefined}${false}${0}`.markup).toBe('<li>a</li><li>&lt;b&gt;</li>0');
});

it.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'tg://user?id=1',
  'http://localhost/',
  'https://a@b.example/',
])('leads nowhere through %s', (link) => {
  expect(lineHtml([{ link, text: 'Báo' }]).markup).toBe('Báo');
});

it('keeps numbers and their units together and escapes all five', () => {
  expect(typeset('đạt 34 tỷ USD trong tháng 1')).toBe('đạt 34\u00A0tỷ USD trong tháng\u00A01');
  expect(escapeText(`&<>"'`)).toBe('&amp;&lt;&gt;&quot;&#39;');
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLines } from '../../../src/text/clean.ts';
import { htmlToText } from '../../../src/sources/plain/html-text.ts';

const text = (html: string): string => cleanLines(htmlToText(html));

describe('markup to text', () => {
  it.each([
    ['paragraphs become lines', '<p>Một.</p><p>Hai<br/>ba</p>', 'Một.\nHai\nba'],
    ['inline tags leave no trace', 'Giá <b>th</b>ép <a href="x" title="a > b">tăng</a>', 'Giá thép tăng'],
    ['a closing </br> is a line end too', 'a</br>b', 'a\nb'],
    ['scripts and styles go with their content', '<style>p{}</style>a<script>if(a<b){}</script>b', 'ab'],
    ['comments go', 'a<!-- <b> -->b', 'ab'],
    ['entities are decoded', 'R&amp;D &ndash; 5&nbsp;&#37; &lt;thép&gt;', 'R&D – 5 % <thép>'],
    ['tags uncovered by decoding go as well', '&lt;p&gt;a&lt;/p&gt;&amp;lt;b&amp;gt;c', 'a\nc'],
    ['brackets around words stay', 'R&D <thép> 5 < 7 > 3 <3', 'R&D <thép> 5 < 7 > 3 <3'],
    ['a tag cut at the end goes', 'a<img src="https://bao.vn/a', 'a'],
    ['an attribute with a bracket does not end its tag', '<img alt="a > b" src=x>c', 'c'],
    ['a quote never closed does not swallow the rest', '<a title="x>b</a> c', 'b c'],
  ])('%s', (_what, html, expected) => {
    expect(text(html)).toBe(expected);
  });

  it('leaves no known tag behind', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '<',
            '>',
            '<b>',
            '</p',
            '&lt;',
            '&gt;',
            '&amp;',
            'lt;',
            '"',
            ' ',
            'thép',
            '<img ',
            'b>',
            '<!--',
            '-->',
          ),
          { maxLength: 14 },
        ),
        (pieces) => {
          expect(htmlToText(pieces.join(''))).not.toMatch(/<\/?(?:b|p|img)>/);
        },
      ),
      { numRuns: 500 },
    );
  });
});

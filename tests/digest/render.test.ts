import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderAnsi } from '../../src/digest/ansi.ts';
import { renderPlain } from '../../src/digest/plain.ts';
import { escapeHtml, renderTelegram } from '../../src/digest/telegram.ts';
import { block } from '../../src/news/message.ts';
import type { Line, Message, Span } from '../../src/news/message.ts';

/** Undoes our own escaping and drops our own tags; anything else that looks like markup is a failure. */
function visible(html: string): string {
  const text = html.replaceAll(/<(?:\/?(?:b|i)|a href="[^"<>]*"|\/a)>/gu, '');
  expect(text).not.toMatch(/[<>]/u);
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

function balanced(html: string): boolean {
  const open: string[] = [];
  for (const [, close, name] of html.matchAll(/<(\/?)([bia])\b[^>]*>/gu)) {
    if (close === '') open.push(name ?? '');
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}

const awkward = [
  'R&D <thép>',
  '"',
  '&amp;',
  '👨‍👩‍👧‍👦',
  'Đ',
  'e\u0302\u0323',
  '</b>',
  '\u{1F1FB}\u{1F1F3}',
  'a'.repeat(500),
];
const words = fc.array(
  fc.oneof(fc.constantFrom(...awkward), fc.string({ unit: 'grapheme', maxLength: 12 })),
  { maxLength: 30 },
);
const text = words.map((list) => list.join(' ').replaceAll(/[\n\r]/gu, ' '));
const span: fc.Arbitrary<Span> = fc.oneof(
  text,
  text.map((each) => ({ bold: [each] })),
  text.map((each) => ({ italic: [each, { bold: [each] }] })),
  fc.record({
    link: fc.constantFrom(
      'https://example.org/a?b=1&c="2"',
      'tg://user?id=1',
      'javascript:alert(1)',
      'nonsense',
    ),
    text,
  }),
);
const anyMessage: fc.Arbitrary<Message> = fc
  .array(fc.array(fc.array(span, { maxLength: 4 }), { minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((blocks) => ({ blocks: blocks.map((lines) => block(...lines)) }));

describe('Telegram', () => {
  it('never exceeds the limits nor breaks a tag, whatever the text', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        for (const part of renderTelegram(message)) {
          expect(Array.from(visible(part.text)).length).toBeLessThanOrEqual(4096);
          expect(Buffer.byteLength(part.text)).toBeLessThanOrEqual(32_768);
          expect(balanced(part.text)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('loses nothing when it cuts', () => {
    const line = 'Xuất khẩu qua Lạng Sơn tăng 12,5%. '.repeat(400).trim();
    const parts = renderTelegram({ blocks: [block(line)] });
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.map((part) => visible(part.text)).join('')).toBe(line);
  });

  it('cuts between entries while they fit', () => {
    const entry = (n: number): readonly Line[] => [[{ bold: [`${n}. Tin`] }], ['x'.repeat(1500)]];
    const parts = renderTelegram({ blocks: [1, 2, 3, 4].map((n) => block(...entry(n))) });
    expect(parts.map((part) => part.text.match(/\d\. Tin/gu))).toEqual([
      ['1. Tin', '2. Tin'],
      ['3. Tin', '4. Tin'],
    ]);
  });

  it('cuts a family emoji as one letter', () => {
    const family = '👨‍👩‍👧‍👦';
    const parts = renderTelegram({ blocks: [block(family.repeat(1000))] });
    for (const part of parts) expect(part.text.replaceAll(family, '')).toBe('');
  });

  it('keeps a title such as R&D <thép> readable', () => {
    expect(renderTelegram({ blocks: [block([{ bold: ['R&D <thép> "Bắc Hà"'] }])] })[0]?.text).toBe(
      '<b>R&amp;D &lt;thép&gt; &quot;Bắc Hà&quot;</b>',
    );
  });

  it('counts 4,000 ampersands as 4,000 characters', () => {
    expect(renderTelegram({ blocks: [block('&'.repeat(4000))] })).toHaveLength(1);
  });

  it('splits a list of links before the server would drop entities', () => {
    const links = Array.from({ length: 250 }, (_, n): Line => [
      { link: `https://example.org/${n}`, text: `bài ${n}` },
    ]);
    const parts = renderTelegram({ blocks: [block(...links)] });
    for (const part of parts) expect(part.text.match(/<a /gu)?.length).toBeLessThanOrEqual(100);
    expect(parts.flatMap((part) => part.text.match(/<a /gu) ?? [])).toHaveLength(250);
  });

  it.each([
    'tg://user?id=1',
    'javascript:alert(1)',
    'https://nguoi@example.org/',
    'http://localhost/',
    'ftp://example.org/x',
    `https://example.org/${'a'.repeat(3000)}`,
  ])('shows %s without a link', (link) => {
    expect(renderTelegram({ blocks: [block([{ link, text: 'bài' }])] })[0]?.text).toBe('bài');
  });

  it('leaves out a letter with more marks on it than a message holds', () => {
    const parts = renderTelegram({ blocks: [block([{ bold: [`a${'\u0301'.repeat(9000)}b`] }])] });
    expect(parts.map((part) => part.text)).toEqual(['b']);
  });

  it('puts buttons on the last part only', () => {
    const buttons = [[{ label: 'Thêm', action: 'diemtin 2' }]];
    const parts = renderTelegram({ blocks: [block('x'.repeat(5000))], buttons });
    expect(parts.map((part) => part.buttons)).toEqual([undefined, buttons]);
  });
});

describe('plain text', () => {
  it('never exceeds 2,000 characters', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        for (const part of renderPlain(message)) expect(part.text.length).toBeLessThanOrEqual(2000);
      }),
      { numRuns: 200 },
    );
  });

  it('writes links bare after their text and buttons as numbers', () => {
    const parts = renderPlain({
      blocks: [block([{ bold: ['1. Tin'] }], [{ link: 'https://example.org/a', text: 'Báo A' }, ' · 06:10'])],
      buttons: [
        [
          { label: 'Đúng', action: 'ok' },
          { label: 'Không', action: 'no' },
        ],
      ],
    });
    expect(parts.map((part) => part.text)).toEqual([
      '1. Tin\nBáo A: https://example.org/a · 06:10\n\n1. Đúng\n2. Không',
    ]);
  });
});

describe('the terminal', () => {
  it('wraps at words and colours only where it may', () => {
    const message = { blocks: [block([{ bold: ['một hai ba bốn'] }])] };
    expect(renderAnsi(message, { colour: false, width: 8 })[0]?.text).toBe('một hai\nba bốn');
    expect(renderAnsi(message, { colour: true, width: 80 })[0]?.text).toContain('\u001b[1mmột\u001b[22m');
  });

  it('puts a link behind its words where there is colour, after them where there is none', () => {
    const message = { blocks: [block([{ link: 'https://example.org/a', text: 'Báo A' }])] };
    expect(renderAnsi(message, { colour: false, width: 80 })[0]?.text).toBe('Báo A https://example.org/a');
    expect(renderAnsi(message, { colour: true, width: 80 })[0]?.text).toContain(
      '\u001b]8;;https://example.org/a\u001b\\',
    );
  });
});

it('escapes in one pass: nothing is escaped twice', () => {
  expect(escapeHtml('&amp; <b>')).toBe('&amp;amp; &lt;b&gt;');
});

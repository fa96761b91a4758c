import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarizeStory } from '../../src/stories/summary/story.ts';
import { summarize } from '../../src/stories/summary/summarize.ts';
import { tokens } from '../../src/text/tokens.ts';

const title = 'Sản xuất công nghiệp Hải Bình tháng 9 tăng 12,4%';
const text = [
  'Ảnh minh họa: Xuân Mai',
  'Chỉ số sản xuất công nghiệp tháng 9 của tỉnh Hải Bình tăng 12,4% so với cùng kỳ năm trước, theo báo cáo Sở Công Thương công bố sáng 2/10.',
  'Tuy nhiên, bà này cho rằng mức tăng chưa bền vững.',
  'Ngành chế biến, chế tạo tăng 14,1% và đóng góp nhiều nhất vào mức tăng chung.',
  'Nhiều doanh nghiệp đã có đơn hàng đến hết quý I năm sau.',
  'Trời nắng nhẹ, người dân đi lại thuận tiện.',
  'Mời bạn đọc theo dõi trang của chúng tôi để cập nhật tin tức mới nhất.',
].join('\n');

describe('the summary of an article', () => {
  it('is made of whole sentences of the text, in reading order', () => {
    const summary = summarize({ title, text }, { maxSentences: 3 });
    expect(summary.length).toBeGreaterThan(0);
    const places = summary.map((sentence) => text.indexOf(sentence));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('carries the figure of the headline', () => {
    expect(summarize({ title, text }, { maxSentences: 2 }).join(' ')).toContain('12,4%');
  });

  it('quotes no sentence that points at somebody who is not quoted', () => {
    expect(summarize({ title, text }, { maxSentences: 2 }).join(' ')).not.toContain('bà này');
  });

  it.each([1, 2, 3])('has at most %i sentences', (maxSentences) => {
    expect(summarize({ title, text }, { maxSentences }).length).toBeLessThanOrEqual(maxSentences);
  });

  it('keeps within a number of syllables where a sentence fits', () => {
    const summary = summarize({ title, text }, { maxSentences: 3, maxWords: 40 });
    expect(tokens(summary.join(' ')).length).toBeLessThanOrEqual(40);
  });

  it('takes sentences cut by the caller as they are', () => {
    const sentences = ['Giá than tăng 3%.', 'Sản lượng than đạt 2 triệu tấn trong tháng 9.'];
    for (const sentence of summarize({ title: 'Giá than', text: '', sentences }, { maxSentences: 2 })) {
      expect(sentences).toContain(sentence);
    }
  });

  it('is empty for a text without a sentence, with or without a title', () => {
    expect(summarize({ title: '', text: '' }, { maxSentences: 2 })).toEqual([]);
    expect(summarize({ title: 'Tin', text: ' \n–\n' }, { maxSentences: 2 })).toEqual([]);
  });

  it('survives any text', () => {
    assert(
      property(string({ unit: 'grapheme', maxLength: 300 }), string({ maxLength: 40 }), (any, head) => {
        const summary = summarize({ title: head, text: any }, { maxSentences: 2 });
        expect(summary.every((sentence) => any.includes(sentence))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the summary of a story', () => {
  const articles = [
    { id: 'a', title, text },
    {
      id: 'b',
      title: 'Công nghiệp Hải Bình khởi sắc trong tháng 9',
      text: 'Tháng 9, chỉ số sản xuất công nghiệp tỉnh Hải Bình tăng 12,4% so với cùng kỳ năm trước.\nXuất khẩu dệt may của tỉnh đạt 120 triệu USD, tăng 8%.\nSở Công Thương dự báo quý IV tiếp tục thuận lợi.',
    },
  ];

  it('quotes sentences verbatim, each with its article, within the limits', () => {
    const quotes = summarizeStory(articles, { maxSentences: 3, maxSyllables: 100 });
    expect(quotes.length).toBeGreaterThan(0);
    expect(quotes.length).toBeLessThanOrEqual(3);
    for (const { sentence, articleId } of quotes) {
      expect(articles.find(({ id }) => id === articleId)?.text).toContain(sentence);
    }
    expect(tokens(quotes.map(({ sentence }) => sentence).join(' ')).length).toBeLessThanOrEqual(100);
  });

  it('does not say the headline figure twice where other news has room', () => {
    const quotes = summarizeStory(articles, { maxSentences: 2, maxSyllables: 80 });
    expect(quotes.filter(({ sentence }) => sentence.includes('12,4%')).length).toBeLessThanOrEqual(1);
  });

  it('is empty without articles or without room', () => {
    expect(summarizeStory([], { maxSyllables: 100 })).toEqual([]);
    expect(summarizeStory(articles, { maxSyllables: 3 })).toEqual([]);
  });

  it('is the same every time', () => {
    expect(summarizeStory(articles, { maxSyllables: 100 })).toEqual(
      summarizeStory(articles, { maxSyllables: 100 }),
    );
  });
});
